"""Nothing runs out of the page, and no label of a drawing meets another or is cut off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import ANSWERED, BARE, LOST, unfold
from tests.browsing import Tabs

NARROW = [390, 320]
WIDTHS = [390, 768, 1024, 1280]
DRAWINGS = ["recommendation", "questionnaire", "compare", "pattern"]
PATTERNS = [
    "alb-ecs",
    "apigw-lambda",
    "appsync-dynamodb",
    "cloudfront-lambda-edge",
    "cloudfront-multi-origin",
]

MEETINGS = """
() => [...document.querySelectorAll("svg.ruler, svg.axis-line, svg.sequence, svg.profile")]
  .filter((svg) => svg.getClientRects().length)
  .flatMap((svg) => {
    const name = svg.getAttribute("class");
    const texts = [...svg.querySelectorAll(":scope > text")].filter((one) => one.textContent);
    const boxes = texts.map((one) => ({ text: one.textContent, box: one.getBBox() }));
    const cut = boxes
      .filter(({ box }) => box.x < -1 || box.x + box.width > svg.clientWidth + 1
        || box.y < -2 || box.y + box.height > svg.clientHeight + 3)
      .map(({ text }) => `${name}: “${text}” is cut off`);
    const met = boxes.flatMap((one, index) => boxes.slice(index + 1)
      .filter((other) =>
        Math.min(one.box.x + one.box.width, other.box.x + other.box.width)
          - Math.max(one.box.x, other.box.x) > 1
        && Math.min(one.box.y + one.box.height, other.box.y + other.box.height)
          - Math.max(one.box.y, other.box.y) > 5)
      .map((other) => `${name}: “${one.text}” meets “${other.text}”`));
    return [...cut, ...met];
  })
"""
"""Boxes of text are a little higher than the letters in them: 5 px of height are no meeting."""


def set_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def overflow(page: Page) -> list[Any]:
    """What reaches beyond the right edge and is not inside a region that scrolls by itself."""
    found: list[Any] = page.evaluate(
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] :
          [...document.querySelectorAll("main *, header *, footer *")]
            .filter((item) => item.getBoundingClientRect().right > innerWidth + 1
              && !item.closest(".scroll, pre"))
            .map((item) => item.outerHTML.slice(0, 120)).slice(0, 5)
            .concat([`${document.documentElement.scrollWidth} > ${innerWidth}`])
        """
    )
    return found


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_page_scrolls_sideways_on_a_phone(open_tab: Tabs, language: str) -> None:
    page = open_tab(language=language, width=390, expected=(LOST,))
    for place in [*BARE.values(), *ANSWERED.values()]:
        page.goto(f"/{language}/{place}")
        unfold(page)
        for width in (*NARROW, 1280):
            set_width(page, width)
            assert overflow(page) == [], f"{place} at {width}"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_labels_of_drawings_stay_apart_and_whole(open_tab: Tabs, language: str, name: str) -> None:
    page = open_tab(f"/{language}/{ANSWERED[name]}", language=language)
    unfold(page)
    for width in WIDTHS:
        set_width(page, width)
        assert page.evaluate(MEETINGS) == [], f"at {width}"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_labels_of_every_sequence_stay_apart_and_whole(open_tab: Tabs, language: str) -> None:
    page = open_tab(language=language)
    for slug in PATTERNS:
        page.goto(f"/{language}/patterns/{slug}/")
        assert page.locator("svg.sequence").count() == 1
        assert page.evaluate(MEETINGS) == [], slug


@pytest.mark.parametrize("number", ["0", "0.001", "5", "6", "200", "100000"])
def test_a_ruler_holds_any_number(open_tab: Tabs, number: str) -> None:
    page = open_tab(f"/en/questionnaire/response_body_mb/?response_body_mb={number}")
    for width in (320, 1280):
        set_width(page, width)
        assert page.evaluate(MEETINGS) == [], f"at {width}"
