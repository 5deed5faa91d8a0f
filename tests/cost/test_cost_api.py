"""GET /api/v1/cost, and the same as CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

PATH = "/api/v1/cost"


def get(client: Client, query: str, *, status: int = 200) -> Any:
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_it_prices_every_variant_with_its_lines(client: Client) -> None:
    found = get(client, "requests_per_month=1000000&region=ap-northeast-1")
    assert found["currency"] == "USD"
    assert found["region"] == "ap-northeast-1"
    assert found["prices_as_of"] == "2021-11-16"
    totals = {item["variant"]: item["total"] for item in found["estimates"]}
    assert totals["alb_ecs"] == 80.22
    assert totals["apigw_lambda_http"] == 5.07
    for item in found["estimates"]:
        assert item["unrounded"] == pytest.approx(item["total"], abs=0.0051)
        assert sum(Decimal(str(line["amount"])) for line in item["items"]) == Decimal(
            str(item["total"])
        )
        for line in item["items"]:
            assert line["quantity"] * line["unit_price"] == pytest.approx(
                line["amount"], abs=0.0051
            )
            assert line["source"]


def test_every_input_has_its_value_and_origin(client: Client) -> None:
    found = get(
        client,
        "requests_per_month=5&avg_response_kb=3.5&cacheable_share=none&free_allowances=on",
    )["inputs"]
    assert found["requests_per_month"] == {"value": 5, "origin": "given"}
    assert found["avg_response_kb"] == {"value": 3.5, "origin": "given"}
    assert found["cache_hit_ratio"] == {"value": 0, "origin": "answer"}
    assert found["free_dto_gb"] == {"value": 100, "origin": "allowance"}
    assert found["memory_mb"] == {"value": 512, "origin": "default"}
    assert found["public_ipv4"] == {
        "value": None,
        "origin": "default",
        "by_variant": {"alb_ecs": 4, "cloudfront_multi_alb": 4},
    }


def test_break_even_points_name_variants_and_hold(client: Client) -> None:
    found = get(client, "requests_per_month=1000000")["break_even"]
    assert len(found) >= 4
    for turn in found:
        there = get(client, f"requests_per_month={turn['requests_per_month']}")
        totals = {item["variant"]: item["total"] for item in there["estimates"]}
        assert totals[turn["a"]] == pytest.approx(totals[turn["b"]], rel=0.01)


@pytest.mark.parametrize(
    ("query", "code", "part"),
    [
        ("", "no-volume", "Without “requests_per_month”"),
        ("requests_per_month=", "no-volume", "Without"),
        ("requests_per_month=unknown", "no-volume", "Without"),
        ("requests_per_month=-1", "out-of-range", "from 0 to 100000000000"),
        ("requests_per_month=1e30", "out-of-range", "from 0 to"),
        ("requests_per_month=lots", "not-a-number", "“lots”"),
        ("requests_per_month=nan", "not-a-number", "“nan”"),
        ("requests_per_month=1&memory_mb=0", "out-of-range", "from 128 to 10240"),
        ("requests_per_month=1&avg_duration_ms=0", "out-of-range", "from 0.001 to"),
        ("requests_per_month=1&cache_hit_ratio=1.5", "out-of-range", "from 0 to 1"),
        ("requests_per_month=1&min_tasks=2.5", "not-whole", "whole number"),
        ("requests_per_month=1&region=mars", "unknown-region", "us-east-1"),
        ("requests_per_month=1&flat_rate=maybe", "unknown-switch", "on"),
        ("requests_per_month=1&variant=alb_ecs", "unknown-variant", "apigw_lambda_rest"),
        (
            "requests_per_month=1&variant=apigw_lambda_rest&variant=apigw_lambda_http",
            "given-twice",
            "apigw_lambda_rest, apigw_lambda_http",
        ),
        ("requests_per_month=1&requests_per_month=2", "given-twice", "once"),
    ],
)
def test_bad_input_gets_a_sentence(client: Client, query: str, code: str, part: str) -> None:
    error = get(client, query, status=400)["error"]
    assert error["code"] == code
    assert part in error["message"]
    assert error["hint"]


def test_a_region_without_a_price_says_which(client: Client) -> None:
    found = get(client, "requests_per_month=1000&region=eu-west-1")
    alb = next(item for item in found["estimates"] if item["variant"] == "alb_ecs")
    assert alb["total"] is None
    [address] = [price for price in alb["missing"] if price["price"] == "ipv4_hour"]
    assert address["quantity"] == 2920  # 730 x (2 + 2)
    assert [line["id"] for line in alb["items"]][:2] == ["load_balancer", "load_balancer_capacity"]
    assert found["break_even"] == []


def test_nothing_at_all_can_be_requested(client: Client) -> None:
    found = get(client, "requests_per_month=0")
    totals = {item["variant"]: item["total"] for item in found["estimates"]}
    assert totals["apigw_lambda_http"] == 0
    assert totals["alb_ecs"] == 67.07  # 16.425 + 36.0401 + 14.60
    assert found["notices"] == [
        "Without requests only what is paid by the hour or by the month is left."
    ]
    assert get(client, "requests_per_month=1")["notices"] == []


def test_a_variant_chosen_takes_part_in_the_break_even_points(client: Client) -> None:
    cheapest = get(client, "requests_per_month=1000000")
    chosen = get(client, "requests_per_month=1000000&variant=apigw_lambda_rest")
    names = {turn[side] for turn in chosen["break_even"] for side in "ab"}
    assert chosen["variants"] == ["apigw_lambda_rest"]
    assert "apigw_lambda_rest" in names
    assert "apigw_lambda_http" not in names
    assert [item["total"] for item in chosen["estimates"]] == [
        item["total"] for item in cheapest["estimates"]
    ]


def test_a_variant_that_cannot_do_what_is_asked_says_why(client: Client) -> None:
    found = get(client, "requests_per_month=1000000&waf_on=1")["estimates"]
    reasons = {item["variant"]: item["reservations"] for item in found if item["reservations"]}
    assert reasons.keys() == {"apigw_lambda_http", "apigw_lambda_websocket"}
    assert "web ACL" in reasons["apigw_lambda_http"][0]


def test_every_quantity_says_what_it_was_calculated_from(client: Client) -> None:
    found = get(client, "requests_per_month=1000000")["estimates"]
    alb = next(item for item in found if item["variant"] == "alb_ecs")
    written = {line["id"]: line["arithmetic"] for line in alb["items"]}
    assert written["load_balancer"] is None
    assert written["compute_vcpu"] == "730 × 2 × 0.5"
    assert written["logs"] == "1,000,000 × 0.5 ÷ 1,048,576"


def test_what_no_question_is_called_is_a_notice(client: Client) -> None:
    found = get(client, "requests_per_month=1&avg_duration=5")
    assert "avg_duration" in found["notices"][0]


def test_the_csv_has_the_same_figures(client: Client) -> None:
    query = "requests_per_month=1000000&region=ap-northeast-1"
    payload = get(client, query)
    response = client.get(f"{PATH}.csv?{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    totals = {row["variant"]: float(row["amount"]) for row in rows if row["kind"] == "total"}
    assert totals == {item["variant"]: item["total"] for item in payload["estimates"]}
    lines = sum(len(item["items"]) for item in payload["estimates"])
    assert sum(row["kind"] == "item" for row in rows) == lines
    assert {row["basis"] for row in rows if row["name"] == "GraphQL operations"} == {"assumed"}
    assert sum(row["kind"] == "break_even" for row in rows) == len(payload["break_even"])


def test_bad_input_of_the_csv_is_the_same_error(client: Client) -> None:
    response = client.get(f"{PATH}.csv?requests_per_month=x")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "not-a-number"


@pytest.mark.parametrize("path", [PATH, f"{PATH}.csv"])
def test_only_get_is_answered(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.get(f"{path}?lang=fr").json()["error"]["code"] == "unknown-language"


def test_words_come_in_the_language_asked_for(client: Client) -> None:
    found = get(client, "requests_per_month=1000&lang=ja")
    names = [line["name"] for item in found["estimates"] for line in item["items"]]
    assert "ロードバランサー" in names
