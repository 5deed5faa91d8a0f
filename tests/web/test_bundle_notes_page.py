"""Best practices and what needs attention, on the pattern's page and on the bundle's."""

from __future__ import annotations

import pytest

from advisor.catalog.bundle_notes import PracticeStatus
from advisor.catalog.model import BundleFormat, Pattern
from advisor.presentation.handover import status_word
from tests.web.asking import LANGUAGES, catalog, page
from tests.web.markup import Element

PATTERNS = pytest.mark.parametrize("pattern", catalog().patterns, ids=lambda item: item.slug)
FORMATS = pytest.mark.parametrize("bundle_format", list(BundleFormat))


def bundle_page(
    pattern: Pattern, bundle_format: str, query: str = "", language: str = "en"
) -> Element:
    return page(f"/{language}/patterns/{pattern.slug}/bundles/{bundle_format}?{query}")


def definitions(found: Element) -> list[Element]:
    return [item for table in found.every("dl", class_="practices") for item in table.every("dd")]


@PATTERNS
def test_the_pattern_page_says_of_every_practice_who_sees_to_it(pattern: Pattern) -> None:
    shown = definitions(page(f"/en/patterns/{pattern.slug}/"))
    statuses = [item.one("strong").text for item in shown]
    expected = [status_word(stands.status) for stands in pattern.practices.values()]
    assert sorted(statuses) == sorted(expected)


@PATTERNS
def test_the_pattern_page_leads_from_a_practice_to_the_bundles(pattern: Pattern) -> None:
    shown = definitions(page(f"/en/patterns/{pattern.slug}/?api_style=rest"))
    for item in shown:
        if item.one("strong").text == status_word(PracticeStatus.YOURS):
            assert not item.every("a")
            continue
        links = [link.attributes["href"] for link in item.every("a")]
        assert links == [
            f"/en/patterns/{pattern.slug}/bundles/{name}?api_style=rest" for name in BundleFormat
        ]


@PATTERNS
@FORMATS
def test_the_bundle_page_groups_the_practices_by_status(
    pattern: Pattern, bundle_format: str
) -> None:
    found = bundle_page(pattern, bundle_format)
    counts = [len(table.every("dd")) for table in found.every("dl", class_="practices")]
    statuses = [stands.status for stands in pattern.practices.values()]
    assert counts == [statuses.count(status) for status in PracticeStatus]


@PATTERNS
@FORMATS
def test_the_bundle_page_names_the_places_of_its_own_format(
    pattern: Pattern, bundle_format: str
) -> None:
    shown = " ".join(item.text for item in definitions(bundle_page(pattern, bundle_format)))
    done = [stands for stands in pattern.practices.values() if stands.where]
    for stands in done:
        for name, place in stands.where.items():
            assert (place in shown) is (name == bundle_format)


def test_an_option_shows_the_value_that_the_answers_gave_it() -> None:
    pattern = catalog().pattern("alb-ecs")
    assert pattern
    for query, value in (("", "false"), ("protection=high", "true")):
        shown = definitions(bundle_page(pattern, "terraform", query))
        (option,) = [item for item in shown if "waf_enabled" in item.text]
        assert f"is {value}" in option.text


@pytest.mark.parametrize("language", LANGUAGES)
@PATTERNS
@FORMATS
def test_without_answers_nothing_needs_attention(
    pattern: Pattern, bundle_format: str, language: str
) -> None:
    found = bundle_page(pattern, bundle_format, language=language)
    assert not found.every("ul", class_="attention")


def test_the_page_lists_what_needs_attention_with_a_way_to_change_the_answer() -> None:
    pattern = catalog().pattern("alb-ecs")
    assert pattern
    found = bundle_page(pattern, "terraform", "api_style=grpc&transport=udp")
    items = found.one("ul", class_="attention").every("li")
    assert [item.one("strong").text for item in items] == ["Ruled out", "Not in the bundle"]
    assert "gRPC is not set up" in items[1].text
    (change,) = items[1].every("a")
    assert change.attributes["href"].endswith(
        "/questionnaire/?api_style=grpc&transport=udp#q-api_style"
    )


def test_a_refused_name_is_listed_without_repeating_it() -> None:
    pattern = catalog().patterns[0]
    found = bundle_page(pattern, "terraform", "project_name=Not+A+Name")
    (item,) = found.one("ul", class_="attention").every("li")
    assert item.one("strong").text == "Refused value"
    assert "Not A Name" not in item.text
