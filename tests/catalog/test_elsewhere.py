"""elsewhere.yaml and `combine`: when none of the patterns fits, and who decides in a stack."""

from __future__ import annotations

import pytest

from advisor.catalog.model import Combine
from tests.catalog.toy_copy import ToyCopy


def test_it_reads_an_outcome(toy: ToyCopy) -> None:
    (outcome,) = toy.load().elsewhere
    assert outcome.id == "next-door"
    assert outcome.title.in_language("en") == "Walk"
    assert outcome.look.in_language("ja") == "歩きやすい靴を選んでください。"
    assert outcome.url == "https://example.org/walking"


def test_the_file_may_be_missing(toy: ToyCopy) -> None:
    toy.remove("elsewhere.yaml")
    assert toy.load().elsewhere == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("trait: distance_km", "trait: distance", "unknown trait 'distance'"),
        ("is: tools", "is: tool", "unknown option of cargo 'tool'"),
        ("below: 1}", "below: {limit: stride}}", "unknown limit 'stride'"),
        ("id: next-door", "id: Next", "not of the right form"),
        ("url: ", "link: ", "unknown key"),
        ('ja: "徒歩"', 'fr: "à pied"', "unknown language"),
    ],
)
def test_it_rejects_what_does_not_fit(toy: ToyCopy, old: str, new: str, problem: str) -> None:
    toy.change("elsewhere.yaml", old, new)
    assert any(problem in line for line in toy.problems())


def test_it_rejects_the_same_outcome_twice(toy: ToyCopy) -> None:
    text = (toy.root / "elsewhere.yaml").read_text("utf-8")
    toy.append("elsewhere.yaml", text)
    assert any("duplicate id 'next-door'" in line for line in toy.problems())


def test_a_question_says_who_decides_it_in_a_stack(toy: ToyCopy) -> None:
    questions = toy.load().questionnaire.by_id
    assert questions["budget"].combine is Combine.WORST
    assert questions["terrain"].combine is Combine.BEST


def test_it_rejects_another_word_for_combine(toy: ToyCopy) -> None:
    toy.change("questionnaire.yaml", "combine: worst", "combine: mean")
    assert any("unknown word 'mean'" in line for line in toy.problems())
