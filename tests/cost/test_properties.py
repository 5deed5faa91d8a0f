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
from advisor.cost import Estimate, Workload, estimates, pattern_curves
from tests.cost.pricing import SHIPPED, TOY, by_variant, catalog_in, model_of, priced, slugs

MODEL = model_of(catalog_in(SHIPPED))
REGIONS = ("us-east-1", "ap-northeast-1")


def inputs() -> st.SearchStrategy[dict[str, Any]]:
    """Any workload within the inputs' ranges, ordinary sizes more often than extreme ones."""
    return st.fixed_dictionaries(
        {"requests_per_month": st.integers(0, 2_000_000_000)},
        optional={
            "region": st.sampled_from(REGIONS),
            "flat_rate": st.sampled_from(("on", "off")),
            "free_allowances": st.sampled_from(("on", "off")),
            "avg_duration_ms": st.integers(1, 60_000),
            "avg_response_kb": st.integers(1, 5_000),
            "cache_hit_ratio": st.decimals(0, 1, places=3),
            "concurrency_per_task": st.integers(1, 200),
            "connected_clients": st.integers(0, 100_000),
            "updates_per_client": st.integers(0, 10_000),
            "waf_on": st.integers(0, 1),
            "nat_gateways": st.integers(0, 3),
        },
    )


@settings(max_examples=60, deadline=None)
@given(inputs())
def test_lines_and_rounding_sum_to_the_total(found: dict[str, Any]) -> None:
    for item in estimates(priced(**found)):
        printed = sum((line.amount for line in item.lines), Decimal(0)) + item.rounding
        assert printed == item.total
        assert abs(item.rounding) <= Decimal("0.005") * (len(item.lines) + 1)
        assert all(line.quantity > 0 for line in item.lines)
        assert all(
            abs(line.exact - Fraction(line.amount)) <= Fraction(1, 200) for line in item.lines
        )


@settings(max_examples=60, deadline=None)
@given(inputs(), st.integers(0, 1_000_000_000))
def test_no_total_falls_when_requests_rise(found: dict[str, Any], more: int) -> None:
    fewer = by_variant(priced(**found))
    found["requests_per_month"] += more
    for name, item in by_variant(priced(**found)).items():
        before = fewer[name].total
        assert item.total is not None
        assert before is not None
        assert item.total >= before


@pytest.mark.parametrize(
    ("below", "size_kb"), [(1_000_000, 1), (10_000_000, 1), (125_000_000, 1), (500_000_000, 1)]
)
def test_no_total_falls_where_a_plan_ends(below: int, size_kb: int) -> None:
    case = {"avg_response_kb": size_kb, "flat_rate": "on"}
    before = by_variant(priced(requests_per_month=below, **case))
    after = by_variant(priced(requests_per_month=below + 1, **case))
    for name in ("cloudfront_edge", "cloudfront_multi_http_api", "cloudfront_multi_alb"):
        assert after[name].exact >= before[name].exact


@settings(max_examples=30, deadline=None)
@given(inputs(), st.sampled_from(sorted({i.price.id for v in MODEL.variants for i in v.items})))
def test_doubling_a_unit_price_doubles_its_lines_and_nothing_else(
    found: dict[str, Any], price_id: str
) -> None:
    case = priced(**{**found, "flat_rate": "off"})
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
@given(inputs(), st.integers(10_000, 1_000_000_000))
def test_the_curve_says_what_the_estimates_say(found: dict[str, Any], volume: int) -> None:
    """But for steps past the hundredth, which the curve smooths: half a percent at most."""
    found["requests_per_month"] = volume
    case = priced(**found)
    exact = by_variant(case)
    for curve in pattern_curves(case, slugs()):
        variant = curve.cheapest(volume)
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
    assert [price.id for price in item.missing] == ["ticket"]


def test_a_price_is_not_missed_where_nothing_is_bought() -> None:
    item: Estimate = by_variant(priced(TOY, trips=2, free_trips=2, region="country"))["train"]
    assert item.total == 0
