"""What is said of a result: the count, the kind of change, and the doubt, in one sentence."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from advisor.advice import advise
from advisor.analysis import Verdict
from advisor.presentation.firmness import FirmnessView, firmness_view
from advisor.questionnaire import parse_answers
from tests.web.asking import LANGUAGES, catalog


def example(name: str, language: str = "en", **changed: str) -> FirmnessView:
    found = next(item for item in catalog().examples if item.id == name)
    pairs = [pair for pair in found.answers if pair[0] not in changed]
    parsed = parse_answers(catalog().questionnaire, [*pairs, *changed.items()])
    return firmness_view(advise(catalog(), parsed.answers), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [item.id for item in catalog().examples])
def test_the_sentence_names_first_place_and_what_could_turn_it(name: str, language: str) -> None:
    with override(language):
        view = example(name, language)
        sentence = view.sentence
        assert view.result.first[0].short_name in sentence
        if view.word in {Verdict.CLEAR, Verdict.LIKELY, Verdict.LEANING} and view.turning:
            named = [label for label in view.turning if label in sentence]
            assert len(named) == len(view.turning) or str(len(view.turning)) in sentence


@pytest.mark.parametrize("name", [item.id for item in catalog().examples])
def test_no_change_is_told_twice_with_the_same_outcome(name: str) -> None:
    view = example(name)
    told = [(turn.change, turn.first_names) for turn in view.flips]
    assert len(told) == len(set(told))


def test_a_number_is_told_by_its_limit_not_by_an_example() -> None:
    view = example(catalog().examples[0].id)
    numbers = [turn.change for turn in view.flips if turn.change.startswith("Longest request")]
    assert numbers
    assert all("more than" in change and "901" not in change for change in numbers)


def test_what_only_a_limit_could_do_is_said_as_that() -> None:
    texts = [other.choose_if for item in catalog().examples for other in example(item.id).others]
    by_limit = [text for text in texts if text.startswith("Only if the others are ruled out: ")]
    assert by_limit
    assert all(text.startswith("Choose it if: ") for text in texts if text not in [*by_limit, ""])


@pytest.mark.parametrize("name", [item.id for item in catalog().examples])
def test_the_fewest_changes_are_one_two_or_more_than_can_be_listed(name: str) -> None:
    view = example(name)
    listed = 1 if view.flips else 2 if view.pairs else None
    assert view.fewest_changes == listed or (listed is None and (view.fewest_changes or 3) >= 3)
