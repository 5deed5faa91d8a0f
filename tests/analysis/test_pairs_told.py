"""The pairs that are told: what is said of a number in one holds, and none is told twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings

from advisor.analysis.cells import EVERY, Bound, Side
from advisor.analysis.computed import Computed
from advisor.analysis.flips import Pairs
from advisor.analysis.matrix import Ratings, build_matrix
from advisor.analysis.model import Flip
from advisor.analysis.position import Position, position
from advisor.catalog.model import Above, All, Is
from advisor.questionnaire import Answer, Answers, with_answer
from tests.analysis.brute import STEPS, holds, look
from tests.analysis.test_computed import Case, computed_cases
from tests.analysis.test_stretches import NUMBERS_FIRST, Ranked, number_of
from tests.building import answers, constraint, number, pattern, questionnaire, single
from tests.strategies import Small, cases

often = settings(max_examples=150, deadline=None)


def said_with(change: Flip) -> list[Answer]:
    """The answers that are said to do it: every number tried within the bounds."""
    if change.answer.number is None:
        return [change.answer]
    assert holds(change.bound, number_of(change))
    numbers = {number_of(change), *(value for value in STEPS if holds(change.bound, value))}
    return [Answer(trait=change.trait, number=value) for value in numbers]


def check(at: Position, given_answers: Answers, ranked: Ranked) -> None:
    found = Pairs(at)
    _count, pairs = found.count, found.nearest
    for pair in pairs:
        for one, other in product(*map(said_with, pair.changes)):
            then = ranked(with_answer(with_answer(given_answers, one), other))
            assert tuple(item.pattern.slug for item in then.first) == pair.first
    keys = [tuple((c.trait, c.change, c.bound or c.option) for c in p.changes) for p in pairs]
    assert len(keys) == len(set(keys))


@often
@given(case=cases(questions=4, kinds=NUMBERS_FIRST))
def test_each_number_within_the_bounds_does_it(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    check(look(small, given_answers), given_answers, small.recommend)


@often
@given(case=computed_cases(questions=3, stepwise=True))
def test_the_same_where_a_number_moves_computed_ratings(case: Case) -> None:
    check(case.at, case.answers, lambda said: case.rated(said).recommend(said))


def test_numbers_that_do_the_same_beside_another_change_are_told_as_one() -> None:
    """On a narrow way the bike is out past 3. That the bus is out past 5, and past 8 once more,
    changes nothing: it is last."""
    narrow = constraint(All((Is("way", ("narrow",)), Above("n", Decimal(3)))))
    limits = [constraint(Above("n", Decimal(n)), name=f"past-{n}") for n in (5, 8)]
    small = Small(
        questionnaire(single("aim", "p", "q"), single("way", "wide", "narrow"), number("n")),
        (
            pattern("bike", {"aim": {"p": 2}}, narrow),
            pattern("bus", {"aim": {"p": -1}}, *limits),
            pattern("car", {"aim": {"p": 1}}),
        ),
    )
    found = Pairs(look(small, answers(aim="p", way="wide", n=0)))
    count, (pair,) = found.count, found.nearest
    assert (count, pair.first) == (1, ("car",))
    assert [(change.trait, change.bound) for change in pair.changes] == [
        ("way", None),
        ("n", Bound(side=Side.MORE_THAN, number=Decimal(3))),
    ]


def test_of_two_numbers_one_is_told_within_its_own_cell() -> None:
    """Past 3 and 3 the bike is out, past 5 and 5 the car, too: "past 3 and past 3" would not do."""
    bike, car = (
        constraint(All((Above("n", Decimal(end)), Above("m", Decimal(end))))) for end in (3, 5)
    )
    small = Small(
        questionnaire(single("aim", "p", "q"), number("n"), number("m")),
        (
            pattern("bike", {"aim": {"p": 2}}, bike),
            pattern("car", {"aim": {"p": 1}}, car),
            pattern("walk"),
        ),
    )
    before = answers(aim="p", n=0, m=0)
    at = look(small, before)
    check(at, before, small.recommend)
    nearest = Pairs(at).nearest[0]
    past_three = Bound(side=Side.MORE_THAN, number=Decimal(3))
    assert [change.bound for change in nearest.changes] == [
        replace(past_three, other=Bound(side=Side.AT_MOST, number=Decimal(5))),
        past_three,
    ]


def test_where_ratings_turn_beside_the_other_change_is_said() -> None:
    """With m at b, and only then, "second" gains from 10 to 90, which no band ends at."""
    asked = questionnaire(
        single("cost", "low"), single("m", "a", "b"), single("q", "x"),
        number("n", weight=1, edges=(10,)),
    )  # fmt: skip

    def is_on(said: Mapping[str, Answer]) -> bool:
        return "m" in said and said["m"].options == ("b",)

    def ratings(said: Mapping[str, Answer]) -> Mapping[str, Ratings]:
        value = said["n"].number if "n" in said else None
        gains = is_on(said) and value is not None and 10 <= value <= 90
        return {"cost": (None, 2)} if gains else {}

    ten, ninety = (Decimal(10), False), (Decimal(90), True)
    computed = Computed(
        traits=frozenset({"cost", "m", "n"}), trait="cost", replaces=(), caps={"low": 2},
        ratings=ratings, reaching=lambda _given: frozenset({"cost", "m", "n"}),
        runs=lambda _trait, said: (
            ((None, ten), (ten, ninety), (ninety, None)) if is_on(said) else (EVERY,)
        ),
    )  # fmt: skip
    patterns = (pattern("first", {"q": {"x": 1}}), pattern("second"))
    before = answers(cost="low", m="a", q="x", n=5)
    (pair,) = Pairs(position(build_matrix(asked, patterns), before, computed)).nearest
    assert pair.first == ("second",)
    assert [(change.trait, change.bound) for change in pair.changes] == [
        ("m", None),
        (
            "n",
            Bound(
                side=Side.AT_LEAST,
                number=Decimal(10),
                other=Bound(side=Side.AT_MOST, number=Decimal(90)),
            ),
        ),
    ]
