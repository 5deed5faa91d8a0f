"""An address that says the same in a longer way is sent to its canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.web.asking import SOME, Pairs, answer_sets, get, page, values_of

CANONICAL = "api_style=rest"


@pytest.mark.parametrize("place", ["questionnaire/", "questionnaire/content/", "recommendation/"])
@pytest.mark.parametrize(
    "untidy",
    [
        f"{CANONICAL}&content=&importance.content=",
        f"{CANONICAL}&importance.content=normal",
        f"{CANONICAL}&requests_per_month=%20",
        f"&&{CANONICAL}&project_name=",
    ],
)
def test_what_says_nothing_is_left_out(place: str, untidy: str) -> None:
    response = get(f"/en/{place}?{untidy}")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/en/{place}?{CANONICAL}"


def test_nothing_but_empty_values_leads_to_the_bare_page() -> None:
    assert get("/ja/recommendation/?content=").headers["Location"] == "/ja/recommendation/"


@pytest.mark.parametrize("typed", ["1e6", "1%2C000%2C000", "1000000.0", "１００００００"])
def test_a_number_is_written_in_plain_digits(typed: str) -> None:
    target = get(f"/en/recommendation/?requests_per_month={typed}").headers["Location"]
    assert target == "/en/recommendation/?requests_per_month=1000000"


def test_a_comparison_keeps_what_is_compared() -> None:
    target = get("/en/compare/?content=&patterns=alb-ecs&patterns=apigw-lambda").headers["Location"]
    assert target == "/en/compare/?patterns=alb-ecs&patterns=apigw-lambda"


def test_a_bundle_keeps_its_open_file() -> None:
    bundle = "/en/patterns/alb-ecs/bundles/cloudformation"
    target = get(f"{bundle}?project_name=&file=README.md").headers["Location"]
    assert target == f"{bundle}?file=README.md"


def test_an_address_with_something_not_understood_is_shown_as_it_is() -> None:
    """A redirect would drop the unknown key before anybody read about it."""
    assert get("/en/recommendation/?content=&nonsense=1").status_code == 200


def test_order_does_not_matter() -> None:
    reverse = "&".join(reversed(SOME.split("&")))
    assert get(f"/en/recommendation/?{reverse}").status_code == 200


@settings(max_examples=25, deadline=None)
@given(answer_sets())
def test_links_on_a_page_are_canonical_and_say_the_same(pairs: Pairs) -> None:
    said = "&".join(f"{key}={value}" for key, value in pairs)
    response = get(f"/en/recommendation/?{said}")
    address = response.headers.get("Location", f"/en/recommendation/?{said}")
    steps = page(address).by_id("steps").every("a")
    expected = sorted(pair for pair in pairs if pair[1] != "normal")
    for step in steps:
        assert values_of(step.attributes["href"]) == expected
