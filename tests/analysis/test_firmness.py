"""How firm first place is, in a number and in a word."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings

from advisor.analysis import Verdict
from advisor.analysis.stability import CLEAR, LEANING, LIKELY, Doubts, stability, verdict
from advisor.catalog.model import Is
from advisor.questionnaire import Answers, Importance
from tests.analysis.brute import look
from tests.building import (
    Given,
    answers,
    constraint,
    number,
    pattern,
    questionnaire,
    several,
    single,
)
from tests.strategies import Small, cases

ASKED = questionnaire(
    *(single(f"q{i}", "x", "y", "z", weight=2) for i in range(6)),
    several("c", "x", "y"),
    number("n", weight=1, edges=(10,)),
)
AHEAD = pattern("ahead", {f"q{i}": {"x": 2, "y": 1} for i in range(6)})
SMALL = Small(ASKED, (AHEAD, pattern("behind", {"q0": {"z": 2}, "q1": {"y": 1}})))


def word(
    small: Small, importance: dict[str, Importance] | None = None, /, **given_answers: Given
) -> Verdict:
    at = look(small, answers(importance, **given_answers))
    return verdict(at, stability(at))


def value(small: Small, **given_answers: Given) -> float:
    found = stability(look(small, answers(**given_answers)))
    assert found is not None
    return found.value


@settings(max_examples=100, deadline=None)
@given(case=cases())
def test_stability_is_a_probability_and_the_product_of_its_parts(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    found = stability(look(small, given_answers))
    assume(found)
    assert found is not None
    product = 1.0
    for _rival, probability in found.against:
        product *= probability
    assert 0 <= found.value <= 1
    assert abs(found.value - product) < 1e-9
    assert 0 <= found.coverage <= 1


def test_more_answers_on_the_same_side_make_it_firmer() -> None:
    values = [value(SMALL, **dict.fromkeys([f"q{i}" for i in range(n)], "x")) for n in (1, 3, 6)]
    assert values == sorted(values)
    assert values[0] < values[-1]


def test_the_words_fall_with_the_number() -> None:
    assert 1 > CLEAR > LIKELY > LEANING > 0
    assert word(SMALL, **{f"q{i}": "x" for i in range(6)}) is Verdict.CLEAR


def test_level_patterns_are_a_close_call() -> None:
    level = Small(ASKED, (AHEAD, pattern("twin", {f"q{i}": {"x": 2} for i in range(6)})))
    assert word(level, q0="x", q1="x", q2="x") is Verdict.CLOSE_CALL
    assert value(level, q0="x", q1="x", q2="x") <= 0.5


def test_one_speaking_answer_is_not_enough() -> None:
    assert word(SMALL, q0="x") is Verdict.NOT_ENOUGH
    assert word(SMALL) is Verdict.NOT_ENOUGH
    assert stability(look(SMALL, answers())) is None


def test_two_answers_are_too_few_to_be_clear() -> None:
    heavy = questionnaire(*(single(f"q{i}", "x", "y", weight=3) for i in range(3)))
    apart = Small(
        heavy,
        (
            pattern("a", {f"q{i}": {"x": 2} for i in range(3)}),
            pattern("b", {f"q{i}": {"x": -2} for i in range(3)}),
        ),
    )
    assert value(apart, q0="x", q1="x") >= CLEAR
    assert word(apart, q0="x", q1="x") is Verdict.LIKELY
    assert word(apart, q0="x", q1="x", q2="x") is Verdict.CLEAR


def test_an_answer_that_is_off_does_not_speak() -> None:
    assert word(SMALL, {"q1": Importance.OFF}, q0="x", q1="x") is Verdict.NOT_ENOUGH


def test_the_only_pattern_the_limits_leave_is_clear() -> None:
    limited = pattern("behind", {}, constraint(Is("q0", ("x",))))
    assert word(Small(ASKED, (AHEAD, limited)), q0="x") is Verdict.CLEAR


def test_the_parts_stand_beside_it() -> None:
    found = stability(look(SMALL, answers(q0="x", c=("x",))))
    assert found is not None
    assert found.margin == Fraction(25 * 8, 30)
    assert found.coverage == Fraction(8, 30)
    assert [rival for rival, _probability in found.against] == ["behind"]


def test_every_doubt_lowers_it() -> None:
    at = look(SMALL, answers(q0="x", q1="x", q2="x", q3="x", c=("x",), n=3))
    none = Doubts(rating=0, weight=0, slip=0, open_mean=0, open_spread=0)
    sure = stability(at, none)
    assert sure is not None
    assert sure.value == 1
    for doubts in (
        Doubts(rating=0.4, weight=0, slip=0, open_spread=0),
        Doubts(rating=0, weight=0.9, slip=0, open_spread=0),
        Doubts(rating=0, weight=0, slip=0.3, open_spread=0),
        Doubts(rating=0, weight=0, slip=0, open_spread=1),
    ):
        doubted = stability(at, doubts)
        assert doubted is not None
        assert doubted.value < 1
