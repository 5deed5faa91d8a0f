"""What holds of every estimate, whatever the inputs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog.cost_model import Price, Tier
from advisor.cost import Estimate, Workload, cents, estimates, pattern_curves
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, TOY, by_variant, catalog_in, model_of, priced, slugs

MODEL = model_of(catalog_in(SHIPPED))
WITHOUT_PLAN = {"flat_rate": "off"}
HALF_A_CENT = Decimal("0.005")
A_CENT = Fraction(1, 100)


def volume(requests: int) -> dict[str, int]:
    return {MODEL.volume: requests}


@settings(max_examples=60, deadline=None)
@given(any_inputs())
def test_lines_and_rounding_sum_to_the_total(found: dict[str, Any]) -> None:
    for item in estimates(priced(**found)):
        printed = sum((line.amount for line in item.lines), Decimal(0)) + item.rounding
        assert item.total is None if item.missing else printed == item.total
        assert abs(Fraction(printed) - item.exact) < A_CENT or item.missing
        if item.plan is None:
            assert abs(item.rounding) <= HALF_A_CENT * (len(item.lines) + 1)
            assert item.missing or printed == cents(item.exact)
        assert all(line.quantity > 0 for line in item.lines)
        assert all(
            abs(line.exact - Fraction(line.amount)) <= Fraction(1, 200) for line in item.lines
        )


@settings(max_examples=200, deadline=None)
@given(any_inputs(), st.one_of(st.integers(1, 5000), st.integers(0, 1_000_000_000)))
def test_no_total_falls_when_requests_rise(found: dict[str, Any], more: int) -> None:
    """Neither exactly nor in print, with a plan or without."""
    fewer = by_variant(priced(**found))
    more = min(found["requests_per_month"] + more, int(MODEL.by_id["requests_per_month"].maximum))
    for name, item in by_variant(priced(**found | volume(more))).items():
        before = fewer[name]
        if item.total is not None and before.total is not None:
            assert item.exact >= before.exact
            assert item.total >= before.total


@settings(max_examples=60, deadline=None)
@given(st.integers(1_000_000, 125_000_000))
def test_a_month_of_nothing_but_a_plan_costs_the_plan(requests: int) -> None:
    """All of it cached and firewalled: no other line is left."""
    everything = {"cache_hit_ratio": 1, "waf_on": 1, "flat_rate": "on"}
    item = by_variant(priced(requests_per_month=requests, **everything))["cloudfront_edge"]
    assert item.plan is None or (item.total, item.rounding) == (cents(item.plan.value), Decimal(0))


@pytest.mark.parametrize(
    ("below", "size_kb"), [(1_000_000, 1), (10_000_000, 1), (125_000_000, 1), (500_000_000, 1)]
)
def test_no_total_falls_where_a_plan_ends(below: int, size_kb: int) -> None:
    case = {"avg_response_kb": size_kb, "flat_rate": "on"}
    before = by_variant(priced(requests_per_month=below, **case))
    after = by_variant(priced(requests_per_month=below + 1, **case))
    for name in ("cloudfront_edge", "cloudfront_multi_http_api", "cloudfront_multi_alb"):
        assert after[name].exact >= before[name].exact
        assert (after[name].total or 0) >= (before[name].total or 0)


@settings(max_examples=30, deadline=None)
@given(any_inputs(), st.sampled_from(sorted({i.price.id for v in MODEL.variants for i in v.items})))
def test_doubling_a_unit_price_doubles_its_lines_and_nothing_else(
    found: dict[str, Any], price_id: str
) -> None:
    case = priced(**found | WITHOUT_PLAN)
    dearer = estimates(_with_double(case, price_id))
    for before, after in zip(estimates(case), dearer, strict=True):
        doubled = {i.id for i in before.variant.items if i.price.id == price_id}
        for old, new in zip(before.lines, after.lines, strict=True):
            assert new.exact == old.exact * (2 if old.id in doubled else 1)


def _with_double(case: Workload, price_id: str) -> Workload:
    variants = tuple(
        replace(
            variant,
            items=tuple(
                replace(item, price=_double(item.price)) if item.price.id == price_id else item
                for item in variant.items
            ),
        )
        for variant in case.model.variants
    )
    return replace(case, model=replace(case.model, variants=variants))


def _double(price: Price) -> Price:
    regions = {
        region: replace(tariff, tiers=tuple(Tier(to=t.to, value=t.value * 2) for t in tariff.tiers))
        for region, tariff in price.regions.items()
    }
    return replace(price, regions=MappingProxyType(regions))


@settings(max_examples=40, deadline=None)
@given(any_inputs(), st.integers(10_000, 1_000_000_000))
def test_the_curve_says_what_the_estimates_say(found: dict[str, Any], volume: int) -> None:
    """But for steps past the hundredth, which the curve smooths: half a percent at most."""
    found["requests_per_month"] = volume
    case = priced(**found)
    exact = by_variant(case)
    for curve in pattern_curves(case, slugs()):
        variant = curve.cheapest_at(volume)
        added = [
            exact[v.id].exact
            for v in MODEL.of_pattern(curve.pattern)
            if v.counting is not None and v.counting.value == "counted"
        ]
        wanted = float(exact[variant.id].exact + sum(added, Fraction(0)))
        assert curve.at(volume) == pytest.approx(wanted, rel=0.006, abs=1e-6)


def test_a_price_that_lacks_in_the_region_is_named_and_there_is_no_total() -> None:
    item = by_variant(priced(TOY, trips=5, region="country"))["train"]
    assert item.total is None
    assert [lacking.price.id for lacking in item.missing] == ["ticket"]


def test_a_price_is_not_missed_where_nothing_is_bought() -> None:
    item: Estimate = by_variant(priced(TOY, trips=2, free_trips=2, region="country"))["train"]
    assert item.total == 0
