"""What the number of requests and the answer about cost can still do, while they are open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from advisor.advice import Advice, advise
from advisor.analysis.pairs import flipping_pairs
from advisor.catalog.model import QuestionKind
from advisor.questionnaire import Answer, Answers, parse_answers, with_answer, without_answer
from tests.cost.pricing import SHIPPED, catalog_in

CATALOG = catalog_in(SHIPPED)
QUESTIONS = CATALOG.questionnaire.questions
VOLUME, COST = "requests_per_month", "cost_priority"
VOLUMES = [Decimal(0), *(Decimal(round(10 ** (step / 2))) for step in range(1, 23))]


def everything(random: Random) -> Answers:
    """An answer to every question, importance included."""
    pairs = []
    for question in QUESTIONS:
        if question.kind is QuestionKind.NUMBER:
            top = int(question.plausible or question.maximum or 1000)
            pairs.append((question.id, str(random.randint(1, top))))
        else:
            pairs.append((question.id, random.choice(question.rated_ids)))
        if random.random() < 0.2:
            level = random.choice(["low", "high", "off"])
            pairs.append((f"importance.{question.id}", level))
    return parse_answers(CATALOG.questionnaire, pairs).answers


def completed(answers: Answers, open_ones: tuple[str, ...]) -> Iterator[Advice]:
    """Every answer about cost, and numbers of every size, those where ratings change included."""
    costs: list[Answer | None] = [None]
    if COST in open_ones:
        options = CATALOG.questionnaire.by_id[COST].rated_ids
        costs += [Answer(trait=COST, options=(option,)) for option in options]
    for cost in costs:
        said = answers if cost is None else with_answer(answers, cost)
        yield advise(CATALOG, said)
        if VOLUME in open_ones:
            at = advise(CATALOG, said).analysis.at
            told = at.computed.every(at.given_after(())) if at.computed and said.known(COST) else ()
            numbers = {answer.number for answer, _ratings in told} | {*VOLUMES}
            for number in filter(lambda n: n is not None, numbers):
                yield advise(CATALOG, with_answer(said, Answer(trait=VOLUME, number=number)))


@pytest.mark.parametrize("open_ones", [(VOLUME,), (COST,), (VOLUME, COST)])
@pytest.mark.parametrize("seed", range(2))
def test_ranges_are_exact(open_ones: tuple[str, ...], seed: int) -> None:
    answers = everything(Random(seed))
    for trait in open_ones:
        answers = without_answer(answers, trait)
    scores: dict[str, set[Fraction]] = {}
    for advice in completed(answers, open_ones):
        for item in advice.recommendation.assessments:
            scores.setdefault(item.pattern.slug, set()).add(item.score)
    for entry in advise(CATALOG, answers).analysis.ranges:
        assert (entry.low, entry.high) == (min(scores[entry.pattern]), max(scores[entry.pattern]))


@pytest.mark.parametrize("seed", range(4))
def test_more_open_questions_leave_the_ranges_wide_enough(seed: int) -> None:
    random = Random(seed)
    full = everything(random)
    at = advise(CATALOG, full).analysis.at
    reaching = sorted(at.computed.traits if at.computed else ())
    answers = full
    for trait in {VOLUME, COST, *random.sample(reaching, 8)}:
        answers = without_answer(answers, trait)
    ranges = advise(CATALOG, answers).analysis.ranges
    for number in VOLUMES[::2]:
        result = advise(CATALOG, with_answer(full, Answer(trait=VOLUME, number=number)))
        for entry in ranges:
            assert entry.low <= result.recommendation.of(entry.pattern).score <= entry.high


@pytest.mark.parametrize("seed", range(3))
def test_pairs_that_reach_the_bill_are_those_that_trying_all_finds(seed: int) -> None:
    """Also where effects add up, as the two set inputs that have nothing to do with each other."""
    answers = everything(Random(seed))
    for trait in Random(seed).sample([question.id for question in QUESTIONS], 30):
        if trait not in (VOLUME, COST):
            answers = without_answer(answers, trait)
    at = advise(CATALOG, answers).analysis.at
    assert at.computed is not None
    quiet = [
        outcome.move
        for outcomes in at.by_column.values()
        for outcome in outcomes
        if outcome.first == at.first
    ]
    expected = {
        (one, other)
        for one, other in combinations(quiet, 2)
        if one.column is not other.column and at.first_after(one, other) != at.first
    }
    found = {
        (one.move, other.move)
        for one, other in flipping_pairs(at)
        if at.reaches(one.move.column) and at.reaches(other.move.column)
    }
    assert {frozenset(map(id, pair)) for pair in found} == {
        frozenset(map(id, pair)) for pair in expected
    }
