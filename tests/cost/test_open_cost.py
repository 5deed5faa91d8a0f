"""What the number of requests and the answer about cost can still do, while they are open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from random import Random
from urllib.parse import parse_qsl

import pytest

from advisor.advice import Advice, advise
from advisor.analysis.beside import beside
from advisor.analysis.model import Flip
from advisor.analysis.moves import Move, number_said
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Position
from advisor.catalog.model import QuestionKind
from advisor.questionnaire import Answer, Answers, parse_answers, with_answer, without_answer
from tests.analysis.brute import holds
from tests.cost.pricing import SHIPPED, catalog_in

CATALOG = catalog_in(SHIPPED)
QUESTIONS = CATALOG.questionnaire.questions
VOLUME, COST = "requests_per_month", "cost_priority"
GRID = [Decimal(first).scaleb(power) for power in range(2, 9) for first in (10, 17, 31, 56)]
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


def answered(seed: int) -> Position:
    """With cost calculated, and thirty questions left open."""
    answers = everything(Random(seed))
    for trait in Random(seed).sample([question.id for question in QUESTIONS], 30):
        if trait not in (VOLUME, COST):
            answers = without_answer(answers, trait)
    at = advise(CATALOG, answers).analysis.at
    assert at.computed is not None
    return at


def quiet_changes(at: Position) -> list[Move]:
    """Changes that reach the bill and leave first place alone, but for those to a number."""
    return [
        outcome.move
        for index, outcomes in at.by_column.items()
        for outcome in outcomes
        if outcome.first == at.first
        and (index not in beside(at) or outcome.move.answer.number is None)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_pairs_that_reach_the_bill_are_those_that_trying_all_finds(seed: int) -> None:
    """Also where effects add up, as the two set inputs that have nothing to do with each other."""
    at = answered(seed)
    quiet = quiet_changes(at)
    expected = {
        (one, other)
        for one, other in combinations(quiet, 2)
        if one.column is not other.column and at.first_after(one, other) != at.first
    }
    found = {(one.move, other.move) for one, other in flipping_pairs(at)}
    assert {frozenset(map(id, pair)) for pair in found if {*pair} <= {*quiet}} == {
        frozenset(map(id, pair)) for pair in expected
    }


@pytest.mark.parametrize("seed", range(6))
def test_a_number_of_requests_that_turns_beside_another_change_is_found(seed: int) -> None:
    """Whatever it is: the bill turns within bands, and elsewhere beside another change."""
    at = answered(seed)
    column, own = at.matrix.by_trait[VOLUME], at.answers.by_trait[VOLUME].number
    assert own is not None
    plausible = column.question.plausible
    assert plausible is not None
    found = [[outcome.move for outcome in pair] for pair in flipping_pairs(at)]
    numbers = [number_said(column, n) for n in GRID if n < max(own, plausible)]
    quiet = [move for move in numbers if at.first_after(move) == at.first]
    for change in (move for move in quiet_changes(at) if move.column is not column):
        for up in (True, False):
            expected = {
                first
                for move in quiet
                if ((move.answer.number or 0) > own) is up
                and (first := at.first_after(change, move)) != at.first
            }
            told = {
                at.first_after(change, move)
                for pair in found
                for move in pair
                if change in pair and move.column is column and move.answer.number is not None
                if (move.answer.number > own) is up
            }
            assert expected <= told


ENDS_AT_A_LIMIT = (
    "content=static-mix&api_style=grpc&existing_app=containerised&offline_sync=yes"
    "&request_duration=up-to-30s&cold_start_tolerance=none&cacheable_share=most&static_share=some"
    "&one_domain=no&protection=high&team_skills=serverless&portability=high&cost_priority=high"
    "&requests_per_month=7000000"
)
"""Beside one of the changes a rating turns just where a band of the number ends."""


@pytest.mark.parametrize("said", [ENDS_AT_A_LIMIT, *range(6)])
def test_what_is_told_of_numbers_in_pairs_holds(said: str | int) -> None:
    if isinstance(said, int):
        analysis = advise(CATALOG, answered(said).answers).analysis
    else:
        read = parse_answers(CATALOG.questionnaire, parse_qsl(said))
        analysis = advise(CATALOG, read.answers).analysis
    at = analysis.at
    for pair in analysis.nearest_pairs:
        for one, other in product(*map(said_with, pair.changes)):
            then = with_answer(with_answer(at.answers, one), other)
            assert advise(CATALOG, then).analysis.first == pair.first


def said_with(change: Flip) -> list[Answer]:
    """The answers that are said to do it: of numbers some within the bounds."""
    number = change.answer.number
    if number is None:
        return [change.answer]
    tried = [number, *(n for n in GRID if holds(change.bound, n))]
    return [Answer(trait=change.trait, number=n) for n in tried]
