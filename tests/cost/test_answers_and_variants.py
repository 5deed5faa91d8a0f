"""What answers ask of a pattern decides which way of building it is priced, and says why."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from advisor.cost import Origin, PatternCost, break_evens, pattern_costs, pattern_curves
from advisor.cost.estimate import estimates
from tests.cost.pricing import SHIPPED, catalog_in, priced, slugs

B2B = {
    "api_style": "rest",
    "tenancy": "multi",
    "auth": "api-key",
    "request_duration": "sub-second",
    "requests_per_month": 20_000_000,
}
API, EDGE = "apigw-lambda", "cloudfront-multi-origin"


def cost_of(slug: str, /, **inputs: object) -> PatternCost:
    [found] = pattern_costs(estimates(priced(**inputs)), [slug])
    return found


def built(slug: str, **inputs: object) -> str:
    cheapest = cost_of(slug, **{"requests_per_month": 20_000_000} | inputs).cheapest
    assert cheapest is not None
    return cheapest.variant.id


def test_customers_with_keys_pay_for_the_api_that_has_them() -> None:
    assert cost_of(API, **B2B).total == Decimal("133.52")
    curves = pattern_curves(priced(**B2B), slugs(SHIPPED))
    [turn] = [
        t for t in break_evens(curves) if (t.below.pattern, t.above.pattern) == (API, "alb-ecs")
    ]
    assert round(turn.volume, -5) == 15_300_000


@pytest.mark.parametrize(
    "answer",
    [
        {"auth": "api-key"},
        {"tenancy": "multi"},
        {"network": "private"},
        {"streaming": "yes"},
        {"response_body_mb": 7},
        {"request_seconds": 31},
        {"request_duration": "minutes"},
        {"protection": "high"},
    ],
)
def test_what_only_a_rest_api_has_is_priced_as_one(answer: dict[str, object]) -> None:
    assert built(API, **answer) == "apigw_lambda_rest"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"auth": "user-pool"},
        {"tenancy": "single"},
        {"streaming": "no"},
        {"request_seconds": 30},
    ],
)
def test_what_an_http_api_does_too_is_priced_as_the_cheaper_one(answer: dict[str, object]) -> None:
    assert built(API, **answer) == "apigw_lambda_http"
    assert built(EDGE, **answer) == "cloudfront_multi_http_api"


def test_websockets_are_priced_where_they_can_pass() -> None:
    assert built(API, api_style="websocket") == "apigw_lambda_websocket"
    assert built(EDGE, api_style="websocket") == "cloudfront_multi_alb"


def test_a_call_over_websockets_is_a_message_each_way_in_steps_of_32_kb() -> None:
    item = cost_of(API, api_style="websocket", requests_per_month=3_000_000, avg_response_kb=40)
    assert item.cheapest is not None
    [messages] = [line for line in item.cheapest.lines if line.id == "api"]
    assert messages.amount == Decimal("9.00")  # 3 million x (1 + 2) x 1.00


def test_websocket_clients_hold_connections_whatever_is_said_of_realtime() -> None:
    held = priced(requests_per_month=1, api_style="websocket", concurrent_clients=500).inputs
    assert held["connected_clients"].value == 500
    assert held["connected_minutes_per_client"].because == ("api_style",)


def test_an_input_that_is_given_is_used_as_given() -> None:
    assert cost_of(API, **B2B, rest_features=0).total == Decimal("83.52")
    assert built(API, rest_features=1) == "apigw_lambda_rest"


def test_an_input_names_the_answers_that_set_it() -> None:
    found = priced(**B2B).inputs
    assert found["rest_features"].because == ("auth", "tenancy")
    assert found["avg_duration_ms"].because == ("request_duration",)
    assert found["memory_mb"].because == ()
    estimated = priced(requests_per_month=1, request_duration="minutes").inputs
    assert estimated["rest_features"].because == ("request_duration",)


@pytest.mark.parametrize(
    ("answers", "ratio", "origin"),
    [
        ({}, "0.5", Origin.DEFAULT),
        ({"content": "api-json"}, "0.5", Origin.DEFAULT),
        ({"content": "user-specific"}, "0", Origin.ANSWER),
        ({"content": "user-specific", "cacheable_share": "unknown"}, "0", Origin.ANSWER),
        ({"content": "user-specific", "cacheable_share": "some"}, "0.5", Origin.ANSWER),
        ({"content": "user-specific", "cacheable_share": "most"}, "0.9", Origin.ANSWER),
        ({"content": "user-specific", "static_share": "none"}, "0", Origin.ANSWER),
        ({"content": "user-specific", "static_share": "most"}, "0.5", Origin.ANSWER),
    ],
)
def test_no_cache_is_credited_for_what_is_unique_to_each_user(
    answers: dict[str, object], ratio: str, origin: Origin
) -> None:
    found = priced(requests_per_month=1, **answers).inputs["cache_hit_ratio"]
    assert (found.value, found.origin) == (Fraction(ratio), origin)


def test_every_pattern_with_bundles_says_what_its_download_sets_up() -> None:
    catalog = catalog_in(SHIPPED)
    assert catalog.cost is not None
    for pattern in catalog.patterns:
        said = [v for v in catalog.cost.of_pattern(pattern.slug) if v.download]
        assert len(said) == (1 if pattern.bundles else 0), pattern.slug
