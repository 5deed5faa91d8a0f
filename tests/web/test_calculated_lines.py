"""A calculated figure says from when its prices are, wherever a ledger is shown."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from tests.web.asking import LANGUAGES, by_api, catalog, get, page

PRICED = "cost_priority=high&requests_per_month=10000000"
ADDRESS = f"/recommendation/?{PRICED}"
WORDS = {"en": "prices from", "ja": "料金確認"}


def oldest_dates() -> list[str]:
    """By pattern, the date of the oldest price that its line of the JSON rests on."""
    lines = [line for entry in by_api(PRICED)["ranking"] for line in entry["contributions"]]
    return [line["source_date"] for line in lines if line["trait"] == "cost_priority"]


def test_the_json_names_a_page_of_prices_and_the_oldest_date() -> None:
    assert len(oldest_dates()) == len(catalog().patterns)
    assert all(oldest_dates())
    cost = json.loads(get("/api/v1/cost?requests_per_month=10000000").content)
    pages = {item["source"] for estimate in cost["estimates"] for item in estimate["items"]}
    for entry in by_api(PRICED)["ranking"]:
        for line in entry["contributions"]:
            assert line["source"] in pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_on_the_page_leads_to_the_calculation(language: str) -> None:
    ledgers = page(f"/{language}{ADDRESS}").every("table", class_="ledger")
    cells = [cell for table in ledgers for cell in table.every("td", class_="because")]
    links = [cell.one("a", class_="src") for cell in cells]
    assert len(links) == len(catalog().patterns)
    for link, day in zip(links, oldest_dates(), strict=True):
        assert f"{WORDS[language]} {day}" in link.text
        assert link.attributes["href"] == f"/{language}/cost/?{PRICED}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comparison_says_it_in_every_column(language: str) -> None:
    cells = page(f"/{language}/compare/?{PRICED}").every("span", class_="cell")
    links = [link for cell in cells for link in cell.every("a", class_="src")]
    for link, day in zip(links, oldest_dates(), strict=True):
        assert f"{WORDS[language]} {day}" in link.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_price_carries_its_badge_there_too(language: str) -> None:
    ledger = page(f"/{language}{ADDRESS}").every("table", class_="ledger")[0]
    assert ledger.every("mark", class_="stale")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_says_it(language: str) -> None:
    out = io.StringIO()
    call_command("advise", *PRICED.split("&"), lang=language, stdout=out)
    printed = " ".join(out.getvalue().split())
    for day in oldest_dates():
        assert f"{WORDS[language]} {day}" in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_record_names_every_page(language: str) -> None:
    record = get(f"/{language}/recommendation/decision.md?{PRICED}").content.decode()
    for day in oldest_dates():
        assert f"{WORDS[language]} {day}" in record
    assert "aws.amazon.com/fargate/pricing/" in record
