"""Answers that leave the same traces do the same to every rating, whatever else is answered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from advisor.cost import ComputedRatings, read_request
from advisor.questionnaire import Answer
from tests.analysis.brute import definite
from tests.cost.pricing import SHIPPED, catalog_in, model_of

CATALOG = catalog_in(SHIPPED)
MODEL = model_of(CATALOG)
assert MODEL.advice is not None
COST, VOLUME = MODEL.advice.trait, "requests_per_month"
RATINGS = ComputedRatings(MODEL, MODEL.advice, CATALOG.questionnaire, read_request(MODEL, ()))


def every_answer(trait: str) -> list[Answer | None]:
    return [None, *definite(CATALOG.questionnaire.by_id[trait])]


def drawn(random: Random, *, leaving_out: str) -> dict[str, Answer]:
    said = {trait: random.choice(every_answer(trait)) for trait in sorted(RATINGS.traits)}
    said |= {COST: Answer(trait=COST, options=("high",))}
    return {trait: item for trait, item in said.items() if item and trait != leaving_out}


def alike(trait: str) -> Iterator[list[Answer | None]]:
    """Answers to one question in groups that leave the same."""
    groups: dict[object, list[Answer | None]] = {}
    for answer in every_answer(trait):
        groups.setdefault(RATINGS.traces.of(trait, answer), []).append(answer)
    yield from groups.values()


@pytest.mark.parametrize("trait", sorted(RATINGS.traits - {COST}))
def test_equal_traces_make_equal_ratings(trait: str) -> None:
    random = Random(trait)
    for group in alike(trait):
        for _ in range(5):
            others = drawn(random, leaving_out=trait)
            told = {
                (RATINGS.key(said), tuple(RATINGS.ratings(said).items()))
                for said in ({**others, trait: a} if a else others for a in group)
            }
            assert len(told) == 1


def test_options_of_which_no_rule_speaks_leave_the_same() -> None:
    (group,) = (g for g in alike("content") if Answer(trait="content", options=("ssr-html",)) in g)
    assert len(group) > 1


def test_of_a_number_that_an_input_follows_each_leaves_itself() -> None:
    numbers = [Answer(trait=VOLUME, number=Decimal(number)) for number in (500, 1_000, 10**6)]
    assert len({RATINGS.traces.of(VOLUME, answer) for answer in numbers}) == len(numbers)
