"""Constraints: what excludes, what asks for care, and what stays unchecked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest

from advisor.catalog.model import Above, All, AnyOf, Below, Estimate, Is, Not, Predicate, Severity
from advisor.questionnaire import Answers
from advisor.scoring import Check, CheckStatus, PatternStatus, Recommendation, Truth, recommend
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import evaluate, traits
from tests.building import (
    answers,
    constraint,
    limit,
    number,
    pattern,
    questionnaire,
    several,
    single,
)

SPEED = single("speed", "quick", "slow", "other")
ESTIMATE = Estimate(
    question="speed",
    intervals=MappingProxyType({"quick": (Decimal(0), Decimal(29)), "slow": (Decimal(30), None)}),
)
SECONDS = number("seconds", estimate=ESTIMATE)
NEEDS = several("needs", "gpu", "disk", weight=0)
ASKED = questionnaire(SPEED, SECONDS, NEEDS)
TOO_LONG = Above("seconds", Decimal(29), limit(29))
F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def judge(
    given: Answers, *, severity: Severity = Severity.EXCLUDE, near: Fraction | None = None
) -> Recommendation:
    rule = constraint(TOO_LONG, severity=severity, near=near)
    limited = pattern("a", {"speed": {"quick": 2}}, rule)
    return recommend(ASKED, (limited, pattern("b"), pattern("c")), given)


def only_check(given: Answers, *, near: Fraction | None = None) -> Check:
    return judge(given, near=near).of("a").checks[0]


@pytest.mark.parametrize(
    ("seconds", "status"),
    [(23, "ok"), (24, "near"), (29, "near"), (30, "violated")],
)
def test_a_limit_is_broken_above_it_and_near_from_its_share_on(seconds: int, status: str) -> None:
    check = only_check(answers(seconds=seconds), near=Fraction(4, 5))
    assert check.status == status
    assert check.value == seconds
    assert check.limit is not None
    assert check.limit.value == 29


def test_a_limit_is_unchecked_until_its_number_is_known() -> None:
    for given in (answers(), answers(seconds=None)):
        check = only_check(given)
        assert (check.status, check.value) == (CheckStatus.UNCHECKED, None)
        assert not judge(given).of("a").excluded


def test_an_estimate_makes_a_condition_and_never_an_exclusion() -> None:
    check = only_check(answers(speed="slow"))
    assert (check.status, check.severity) == (CheckStatus.VIOLATED, Severity.CONDITION)
    assert judge(answers(speed="slow")).of("a").status is PatternStatus.CONDITIONAL


def test_an_estimate_within_the_limit_is_ok() -> None:
    assert only_check(answers(speed="quick")).status is CheckStatus.OK


def test_an_option_without_an_estimate_leaves_the_limit_unchecked() -> None:
    assert only_check(answers(speed="other")).status is CheckStatus.UNCHECKED


def test_the_number_itself_wins_over_the_estimate() -> None:
    assert only_check(answers(speed="slow", seconds=1)).status is CheckStatus.OK
    assert judge(answers(speed="quick", seconds=30)).of("a").excluded


@pytest.mark.parametrize(
    ("severity", "status"),
    [("exclude", "excluded"), ("condition", "conditional"), ("warn", "ranked")],
)
def test_the_severity_says_what_a_broken_limit_does(severity: str, status: str) -> None:
    result = judge(answers(seconds=60), severity=Severity(severity))
    assert result.of("a").status == status


def test_an_excluded_pattern_keeps_its_points_and_comes_last() -> None:
    result = judge(answers(seconds=60, speed="quick"))
    assert [item.pattern.slug for item in result.assessments] == ["b", "c", "a"]
    assert result.of("a").total > 0
    assert result.of("a").rank is None


@pytest.mark.parametrize(
    ("predicate", "truth"),
    [
        (Is("speed", ("quick",)), T),
        (Is("speed", ("slow", "quick")), T),
        (Is("speed", ("slow",)), F),
        (Is("needs", ("gpu",)), U),
        (Above("seconds", Decimal(9)), T),
        (Above("seconds", Decimal(10)), F),
        (Below("seconds", Decimal(10)), F),
        (Below("seconds", Decimal(11)), T),
        (All((Is("needs", ("gpu",)), Is("speed", ("quick",)))), U),
        (All((Is("needs", ("gpu",)), Is("speed", ("slow",)))), F),
        (AnyOf((Is("needs", ("gpu",)), Is("speed", ("quick",)))), T),
        (AnyOf((Is("needs", ("gpu",)), Is("speed", ("slow",)))), U),
        (Not(Is("needs", ("gpu",))), U),
        (Not(Is("speed", ("quick",))), F),
    ],
)
def test_conditions_follow_kleene(predicate: Predicate, truth: Truth) -> None:
    evidence = Evidence(
        questionnaire=ASKED, answers=answers(speed="quick", seconds=10), estimates=False
    )
    assert evaluate(predicate, evidence) is truth


def test_an_interval_that_straddles_a_bound_is_unknown() -> None:
    evidence = Evidence(questionnaire=ASKED, answers=answers(speed="quick"), estimates=True)
    assert evaluate(Above("seconds", Decimal(10)), evidence) is U
    assert evaluate(Below("seconds", Decimal(29)), evidence) is U
    assert evaluate(Below("seconds", Decimal(30)), evidence) is T


def test_is_holds_when_one_of_several_chosen_options_is_meant() -> None:
    evidence = Evidence(
        questionnaire=ASKED, answers=answers(needs=("gpu", "disk")), estimates=False
    )
    assert evaluate(Is("needs", ("disk",)), evidence) is T


def test_a_condition_names_each_question_once_in_reading_order() -> None:
    when = AnyOf(
        (Is("needs", ("gpu",)), Not(All((Is("speed", ("slow",)), Is("needs", ("disk",))))))
    )
    assert traits(when) == ("needs", "speed")
