"""The link is the state: whatever stands in it goes along with every link and every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.web.asking import LANGUAGES, SOME, catalog, get, page
from tests.web.markup import Element

BESIDE = {
    "flat_rate": "on",
    "free_allowances": "on",
    "jpy_rate": "151.5",
    "memory_mb": "1024",
    "project_name": "orders",
    "region": "ap-northeast-1",
    "rest_features": "1",
    "set.log_retention_days": "14",
    "variant": "cloudfront_multi_alb",
}
WHOLE = f"{SOME}&cost_priority=high&{urlencode(BESIDE)}"
PLACES = (
    "recommendation/",
    "recommendation/decision/",
    "compare/",
    "cost/",
    "questionnaire/",
    f"questionnaire/{catalog().questionnaire.questions[0].id}/",
    "questionnaire/latency/",
    f"patterns/{catalog().patterns[0].slug}/",
    f"patterns/{catalog().patterns[0].slug}/bundles/terraform",
    "method/",
    "glossary/",
)
AFRESH = {"/saved/", "/difference/", "/theme/", "/styleguide/"}
"""What is about other links, or about none. The home page is left out: its examples start anew."""


def own_links(found: Element) -> Iterator[str]:
    """Links to pages that show a state."""
    for item in found.every("a"):
        address = item.attributes.get("href", "")
        if address.startswith(("/", "?")) and not any(part in address for part in AFRESH):
            yield address


def lacking(address: str) -> set[str]:
    given = dict(parse_qsl(urlsplit(address).query))
    return {key for key, value in BESIDE.items() if given.get(key) != value}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_every_link_keeps_what_is_beside_the_answers(language: str, place: str) -> None:
    found = page(f"/{language}/{place}?{WHOLE}")
    links = list(own_links(found))
    assert links
    assert {link: lacking(link) for link in links if lacking(link)} == {}


@pytest.mark.parametrize("place", PLACES)
def test_every_form_keeps_it_too(place: str) -> None:
    forms = page(f"/en/{place}?{WHOLE}").every("form")
    for form in (item for item in forms if item.attributes.get("method") == "get"):
        fields = [item for tag in ("input", "select") for item in form.every(tag)]
        names = {item.attributes.get("name") for item in fields}
        assert set(BESIDE) - names == set(), form.attributes.get("action")


def test_every_change_in_the_json_keeps_it() -> None:
    payload = json.loads(get(f"/api/v1/recommendation?{WHOLE}").content)
    queries = [flip["query"] for flip in payload["flips"]]
    assert queries
    assert {query: lacking(f"?{query}") for query in queries if lacking(f"?{query}")} == {}
