"""Which variants make a pattern's total: the cheapest that can do it, or the one chosen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from advisor.cost import (
    Estimate,
    FaultCode,
    PatternCost,
    estimates,
    pattern_costs,
    read_request,
)
from advisor.cost.comparison import exactly
from tests.cost.pricing import SHIPPED, TOY, catalog_in, model_of, priced

MILLION = {"requests_per_month": 1_000_000}


def cost_of(slug: str, folder: Path = SHIPPED, /, **inputs: object) -> PatternCost:
    case = priced(folder, **inputs)
    [found] = pattern_costs(estimates(case), [slug])
    return found


def counted(found: PatternCost) -> list[str]:
    return [item.variant.id for item in found.counted]


def test_the_cheapest_counts_unless_another_is_chosen() -> None:
    assert counted(cost_of("apigw-lambda", **MILLION)) == ["apigw_lambda_http"]
    chosen = cost_of("apigw-lambda", **MILLION, variant="apigw_lambda_rest")
    assert counted(chosen)[0] == "apigw_lambda_rest"
    assert chosen.total == Decimal("6.68")


def test_a_variant_that_cannot_have_a_firewall_stands_back_from_it() -> None:
    guarded = cost_of("apigw-lambda", **MILLION, waf_on=1)
    assert counted(guarded)[0] == "apigw_lambda_rest"
    assert guarded.total == Decimal("12.28")  # 6.68 + 5.00 + 0.60
    insisted = cost_of("apigw-lambda", **MILLION, waf_on=1, variant="apigw_lambda_http")
    assert counted(insisted)[0] == "apigw_lambda_http"


def test_in_print_the_cheapest_is_the_one_printed_lowest() -> None:
    """So that a pattern's total falls as little as those of its variants; ratings go by the exact
    month."""
    own = [item for item in estimates(priced(**MILLION)) if item.variant.pattern == "apigw-lambda"]
    http = with_month(own[0], Fraction("10.003"), Decimal("10.01"))
    rest = with_month(own[1], Fraction("10.004"), Decimal("10.00"))
    [shown] = pattern_costs([http, rest], ["apigw-lambda"])
    [rated] = pattern_costs([http, rest], ["apigw-lambda"], size=exactly)
    assert (shown.cheapest, rated.cheapest) == (rest, http)


def with_month(item: Estimate, exact: Fraction, total: Decimal) -> Estimate:
    line = replace(item.lines[0], quantity=Fraction(1), unit_price=exact)
    return replace(item, lines=(line,), in_print=lambda: total)


def test_an_optional_addition_counts_when_it_is_chosen() -> None:
    without, with_tea = (
        cost_of("train", TOY, trips=10),
        cost_of("train", TOY, trips=10, variant="tea"),
    )
    assert counted(without) == ["train"]
    assert counted(with_tea) == ["train", "tea"]


def test_a_pattern_costs_what_its_printed_totals_make_together() -> None:
    found = cost_of(
        "apigw-lambda",
        **MILLION,
        connected_clients=333,
        connected_minutes_per_client=777,
        updates_per_client=555,
    )
    totals = [item.total for item in found.counted]
    assert len(totals) == 2
    assert found.total == sum(total for total in totals if total is not None)


def test_only_what_leaves_a_choice_can_be_chosen() -> None:
    model = model_of(catalog_in(SHIPPED))
    for name in ("alb_ecs", "apigw_websocket_addon", "appsync_ddb", "x"):
        [fault] = read_request(model, [("variant", name)]).faults
        assert fault.code is FaultCode.UNKNOWN_VARIANT
        assert "apigw_lambda_rest" in fault.expected
    chosen = [("variant", "apigw_lambda_rest"), ("variant", "cloudfront_multi_alb")]
    request = read_request(model, [*chosen, ("variant", "apigw_lambda_rest")])
    assert not request.faults
    assert [pair for pair in request.pairs if pair[0] == "variant"] == chosen


def test_two_ways_to_build_the_same_are_a_fault() -> None:
    model = model_of(catalog_in(SHIPPED))
    pairs = [("variant", "apigw_lambda_rest"), ("variant", "apigw_lambda_http")]
    [fault] = read_request(model, pairs).faults
    assert fault.code is FaultCode.GIVEN_TWICE
