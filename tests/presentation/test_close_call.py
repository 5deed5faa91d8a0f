"""A close call: everyone who shares in it stands equally, and what could end it is said truly."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from urllib.parse import parse_qsl, urlencode

import pytest

from advisor.advice import advise
from advisor.analysis import Verdict
from advisor.analysis.deciding import STILL_OPEN
from advisor.catalog.model import QuestionKind
from advisor.presentation.firmness import FirmnessView, firmness_view
from advisor.questionnaire import parse_answers
from tests.web.asking import LANGUAGES, catalog, page

Pairs = list[tuple[str, str]]

SHARED_SECOND = (
    "content=api-json&traffic_shape=spiky&ops_tolerance=some&latency=low&team_skills=containers"
)


def asked(pairs: Pairs) -> FirmnessView:
    parsed = parse_answers(catalog().questionnaire, pairs)
    return firmness_view(advise(catalog(), parsed.answers), "en")


def drawn(seed: int) -> Pairs:
    random = Random(seed)
    asked_here = [q for q in catalog().questionnaire.questions if q.kind is QuestionKind.SINGLE]
    return [(q.id, random.choice(q.options).id) for q in random.sample(asked_here, 4)]


def close_calls(count: int) -> Iterator[tuple[Pairs, FirmnessView]]:
    found = ((pairs, asked(pairs)) for pairs in map(drawn, range(400)))
    close = ((pairs, view) for pairs, view in found if view.close and not view.analysis.outcomes)
    return (item for item, _number in zip(close, range(count), strict=False))


def words_after(pairs: Pairs, view: FirmnessView) -> list[Verdict]:
    """The verdict after each answer to the next best question, every one advised anew."""
    found = view.analysis.next_question
    assert found is not None
    question = catalog().questionnaire.by_id[found.trait]
    return [asked([*pairs, (question.id, option.id)]).word for option in question.options]


def test_one_question_would_decide_only_where_each_answer_to_it_does() -> None:
    said = set()
    for pairs, view in close_calls(60):
        found = view.analysis.next_question
        if found is None:
            continue
        if catalog().questionnaire.by_id[found.trait].kind is not QuestionKind.SINGLE:
            assert "would decide" not in view.sentence
            continue
        ended = [word not in STILL_OPEN for word in words_after(pairs, view)]
        ending = " would " if all(ended) else " could " if any(ended) else ""
        said.add(ending)
        assert ("One question would decide." in view.sentence) == (ending == " would ")
        assert ("One question could decide." in view.sentence) == (ending == " could ")
    assert {" would ", " could "} <= said


def test_all_that_share_the_second_place_are_named() -> None:
    view = asked(parse_qsl(SHARED_SECOND))
    ranks = [leader.item.rank for leader in view.leaders]
    assert ranks == [1, 2, 2]
    assert all(leader.short_name in view.sentence for leader in view.leaders)
    for _pairs, close in close_calls(40):
        worst = close.leaders[-1].item.rank
        sharing = [x for x in close.result.feasible if x.item.rank == worst]
        assert set(map(id, sharing)) <= set(map(id, close.leaders))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_them_has_its_reasons_and_its_neighbours(language: str) -> None:
    found = page(f"/{language}/recommendation/?{SHARED_SECOND}")
    leaders = [leader.pattern.slug for leader in asked(parse_qsl(SHARED_SECOND)).leaders]
    for slug in leaders:
        assert found.by_id(f"why-{slug}").text
        assert found.by_id(f"layers-{slug}").text
    [others] = [
        section
        for section in found.every("section")
        if section.attributes.get("aria-labelledby") == "others-title"
    ]
    linked = [link.attributes["href"] for link in others.every("a")]
    assert not [slug for slug in leaders if any(f"/patterns/{slug}/" in link for link in linked)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_call_is_close_first_place_alone_has_its_reasons(language: str) -> None:
    example = catalog().examples[0]
    query = urlencode(example.answers)
    view = asked(list(example.answers))
    assert not view.close
    found = page(f"/{language}/recommendation/?{query}")
    told = [h.attributes["id"] for h in found.every("h2") if "id" in h.attributes]
    assert [name for name in told if name.startswith("why-")] == [
        f"why-{view.result.first[0].pattern.slug}"
    ]
