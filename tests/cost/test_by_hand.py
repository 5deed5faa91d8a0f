"""Months calculated by hand, the arithmetic beside each figure (USD unless said otherwise)."""

from __future__ import annotations

from decimal import Decimal

from advisor.cost import Estimate
from tests.cost.pricing import TOY, by_variant, priced


def amounts(item: Estimate) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in item.lines:
        found.setdefault(line.id, []).append(str(line.amount))
    return found


def test_rest_requests_past_the_first_and_second_tier() -> None:
    item = by_variant(
        priced(requests_per_month=1_100_000_000, rru_per_request=0, wru_per_request=0)
    )["apigw_lambda_rest"]
    assert amounts(item)["api"] == [
        "1165.50",  # 333 million x 3.50
        "1867.60",  # the next 667 million x 2.80
        "238.00",  # 100 million x 2.38
    ]


def test_http_requests_past_the_first_tier() -> None:
    item = by_variant(priced(requests_per_month=450_000_000))["apigw_lambda_http"]
    assert amounts(item)["api"] == ["300.00", "135.00"]  # 300 x 1.00, 150 x 0.90


def test_a_response_of_600_kb_counts_as_two_http_requests() -> None:
    item = by_variant(priced(requests_per_month=2_000_000, avg_response_kb=600))[
        "apigw_lambda_http"
    ]
    assert amounts(item)["api"] == ["4.00"]  # 2 million x ceil(600 / 512) = 4 million x 1.00


def test_cloudfront_transfer_through_three_tiers() -> None:
    # 60,000,000 requests x 1,048.576 KB / 1,048,576 = 60,000 GB
    item = by_variant(priced(requests_per_month=60_000_000, avg_response_kb="1048.576"))[
        "cloudfront_edge"
    ]
    assert amounts(item)["cdn_egress"] == [
        "870.40",  # the first 10,240 GB x 0.085
        "3276.80",  # the next 40,960 GB x 0.080
        "528.00",  # 8,800 GB x 0.060
    ]


def test_transfer_past_the_last_known_tier_takes_the_last_price_and_says_so() -> None:
    # 20,000,000 requests x 1,048.576 KB / 1,048,576 = 20,000 GB; the price is known to 10,240 GB
    item = by_variant(priced(requests_per_month=20_000_000, avg_response_kb="1048.576"))["alb_ecs"]
    known, beyond = (line for line in item.lines if line.id == "internet_egress")
    assert (str(known.amount), known.unknown_tier) == ("921.60", False)  # 10,240 x 0.09
    assert (str(beyond.amount), beyond.unknown_tier) == ("878.40", True)  # 9,760 x 0.09
    assert item.unknown_tier


def test_functions_with_the_free_allowance() -> None:
    item = by_variant(
        priced(
            requests_per_month=5_000_000, memory_mb=1024, free_allowances="on", avg_response_kb=1
        )
    )["apigw_lambda_http"]
    found = amounts(item)
    assert found["lambda_requests"] == ["0.80"]  # (5 - 1) million x 0.20
    # 5,000,000 x 0.1 s x 1 GB = 500,000 GB-s, less 400,000: 100,000 x 0.0000166667 = 1.66667
    assert found["lambda_compute"] == ["1.67"]
    assert "internet_egress" not in found  # 5,000,000 KB = 4.77 GB, below the free 100 GB


def test_an_allowance_given_by_hand_wins_over_the_switch() -> None:
    item = by_variant(
        priced(requests_per_month=5_000_000, free_lambda_requests=2_000_000, free_allowances="on")
    )["apigw_lambda_http"]
    assert amounts(item)["lambda_requests"] == ["0.60"]  # (5 - 2) million x 0.20


def test_a_pro_plan_for_eight_million_large_responses() -> None:
    # 8,000,000 x 100 KB / 1,048,576 = 762.94 GB: by use 8.00 + 762.94 x 0.085 = 72.85 > 15
    item = by_variant(
        priced(requests_per_month=8_000_000, avg_response_kb=100, flat_rate="on", waf_on=1)
    )["cloudfront_edge"]
    assert amounts(item)["flat_rate_plan"] == ["15.00"]
    assert not {"cdn_requests", "cdn_egress", "waf_acl"} & amounts(item).keys()
    assert amounts(item)["edge_requests"] == ["2.40"]  # 4 million uncached x 0.60, not in the plan


