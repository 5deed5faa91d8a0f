"""All parts of the pages in one place, in development and nowhere else."""

from __future__ import annotations

import pytest
from django.test import override_settings

from advisor.presentation.svg import MARKS
from tests.web.asking import LANGUAGES, get
from tests.web.colours import HUES
from tests.web.markup import Element, read


def styleguide(language: str = "en") -> Element:
    with override_settings(ADVISOR_STYLEGUIDE=True):
        response = get(f"/{language}/styleguide/")
    assert response.status_code == 200
    return read(response.content.decode())


@pytest.mark.parametrize("path", ["/en/styleguide/", "/ja/styleguide/"])
def test_it_is_nowhere_but_in_development(path: str) -> None:
    assert get(path).status_code == 404


def test_its_short_address_leads_to_the_readers_language() -> None:
    with override_settings(ADVISOR_STYLEGUIDE=True):
        assert get("/styleguide/", accept_language="ja").headers["Location"] == "/ja/styleguide/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_every_mark_in_every_colour_filled_and_hollow(language: str) -> None:
    marks = [
        item.attributes["class"].split()
        for item in styleguide(language).every("svg", class_="mark")
    ]
    for hue in HUES:
        own = [classes for classes in marks if f"hue-{hue}" in classes]
        hollow = [classes for classes in own if "hollow" in classes]
        assert len(hollow) >= len(MARKS)
        assert len(own) - len(hollow) >= len(MARKS)


def test_it_shows_every_kind_of_figure() -> None:
    found = styleguide()
    for figure in (
        "strip",
        "mini",
        "fit",
        "slots",
        "ruler",
        "profile",
        "sequence",
        "path",
        "axis-line",
    ):
        assert found.every("svg", class_=figure), figure
    yours = [item.every("text", class_="you-label") for item in found.every("svg", class_="ruler")]
    assert [] in yours
    assert any(yours)


def test_it_shows_every_other_part() -> None:
    found = styleguide()
    for part in (
        "btn",
        "copy",
        "question",
        "importance",
        "rank",
        "out",
        "ledger",
        "notices",
        "panel",
    ):
        assert found.every(class_=part), part
    for tag in ("dialog", "pre", "details", "dl", "table"):
        assert found.every(tag), tag
    kinds = {item.attributes.get("type") for item in found.every("input")}
    assert {"text", "radio", "checkbox"} <= kinds


def test_it_shows_every_degree_of_firmness() -> None:
    lines = styleguide().every("ol", class_="firm")
    marked = [[item.text for item in line.every("li", class_="now")] for line in lines]
    assert len(marked) == 5
    assert sorted(word for [word] in marked) == sorted({item.text for item in lines[0].every("li")})


def test_no_identifier_stands_twice() -> None:
    ids = [item.attributes["id"] for item in styleguide().every() if "id" in item.attributes]
    assert sorted(ids) == sorted(set(ids))


def test_it_stays_out_of_search_engines() -> None:
    robots = [item.attributes for item in styleguide().every("meta")]
    assert {"name": "robots", "content": "noindex"} in robots
