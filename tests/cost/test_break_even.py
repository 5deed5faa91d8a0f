"""Where the order by cost turns."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cost import (
    BreakEven,
    PatternCurve,
    Workload,
    break_evens,
    drivers,
    estimates,
    pattern_costs,
    pattern_curves,
)
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, TOY, by_variant, priced, slugs

HAIR = 1e-8
"""As a share of the volume: just before a point, and just past it."""


def turns_of(case: Workload, folder: Any = SHIPPED) -> tuple[BreakEven, ...]:
    return break_evens(pattern_curves(case, slugs(folder)))


def totals(case: Workload, volume: float) -> dict[str, Fraction]:
    return {
        cost.pattern: cost.exact
        for cost in pattern_costs(estimates(case.at(Fraction(volume))), slugs())
        if cost.exact is not None
    }


def test_the_break_even_of_two_patterns_by_hand() -> None:
    # us-east-1, per million requests: HTTP API 1 + 0.2 + 0.8333335 + 1.7166138 + 0.1875 + 0.2384186
    # = 4.1758659; balancer 1.7166138 + 0.1875 + 0.2384186 + 19.0734863 x 0.008 = 2.2951203 over
    # 16.425 + 36.0401 + 14.6 = 67.0651 fixed, so 67.0651 / 1.8807456 = 35.6588 million
    found = {(t.below.id, t.above.id): t.volume for t in turns_of(priced())}
    assert found["apigw_lambda_http", "alb_ecs"] == pytest.approx(35_658_755, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(any_inputs())
def test_at_a_break_even_both_cost_the_same_or_one_jumps_past_the_other(
    inputs: dict[str, Any],
) -> None:
    case = priced(**inputs)
    for turn in turns_of(case):
        there = totals(case, turn.volume)
        below, above = there[turn.below.pattern], there[turn.above.pattern]
        if not turn.at_step:
            assert abs(below - above) <= Fraction(1, 100) * max(below, above)
        else:
            before, past = (totals(case, turn.volume * side) for side in (1 - HAIR, 1 + HAIR))
            assert before[turn.below.pattern] < before[turn.above.pattern]
            assert past[turn.below.pattern] > past[turn.above.pattern]


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 200), st.integers(1, 2000))
def test_no_turn_of_order_is_left_out(size_kb: int, duration: int) -> None:
    """Between two neighbouring break-even points, no volume tried shows another order."""
    case = priced(avg_response_kb=size_kb, avg_duration_ms=duration)
    curves = pattern_curves(case, slugs())
    for a in curves:
        for b in curves:
            if a.pattern < b.pattern:
                _check_pair(a, b)


def _check_pair(a: PatternCurve, b: PatternCurve) -> None:
    ends = [10_000.0, *(turn.volume for turn in break_evens([a, b])), 1e9]
    for left, right in pairwise(ends):
        tried = [left + (right - left) * share / 40 for share in range(1, 40)]
        signs = {a.at(v) > b.at(v) for v in tried if abs(a.at(v) - b.at(v)) > 1e-6}
        assert len(signs) <= 1


def test_a_step_can_be_a_break_even_point() -> None:
    # EUR a trip of 80 km: bicycle 80 x 0.05 = 4; car for five 80 x 0.20 / 5 = 3.20, and 15 for
    # every 20 trips begun. 4 x 18.75 = 3.20 x 18.75 + 15; past trip 20 the car costs 15 more.
    case = priced(TOY, km_per_trip=80, passengers=5, region="country")
    found = [(t.below.id, t.above.id, round(t.volume, 6), t.at_step) for t in turns_of(case, TOY)]
    assert found[:4] == [
        ("bicycle", "car", 18.75, False),
        ("car", "bicycle", 20.0, True),
        ("bicycle", "car", 37.5, False),
        ("car", "bicycle", 40.0, True),
    ]


def test_without_prices_there_are_no_curves() -> None:
    assert turns_of(priced(region="eu-west-1")) == ()


def test_dense_steps_do_not_slow_the_curve_down() -> None:
    case = priced(avg_duration_ms=60_000, concurrency_per_task=1)
    assert all(
        len(curve.pieces) < 300
        for pattern in pattern_curves(case, slugs())
        for curve in pattern.curves
    )


# --- what drives it -------------------------------------------------------------------------


def test_drivers_are_the_largest_changes_first() -> None:
    case = priced(requests_per_month=3_000_000)
    for cost in pattern_costs(estimates(case), slugs()):
        found = drivers(cost, case)
        assert len(found) == 3
        sizes = [abs(driver.change) for driver in found]
        assert sizes == sorted(sizes, reverse=True)


def test_a_drivers_change_is_what_the_change_does() -> None:
    case = priced(requests_per_month=3_000_000)
    [cost] = pattern_costs(estimates(case), ["apigw-lambda"])
    first = drivers(cost, case)[0]
    assert first.input.id == "requests_per_month"
    assert first.value == 3_600_000
    after = by_variant(priced(requests_per_month=3_600_000))["apigw_lambda_http"]
    assert cost.cheapest is not None
    assert first.change == after.exact - cost.cheapest.exact


def test_a_whole_number_moves_by_a_step_and_zero_not_at_all() -> None:
    case = priced(requests_per_month=3_000_000)
    [cost] = pattern_costs(estimates(case), ["alb-ecs"])
    found = {driver.input.id: driver.value for driver in drivers(cost, case)}
    assert found["min_tasks"] == 3
    assert "nat_gateways" not in found
