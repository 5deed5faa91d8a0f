"""Numbers that answer a question: what is told of them where months follow them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest

from advisor.advice import advise
from advisor.analysis.flips import single_flips
from advisor.analysis.moves import number_move
from advisor.analysis.position import Position
from advisor.catalog.model import QuestionKind
from advisor.cost import ComputedRatings, Request, read_request
from advisor.cost.runs import is_straight
from advisor.cost.walks import EVERY, Run
from advisor.questionnaire import Answer, Answers, parse_answers
from tests.analysis.brute import holds
from tests.cost.pricing import SHIPPED, catalog_in, model_of

CATALOG = catalog_in(SHIPPED)
MODEL = model_of(CATALOG)
assert MODEL.advice is not None
ADVICE = MODEL.advice
ASKED = CATALOG.questionnaire.by_id
VOLUME, CLIENTS = "requests_per_month", "concurrent_clients"
TOLD_BY = ("cacheable_share", "payload", "protection", "realtime", "request_duration")
REQUESTS: tuple[list[tuple[str, str]], ...] = (
    [],
    [("flat_rate", "on"), ("memory_mb", "2048")],
    [("free_allowances", "on"), ("region", "ap-northeast-1")],
)
GRID = [Decimal(first).scaleb(power) for power in range(8) for first in range(10, 100, 3)]
"""From 10 to nearly 1,000 million."""


def drawn(random: Random, *traits: str) -> Answers:
    pairs = [(VOLUME, str(random.randint(10_000, 10**8))), ("cost_priority", "high")]
    pairs += [(CLIENTS, str(random.choice([10, 3_000, 50_000])))]
    for trait in (*TOLD_BY, *traits):
        pairs.append((trait, random.choice(ASKED[trait].rated_ids)))
    return parse_answers(CATALOG.questionnaire, pairs).answers


def computed(request: Request) -> ComputedRatings:
    return ComputedRatings(MODEL, ADVICE, CATALOG.questionnaire, request)


def known_runs(ratings: ComputedRatings, trait: str, said: dict[str, Answer]) -> tuple[Run, ...]:
    found = ratings.runs(trait, {name: item for name, item in said.items() if name != trait})
    assert found is not None
    return found


def is_in(run: Run, number: Decimal) -> bool:
    first, last = run
    return (first is None or first <= (number, False)) and (last is None or last > (number, False))


@pytest.mark.parametrize("pairs", REQUESTS)
@pytest.mark.parametrize("trait", [VOLUME, CLIENTS, "request_seconds", "response_body_mb"])
def test_no_rating_changes_within_a_run(trait: str, pairs: list[tuple[str, str]]) -> None:
    random, ratings = Random(11), computed(read_request(MODEL, pairs))
    for _ in range(4):
        said = dict(drawn(random).by_trait)
        for run in known_runs(ratings, trait, said):
            found = {
                tuple(sorted(ratings.ratings(with_number(said, trait, number)).items()))
                for number in [*inside(run), *(n for n in GRID if is_in(run, n))]
            }
            assert len(found) <= 1


def with_number(said: dict[str, Answer], trait: str, number: Decimal) -> dict[str, Answer]:
    return {**said, trait: Answer(trait=trait, number=number)}


def inside(run: Run) -> list[Decimal]:
    return [cut[0] for cut in run if cut is not None and is_in(run, cut[0])]


def test_runs_leave_out_little() -> None:
    random, ratings = Random(12), computed(read_request(MODEL, ()))
    missed = total = 0
    for _ in range(6):
        found = known_runs(ratings, VOLUME, dict(drawn(random).by_trait))
        missed += sum(not any(is_in(run, number) for run in found) for number in GRID)
        total += len(GRID)
    assert missed < total / 50


def test_runs_are_in_order_and_apart() -> None:
    found = known_runs(computed(read_request(MODEL, ())), VOLUME, dict(drawn(Random(3)).by_trait))
    assert len(found) > 3
    for (_first, end), (start, _last) in pairwise(found):
        assert end is not None
        assert start is not None
        assert end <= start


def test_without_an_answer_about_cost_no_number_moves_a_rating() -> None:
    said = dict(drawn(Random(4)).by_trait)
    del said["cost_priority"]
    assert known_runs(computed(read_request(MODEL, ())), VOLUME, said) == (EVERY,)


def test_runs_are_known_only_along_straight_lines() -> None:
    """The volume of replies is the number of requests times their size."""
    assert is_straight(MODEL, ADVICE, frozenset({"connected_clients"}))
    assert is_straight(MODEL, ADVICE, frozenset({VOLUME}))
    assert not is_straight(MODEL, ADVICE, frozenset({VOLUME, "avg_response_kb"}))


def test_changes_of_a_number_hold_between_their_bounds_and_none_is_left_out() -> None:
    random, turns = Random(13), 0
    for _ in range(12):
        answers = drawn(random, "cold_start_tolerance", "auth", "ops_tolerance", "latency")
        at = advise(CATALOG, answers).analysis.at
        for trait in (VOLUME, CLIENTS):
            turns += len(check(at, trait))
    assert turns > 10


def check(at: Position, trait: str) -> list[tuple[str, ...]]:
    column, own = at.matrix.by_trait[trait], at.answers.by_trait[trait].number
    assert column.question.kind is QuestionKind.NUMBER
    assert own is not None
    numbers = [number for number in GRID if number < (column.question.plausible or 0)]
    first = {n: at.matrix.named(at.first_after(number_move(column, n, 1, None))) for n in numbers}
    told = [f for f in single_flips(at) if f.trait == trait and f.answer.number is not None]
    for flip in told:
        assert {first[n] for n in numbers if holds(flip.bound, n)} <= {flip.first}
    for up in (True, False):
        side = [n for n in numbers if (n > own if up else n < own)]
        found = {
            f.first for f in told if f.answer.number is not None and (f.answer.number > own) is up
        }
        assert {first[n] for n in side} - {at.matrix.named(at.first)} <= found
    return [flip.first for flip in told]
