"""One answer, one importance, one sentence: how points come about."""

from __future__ import annotations

from fractions import Fraction

import pytest

from advisor.catalog.model import Questionnaire
from advisor.questionnaire import Answers, Importance
from advisor.scoring import Assessment, Recommendation, recommend
from tests.building import answers, number, pattern, questionnaire, several, single

PRICE = single("price", "low", "high", weight=2)
CARGO = several("cargo", "nothing", "tools", "child", weight=1, none_option="nothing")
KM = number("km", weight=3, edges=(5, 20))
ASKED = questionnaire(PRICE, CARGO, KM)
BIKE = pattern(
    "bike",
    {
        "price": {"low": 2, "high": -2},
        "cargo": {"tools": -1, "child": -2},
        "km": {"band-0": 2, "band-2": -2},
    },
)
TRAIN = pattern("train", {"price": {"low": -1}, "cargo": {"tools": 1}, "km": {"band-2": 2}})


def judge(given: Answers, asked: Questionnaire = ASKED) -> Recommendation:
    return recommend(asked, (BIKE, TRAIN), given)


def bike(given: Answers) -> Assessment:
    return judge(given).of("bike")


def test_the_weight_of_a_question_is_its_own_times_its_importance() -> None:
    weights = {
        level: bike(answers({"price": level}, price="low")).contributions[0].weight
        for level in Importance
    }
    assert weights == {"off": 0, "low": 2, "normal": 4, "high": 8, "critical": 16}


def test_the_sum_of_weights_counts_several_once_per_option_answered_or_not() -> None:
    assert judge(answers()).weight_sum == 2 * (2 + 3 * 1 + 3)
    assert judge(answers(cargo=("tools",))).weight_sum == judge(answers()).weight_sum


def test_the_score_is_50_and_25_times_the_weighted_ratings_over_all_weights() -> None:
    item = bike(answers(price="low", cargo=("tools", "child"), km=4))
    assert item.total == 4 * 2 - 2 * 1 - 2 * 2 + 6 * 2
    assert item.score == 50 + Fraction(25 * item.total, 16)


def test_every_chosen_option_of_several_has_a_line_of_its_own() -> None:
    lines = bike(answers(cargo=("tools", "child"))).contributions
    assert [(line.option, line.product) for line in lines] == [("tools", -2), ("child", -4)]


@pytest.mark.parametrize(
    ("km", "band"), [(0, "band-0"), (4, "band-0"), (5, "band-1"), (19, "band-1"), (20, "band-2")]
)
def test_a_number_makes_points_through_the_band_that_begins_at_or_below_it(
    km: int, band: str
) -> None:
    assert [line.option for line in bike(answers(km=km)).contributions] == [band]


def test_an_option_without_a_rating_makes_a_line_of_no_points() -> None:
    line = judge(answers(price="high")).of("train").contributions[0]
    assert line.rating is None
    assert line.product == line.points == 0


def test_unknown_and_unanswered_make_no_line() -> None:
    result = judge(answers(price=None))
    assert result.unknown == ("price",)
    assert result.unanswered == ("cargo", "km")
    assert result.answered == ()
    assert all(not item.contributions for item in result.assessments)


def test_a_question_of_weight_0_makes_no_line() -> None:
    free = questionnaire(single("price", "low", "high", weight=0))
    assert judge(answers(price="low"), free).of("bike").contributions == ()


def test_when_every_weight_is_0_every_score_is_50_and_nothing_is_claimed() -> None:
    off = answers(dict.fromkeys(("price", "cargo", "km"), Importance.OFF), price="low")
    result = judge(off)
    assert result.weight_sum == 0
    assert not result.claimed
    assert {item.score for item in result.assessments} == {Fraction(50)}


def test_a_critical_minus_2_puts_a_pattern_below_all_without_one() -> None:
    result = judge(answers({"km": Importance.LOW, "price": Importance.CRITICAL}, price="high"))
    assert [item.pattern.slug for item in result.assessments] == ["train", "bike"]
    assert (result.of("bike").tier, result.of("bike").vetoes) == (1, ("price",))
    assert result.of("train").tier == 0


def test_a_minus_2_on_a_question_of_high_importance_is_no_veto() -> None:
    assert bike(answers({"price": Importance.HIGH}, price="high")).tier == 0


def test_a_veto_counts_even_if_the_points_are_ahead() -> None:
    far = answers({"cargo": Importance.CRITICAL}, cargo=("child",), price="low", km=1)
    result = judge(far)
    assert result.of("bike").total > result.of("train").total
    assert [item.pattern.slug for item in result.first] == ["train"]
