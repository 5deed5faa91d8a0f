"""Numbers: what is told of them holds for every one, and nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from hypothesis import given, settings

from advisor.analysis.cells import EVERY, Bound, Side, number_line, parts_of
from advisor.analysis.computed import Computed
from advisor.analysis.flips import single_flips
from advisor.analysis.matrix import Ratings, build_matrix
from advisor.analysis.model import Flip, Verdict
from advisor.analysis.pause import pause
from advisor.analysis.position import Position, position
from advisor.catalog.model import Question, QuestionKind
from advisor.questionnaire import Answer, Answers, with_answer
from advisor.scoring import Recommendation
from tests.analysis.brute import STEPS, holds, look
from tests.analysis.test_computed import Case, computed_cases
from tests.building import answers, number, pattern, questionnaire, single
from tests.strategies import Small, cases

often = settings(max_examples=100, deadline=None)
NUMBERS_FIRST = (QuestionKind.NUMBER, QuestionKind.NUMBER, QuestionKind.SINGLE)

Ranked = Callable[[Answers], Recommendation]
Told = tuple[tuple[str, ...], bool]
"""Who is first, and whether a limit rules out who is first now."""


def outcomes(question: Question, given_answers: Answers, ranked: Ranked) -> dict[Decimal, Told]:
    """What each number leads to, ranked afresh."""
    before = [item.pattern.slug for item in ranked(given_answers).first]
    found = {}
    for value in STEPS:
        result = ranked(with_answer(given_answers, Answer(trait=question.id, number=value)))
        out = bool(before) and all(result.of(slug).excluded for slug in before)
        found[value] = tuple(item.pattern.slug for item in result.first), out
    return found


def said(given_answers: Answers, trait: str) -> Decimal | None:
    known = given_answers.known(trait)
    return known.number if known else None


def check(at: Position, given_answers: Answers, ranked: Ranked) -> None:
    first = tuple(item.pattern.slug for item in ranked(given_answers).first)
    flips = single_flips(at)
    for question in at.matrix.questionnaire.questions:
        if question.kind is not QuestionKind.NUMBER:
            continue
        own, real = said(given_answers, question.id), outcomes(question, given_answers, ranked)
        told = [f for f in flips if f.trait == question.id and f.answer.number is not None]
        check_bounds(told, real)
        for up in (True, False):
            on_side = {value: real[value] for value in real if is_on_side(value, own, up=up)}
            expected = {
                outcome
                for value, outcome in on_side.items()
                if outcome[0] != first and not is_unlikely(question, value, up=up)
            }
            found = [(f.first, f.by_limit) for f in told if is_on_side(number_of(f), own, up=up)]
            assert set(found) == expected
            assert len(found) == len(set(found))


def check_bounds(told: list[Flip], real: dict[Decimal, Told]) -> None:
    for flip in told:
        assert holds(flip.bound, number_of(flip))
        assert {
            outcome for value, outcome in real.items() if holds(flip.bound, value)
        } <= {(flip.first, flip.by_limit)}  # fmt: skip


def number_of(flip: Flip) -> Decimal:
    assert flip.answer.number is not None
    return flip.answer.number


def is_on_side(value: Decimal, own: Decimal | None, *, up: bool) -> bool:
    return up if own is None else (value > own if up else value < own)


def is_unlikely(question: Question, value: Decimal, *, up: bool) -> bool:
    return up and question.plausible is not None and value >= question.plausible


@often
@given(case=cases(questions=3, kinds=NUMBERS_FIRST))
def test_a_bound_holds_for_every_number_and_no_outcome_is_left_out(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    check(look(small, given_answers), given_answers, small.recommend)


@often
@given(case=computed_cases(questions=3, stepwise=True))
def test_the_same_where_a_number_moves_computed_ratings(case: Case) -> None:
    check(case.at, case.answers, lambda answers: case.rated(answers).recommend(answers))


def bands(first: dict[str, int]) -> Small:
    """Two patterns and one number with bands from 0, 10, 20 and 30."""
    asked = questionnaire(number("n", weight=1, edges=(10, 20, 30)))
    return Small(asked, (pattern("p", {"n": first}), pattern("q")))


def told_of(small: Small, value: int) -> list[tuple[tuple[str, ...], Bound | None]]:
    found = single_flips(look(small, answers(n=value)))
    return [(flip.first, flip.bound) for flip in found if flip.answer.number is not None]


def test_of_an_outcome_with_several_stretches_the_nearest_is_told() -> None:
    small = bands({"band-0": -1, "band-1": 1, "band-2": -1, "band-3": 1})
    from_20 = Bound(side=Side.AT_LEAST, number=Decimal(20))
    below_30 = Bound(side=Side.LESS_THAN, number=Decimal(30), other=from_20)
    assert told_of(small, 35) == [(("q",), below_30)]


def test_where_nothing_is_known_of_many_numbers_examples_are_tried() -> None:
    """Between 10 and 200 ratings may do anything; here "second" gains from 40 to 90."""
    asked = questionnaire(single("cost", "low"), single("q", "x"), number("n", weight=1))
    small = Small(asked, (pattern("first", {"q": {"x": 1}}), pattern("second")))

    def ratings(said: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        value = said["n"].number if "n" in said else None
        return {"cost": (None, 2)} if value is not None and 40 <= value <= 90 else {}

    computed = Computed(
        traits=frozenset({"cost", "n"}), trait="cost", replaces=(), caps={"low": 2},
        ratings=ratings, reaching=lambda _given: frozenset({"cost", "n"}),
        runs=lambda _trait, _given: ((None, (Decimal(10), True)), ((Decimal(200), False), None)),
    )  # fmt: skip
    at = position(build_matrix(asked, small.patterns), answers(cost="low", q="x", n=5), computed)
    (flip,) = (f for f in single_flips(at) if f.answer.number is not None)
    assert flip.first == ("second",)
    assert flip.bound == Bound(side=Side.ABOUT, number=number_of(flip))
    assert 40 <= number_of(flip) <= 90


@often
@given(case=computed_cases(questions=3, stepwise=True))
def test_at_a_pause_no_number_overtakes_by_a_computed_rating(case: Case) -> None:
    found = pause(case.at, Verdict.LEANING) if len(case.first(case.answers)) == 1 else None
    if found is None:
        return
    for question in case.small.questionnaire.questions:
        if question.kind is QuestionKind.NUMBER and case.answers.known(question.id) is None:
            told = outcomes(
                question, case.answers, lambda answers: case.rated(answers).recommend(answers)
            )
            assert all(out or first == (found.pattern,) for first, out in told.values())


@often
@given(case=computed_cases(questions=3))
def test_where_ratings_turn_is_not_known_only_examples_are_told(case: Case) -> None:
    for flip in single_flips(case.at):
        reaches = case.at.reaches(case.at.matrix.by_trait[flip.trait])
        if reaches and flip.answer.number is not None:
            assert flip.bound == Bound(side=Side.ABOUT, number=flip.answer.number)


def ends(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


def test_a_cell_is_cut_into_what_is_known_of_it() -> None:
    asked = number("n", weight=1, edges=(10,))
    first, second = number_line(asked, ()).cells
    runs = ((None, (Decimal(0), True)), ((Decimal(2), False), (Decimal(12), True)))
    assert [(part.low, part.high) for part in parts_of(asked, first, runs)] == [
        ends(0, 0),
        ends(2, 9),
    ]
    assert [(part.low, part.high) for part in parts_of(asked, second, runs)] == [ends(10, 12)]
    assert list(parts_of(asked, second, [EVERY])) == [second]
    below = ((None, (Decimal(0), False)),)
    assert list(parts_of(asked, first, below)) == []
