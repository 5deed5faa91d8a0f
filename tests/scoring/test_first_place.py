"""Who is first, what a tie is, and when nothing is claimed."""

from __future__ import annotations

from decimal import Decimal

from advisor.catalog.model import Above, All, Is
from advisor.questionnaire import Answers
from advisor.scoring import Recommendation, recommend
from tests.building import answers, constraint, number, pattern, questionnaire, single

ASKED = questionnaire(single("a", "x", "y", "z"), single("b", "x", "y"), number("n"))


def first(result: Recommendation) -> list[str]:
    return [item.pattern.slug for item in result.first]


def judge(given: Answers) -> Recommendation:
    patterns = (
        pattern("walk", {"a": {"x": 1, "y": 1}}),
        pattern("bike", {"a": {"x": 1}}),
        pattern("car", {"a": {"z": -2}}),
    )
    return recommend(ASKED, patterns, given)


def test_nothing_answered_claims_nothing() -> None:
    result = judge(answers())
    assert (result.claimed, result.first) == (False, ())


def test_an_answer_on_which_no_pattern_makes_a_statement_claims_nothing() -> None:
    assert not judge(answers(b="x")).claimed


def test_equal_patterns_share_first_place_and_stand_by_name() -> None:
    result = judge(answers(a="x"))
    assert first(result) == ["bike", "walk"]
    assert [item.rank for item in result.assessments] == [1, 1, 3]


def test_the_ranks_of_others_count_all_that_are_before_them() -> None:
    result = judge(answers(a="y"))
    assert [(i.pattern.slug, i.rank) for i in result.assessments] == [
        ("walk", 1), ("bike", 2), ("car", 2)
    ]  # fmt: skip


def over(bound: int) -> Above:
    return Above("n", Decimal(bound))


def test_the_only_pattern_that_the_limits_leave_is_first_without_any_point() -> None:
    limited = [pattern(slug, {}, constraint(over(10))) for slug in ("car", "train")]
    result = recommend(ASKED, (*limited, pattern("walk")), answers(n=11))
    assert (result.claimed, first(result)) == (True, ["walk"])


def test_when_limits_leave_nothing_the_answers_that_would_have_to_give_are_named() -> None:
    both = All((over(10), Is("b", ("y",))))
    patterns = (
        pattern("car", {}, constraint(over(10)), constraint(Is("a", ("z",)), name="other")),
        pattern("train", {}, constraint(both)),
    )
    result = recommend(ASKED, patterns, answers(n=11, a="z", b="y"))
    assert (result.claimed, first(result)) == (False, [])
    assert [(repair.pattern.slug, repair.traits) for repair in result.repairs] == [
        ("train", ("b",)), ("train", ("n",)), ("car", ("a", "n"))
    ]  # fmt: skip


def test_no_answer_has_to_give_while_a_pattern_is_left() -> None:
    patterns = (pattern("car", {}, constraint(over(10))), pattern("walk"))
    assert recommend(ASKED, patterns, answers(n=11)).repairs == ()
