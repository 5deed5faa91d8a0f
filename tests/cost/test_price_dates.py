"""How old prices are: one date for one link, wherever it is told, and a mark where it is old."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings

from advisor.cost import estimates, oldest, pattern_costs, pattern_curves
from advisor.presentation.cost_payload import cost_payload
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, catalog_in, priced, slugs
from tests.cost.test_cost_command import printed

TENANTS = (
    "api_style=rest&content=api-json&content=authenticated&tenancy=multi&ops_tolerance=none"
    "&traffic_shape=daily-peaks&importance.ops_tolerance=high&auth=user-pool"
    "&request_duration=sub-second&requests_per_month=20000000"
)
LINKS = (TENANTS, "requests_per_month=0", "requests_per_month=1000000&region=ap-northeast-1")
PLACES = {
    "head of the cost page": ("/en/cost/", r"oldest price used is from <time>([\d-]{10})"),
    "table": ("/en/cost/", r"Monthly cost in USD, prices from ([\d-]{10})"),
    "result": ("/en/recommendation/", r"oldest price used is from <time>([\d-]{10})"),
    "saved drawing": ("/en/figures/cost.svg", r">An estimate, not a quote: .*?([\d-]{10})"),
    "table of the API": ("/api/v1/cost", r'"prices_as_of": ?"([\d-]{10})"'),
}
OLD = "over 180 days old"


@pytest.mark.parametrize("link", LINKS)
def test_one_link_has_one_oldest_date(
    client: Client, capsys: pytest.CaptureFixture[str], link: str
) -> None:
    found = {}
    for place, (path, pattern) in PLACES.items():
        match = re.search(pattern, client.get(f"{path}?{link}").content.decode(), re.DOTALL)
        found[place] = match and match[1]
    match = re.search(r"^.*USD, prices from ([\d-]+)", printed(capsys, *link.split("&")))
    found["terminal"] = match and match[1]
    assert found == dict.fromkeys(found, "2021-11-16")


@settings(max_examples=25, deadline=None)
@given(any_inputs())
def test_no_price_of_a_curve_is_older_than_the_date_of_the_curve(inputs: dict[str, Any]) -> None:
    case = priced(**inputs)
    for curve in pattern_curves(case, slugs()):
        used = set()
        for power in range(4, 10):
            for volume in (10**power, 3 * 10**power):
                if volume <= 10**9:
                    [cost] = pattern_costs(estimates(case.at(volume)), [curve.pattern])
                    used |= {line.source.date for item in cost.counted for line in item.lines}
        day = oldest(used)
        if day is not None:
            assert curve.oldest is not None
            assert curve.oldest <= day
        assert curve.oldest is None or curve.oldest in dates_of(curve.pattern, case.region)


def dates_of(slug: str, region: str) -> set[str]:
    """Of every price that the pattern could use there, plans included."""
    model = catalog_in(SHIPPED).cost
    assert model is not None
    tariffs = (
        item.price.tariff(region) for variant in model.of_pattern(slug) for item in variant.items
    )
    return {tariff.source.date for tariff in tariffs if tariff} | {
        plan.source.date for plan in model.plans
    }


# --- marks ----------------------------------------------------------------------------------


def test_stale_stands_beside_every_date_of_the_api() -> None:
    case, catalog = priced(requests_per_month=1_000_000), catalog_in(SHIPPED)
    as_of = date(2021, 11, 16)
    for age, stale in ((180, False), (181, True)):
        payload = cost_payload(catalog, case, "en", as_of + timedelta(days=age))
        assert payload["prices_as_of"] == as_of.isoformat()
        assert payload["stale"] is stale
        by_variant = {item["variant"]: item["stale"] for item in payload["estimates"]}
        assert by_variant["cloudfront_edge"] is stale
        assert by_variant["alb_ecs"] is False
        lines = [line for item in payload["estimates"] for line in item["items"]]
        assert {item["stale"] for item in lines if item["source_date"] == "2021-11-16"} == {stale}
        assert {item["stale"] for item in lines if (item["source_date"] or "") > "2022"} == {False}


def test_the_table_marks_old_prices_by_line_and_total(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 9, 1))
    link = "/api/v1/cost.csv?requests_per_month=1000000&region=ap-northeast-1"
    table = csv.DictReader(io.StringIO(client.get(link).content.decode()))
    rows = [row for row in table if row["kind"] in ("item", "total")]
    assert {row["stale"] for row in rows if row["source_date"] == "2021-11-16"} == {"true"}
    assert {row["stale"] for row in rows if row["source_date"] == "2026-08-27"} == {"false"}
    assert {row["kind"] for row in rows if row["stale"] == "true"} == {"item", "total"}


def advised(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("advise", *words)
    return capsys.readouterr().out


def test_a_recommendation_in_the_terminal_marks_old_prices(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ("cost_priority=high", "requests_per_month=3000000")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 9, 1))
    told = " ".join(advised(capsys, *answers).split())
    assert f"[prices from 2021-11-16, {OLD}]" in told
    assert "[prices from 2024-07-01, over 180 days old]" in told
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 7, 2))
    told = " ".join(advised(capsys, *answers).split())
    assert "[prices from 2024-07-01]" in told
    monkeypatch.setattr(timezone, "localdate", lambda: date(2021, 11, 17))
    assert OLD not in advised(capsys, *answers)


def test_the_terminal_marks_old_prices_by_link_total_and_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("requests_per_month=1000000", "--region", "ap-northeast-1")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 9, 1))
    head, *lines = printed(capsys, *words).splitlines()
    assert head.endswith(f"prices from 2021-11-16, {OLD}")
    [total] = [line for line in lines if line.startswith("cloudfront_edge")]
    assert total.endswith(OLD)
    balancer, *_same = [line for line in lines if "Load balancer (hours)" in line]
    assert balancer.endswith("2026-08-27")
    [edge] = [line for line in lines if "2021-11-16" in line and "×" in line]
    assert edge.endswith(f"2021-11-16, {OLD}")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2021, 11, 17))
    assert OLD not in printed(capsys, *words)


def test_the_saved_drawing_says_where_when_and_that_it_is_an_estimate(client: Client) -> None:
    english = client.get("/en/figures/cost.svg?requests_per_month=3000000").content.decode()
    assert (
        f"An estimate, not a quote: US East (N. Virginia), USD, prices from 2021-11-16, {OLD}<"
    ) in english
    numbers = re.findall(r'text-anchor="middle"[^>]*font-weight="700"[^>]*>(\d+)<', english)
    assert numbers
    assert {f">{number}. " in english for number in numbers} == {True}
    japanese = client.get("/ja/figures/cost.svg?requests_per_month=3000000").content.decode()
    assert "試算（見積もりではありません）：米国東部（バージニア北部）、USD、料金確認" in japanese