def test_a_business_plan_takes_printed_lines_off_the_printed_month() -> None:
    # us-east-1, 100 million requests of 20 KB, half of them cached; by use 385.0853 = 385.09:
    #   CloudFront 10,000 x 0.01 = 100.00; 1,907.3486 GB x 0.085 = 162.12463 = 162.12
    #   HTTP API 50 x 1.00 = 50.00; functions 50 x 0.20 = 10.00 and 2.5 million GB-s x
    #   0.0000166667 = 41.66675 = 41.67; reads 50 x 0.125 = 6.25; writes 5 x 0.625 = 3.125 = 3.13
    #   logs 23.84186 GB x 0.50 = 11.92093 = 11.92; these eight make 385.09, so no rounding
    # with the plan 385.09 - 100.00 - 162.12 + 200.00 = 322.97
    item = by_variant(priced(requests_per_month=100_000_000, flat_rate="on"))[
        "cloudfront_multi_http_api"
    ]
    assert amounts(item) == {
        "flat_rate_plan": ["200.00"],
        "origin_api": ["50.00"],
        "lambda_requests": ["10.00"],
        "lambda_compute": ["41.67"],
        "data_reads": ["6.25"],
        "data_writes": ["3.13"],
        "logs": ["11.92"],
    }
    assert item.rounding == 0
    assert item.total == Decimal("322.97")


def test_rounded_lines_and_their_rounding_make_the_month() -> None:
    # us-east-1, 1 million requests: 16.425 + 0.15259 + 29.5504 + 6.4897 + 14.60 + 1.71661 + 0.125
    # + 0.0625 + 0.23842 = 69.36022; rounded one by one 16.43 + 0.15 + 29.55 + 6.49 + 14.60 + 1.72
    # + 0.13 + 0.06 + 0.24 = 69.37
    item = by_variant(priced(requests_per_month=1_000_000))["alb_ecs"]
    assert (item.total, item.rounding) == (Decimal("69.36"), Decimal("-0.01"))


def test_a_plan_that_costs_more_than_paying_by_use_is_not_taken() -> None:
    # 20,000,000 x 1 KB: by use 20.00 + 19.07 GB x 0.085 = 21.62 < 200, the plan that would cover it
    item = by_variant(priced(requests_per_month=20_000_000, avg_response_kb=1, flat_rate="on"))[
        "cloudfront_edge"
    ]
    assert item.plan is None
    assert amounts(item)["cdn_requests"] == ["20.00"]


def test_500_clients_connected_for_2000_minutes() -> None:
    found = by_variant(
        priced(
            requests_per_month=1_000_000,
            connected_clients=500,
            connected_minutes_per_client=2000,
            updates_per_client=3000,
        )
    )
    # 500 x 3,000 = 1.5 million messages, 500 x 2,000 = 1 million minutes
    assert amounts(found["appsync_ddb"])["realtime_updates"] == ["3.00"]  # 1.5 x 2.00
    assert amounts(found["appsync_ddb"])["connection_time"] == ["0.08"]  # 1 x 0.08
    assert found["apigw_websocket_addon"].total == Decimal("1.75")  # 1.5 x 1.00 + 1 x 0.25


def test_websocket_messages_past_the_first_billion() -> None:
    found = by_variant(
        priced(requests_per_month=1, connected_clients=1_000_000, updates_per_client=1500)
    )
    # 1.5 billion messages: 1,000 million x 1.00 + 500 million x 0.80
    assert found["apigw_websocket_addon"].total == Decimal("1400.00")


def test_tasks_addresses_and_a_nat_gateway_in_tokyo() -> None:
    # peak: 200,000,000 / 2,628,000 x 5 = 380.52/s x 0.25 s / 8 = 11.89, so 12 tasks
    item = by_variant(
        priced(
            requests_per_month=200_000_000,
            avg_duration_ms=250,
            nat_gateways=1,
            region="ap-northeast-1",
        )
    )["alb_ecs"]
    found = amounts(item)
    assert found["compute_vcpu"] == ["221.45"]  # 730 x 12 x 0.5 x 0.05056 = 221.4528
    assert found["compute_memory"] == ["48.44"]  # 730 x 12 x 1 x 0.00553 = 48.4428
    assert found["public_ipv4"] == ["51.10"]  # 730 x (2 + 12) x 0.005
    assert found["nat"] == ["45.26"]  # 730 x 0.062


def test_addresses_given_count_as_given() -> None:
    found = by_variant(priced(requests_per_month=200_000_000, public_ipv4=1))
    for variant in ("alb_ecs", "cloudfront_multi_alb"):
        assert amounts(found[variant])["public_ipv4"] == ["3.65"]  # 730 x 1 x 0.005


def test_a_firewall_with_rules() -> None:
    item = by_variant(priced(requests_per_month=10_000_000, waf_on=1, waf_rules=4))["appsync_ddb"]
    found = amounts(item)
    assert [found[name] for name in ("waf_acl", "waf_rules", "waf_requests")] == [
        ["5.00"],
        ["4.00"],
        ["6.00"],  # 10 million x 0.60
    ]


def test_a_made_up_month_by_car() -> None:
    # EUR: 21 trips x 8 km = 168 km x 0.20 = 33.60; parking 60; ceil(21 / 20) = 2 checks x 15
    item = by_variant(priced(TOY, trips=21))["car"]
    assert amounts(item) == {"fuel": ["33.60"], "parking": ["60.00"], "checks": ["30.00"]}
    assert item.total == Decimal("123.60")
