"""`flips` against what the API itself answers when one answer is changed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from advisor.advice import Advice, advise
from advisor.catalog.model import Question, QuestionKind
from advisor.questionnaire import UNKNOWN, Importance, parse_answers
from tests.web.asking import ALL_RULED_OUT, by_api, catalog

Pairs = list[tuple[str, str]]
Turns = dict[tuple[str, str], tuple[str, ...]]

PRICED = [("cost_priority", "high"), ("requests_per_month", "2000000")]
DENSITIES = (0.1, 0.3, 0.6, 1.0)


def drawn(seed: int) -> Pairs:
    """Answers to a part of the questions, importance of some; every other set with a price."""
    random = Random(seed)
    density = random.choice(DENSITIES)
    pairs = [
        pair
        for question in catalog().questionnaire.questions
        if random.random() < density
        for pair in _drawn(question, random)
    ]
    if seed % 2:
        pairs = [pair for pair in pairs if pair[0] not in dict(PRICED)]
        pairs += [("cost_priority", random.choice(["medium", "high"]))]
        pairs += [("requests_per_month", str(int(10 ** random.uniform(4, 9))))]
    return pairs


def _drawn(question: Question, random: Random) -> Iterator[tuple[str, str]]:
    if question.kind is not QuestionKind.NUMBER:
        yield question.id, random.choice([*(o.id for o in question.options), UNKNOWN])
    elif question.weight or random.random() < 0.3:
        yield question.id, str(random.choice([1, 10, 200, 5_000, 400_000]))
    if random.random() < 0.2:
        yield f"importance.{question.id}", random.choice(list(Importance)).value


def alternatives(pairs: Pairs) -> Iterator[tuple[tuple[str, str], Pairs]]:
    """Every other answer to every single-choice question, "unknown" included."""
    for question in catalog().questionnaire.questions:
        if question.kind is QuestionKind.SINGLE:
            for option in (*(item.id for item in question.options), UNKNOWN):
                kept = [pair for pair in pairs if pair[0] != question.id]
                yield (question.id, option), [*kept, (question.id, option)]


def asked(pairs: Pairs) -> Advice:
    return advise(catalog(), parse_answers(catalog().questionnaire, pairs).answers)


def first(pairs: Pairs) -> tuple[str, ...]:
    return tuple(sorted(item.pattern.slug for item in asked(pairs).recommendation.first))


def first_by_api(pairs: Pairs) -> tuple[str, ...]:
    return tuple(sorted(by_api(urlencode(pairs))["first"]))


def listed(payload: dict[str, Any]) -> Turns:
    """The flips of single-choice questions as the API lists them."""
    by_id = catalog().questionnaire.by_id
    return {
        (flip["trait"], flip["option"]): tuple(flip["first"])
        for flip in payload["flips"]
        if by_id[flip["trait"]].kind is QuestionKind.SINGLE
    }


@pytest.mark.parametrize("seed", range(16))
def test_they_are_complete_and_exact_whatever_was_answered(seed: int) -> None:
    pairs = drawn(seed)
    now = first(pairs)
    expected = {
        change: then for change, changed in alternatives(pairs) if (then := first(changed)) != now
    }
    assert listed(by_api(urlencode(pairs))) == expected


def test_half_of_these_sets_are_priced() -> None:
    assert [asked(drawn(seed)).cost is not None for seed in range(16)].count(True) >= 8


@pytest.mark.parametrize(
    "pairs",
    [
        [*PRICED, ("traffic_shape", "spiky"), ("ops_tolerance", "none")],
        [tuple(pair.split("=")) for pair in ALL_RULED_OUT.split("&")],
    ],
)
def test_asking_the_api_again_finds_the_same(pairs: Pairs) -> None:
    now = first_by_api(pairs)
    expected = {
        change: then
        for change, changed in alternatives(pairs)
        if (then := first_by_api(changed)) != now
    }
    assert listed(by_api(urlencode(pairs))) == expected


@pytest.mark.parametrize("seed", range(1, 7))
def test_following_the_link_of_any_change_leads_where_it_says(seed: int) -> None:
    payload = by_api(urlencode(drawn(seed)))
    changes = [
        *payload["flips"],
        *payload["pairs"]["nearest"],
        *payload["weight_flips"],
    ]
    for change in Random(seed).sample(changes, min(12, len(changes))):
        assert sorted(by_api(change["query"])["first"]) == sorted(change["first"])


def test_the_link_of_a_change_keeps_what_was_said_of_cost() -> None:
    beside = [("region", "ap-northeast-1"), ("memory_mb", "2048"), ("flat_rate", "on")]
    payload = by_api(urlencode([*PRICED, ("traffic_shape", "spiky"), *beside]))
    changes = [*payload["flips"], *payload["pairs"]["nearest"], *payload["weight_flips"]]
    assert changes
    for change in changes:
        assert set(beside) <= set(parse_qsl(change["query"]))
    for change in Random(1).sample(changes, 8):
        assert sorted(by_api(change["query"])["first"]) == sorted(change["first"])
