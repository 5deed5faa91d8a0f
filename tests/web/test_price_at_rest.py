"""What a pattern costs without a request stands on its page, dated, and leads to its lines."""

from __future__ import annotations

import json

import pytest

from tests.web.asking import LANGUAGES, catalog, get, page
from tests.web.markup import Element

SLUGS = [pattern.slug for pattern in catalog().patterns]


def said(slug: str, language: str = "en", answers: str = "") -> Element:
    """The paragraph beside the pattern's name that says it."""
    notes = page(f"/{language}/patterns/{slug}/?{answers}").every("aside", class_="note")
    return next(p for note in notes for p in note.every("p") if "USD" in p.text)


def total_of_api(slug: str, query: str = "requests_per_month=0") -> float:
    """The cheapest variant of the pattern."""
    estimates = json.loads(get(f"/api/v1/cost?{query}").content)["estimates"]
    totals: list[float] = [item["total"] for item in estimates if item["pattern"] == slug]
    return min(totals)


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_what_the_calculation_gives_for_no_requests(slug: str) -> None:
    assert f"{total_of_api(slug):.2f} USD" in said(slug).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_from_when_its_prices_are_and_that_they_are_old(language: str) -> None:
    found = said("alb-ecs", language)
    assert found.one("time").text
    assert found.every("mark", class_="stale")


@pytest.mark.parametrize(
    ("answers", "leads_to"),
    [("", "requests_per_month=0"), ("requests_per_month=7000", "requests_per_month=7000")],
)
def test_its_link_shows_the_lines(answers: str, leads_to: str) -> None:
    address = said("alb-ecs", answers=answers).one("a").attributes["href"]
    assert address == f"/en/cost/?{leads_to}"
    assert "Load balancer" in get(address).content.decode()


def test_it_follows_the_answers() -> None:
    tokyo = said("alb-ecs", answers="region=ap-northeast-1")
    wanted = total_of_api("alb-ecs", "requests_per_month=0&region=ap-northeast-1")
    assert f"{wanted:.2f} USD" in tokyo.text
    assert "Tokyo" in tokyo.text
