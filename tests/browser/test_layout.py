"""Nothing runs out of the page, and no label of a drawing meets another or is cut off."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from advisor.web.cost_view import HIGHEST_RATE
from tests.browser.every_page import ANSWERED, BARE, LOST, unfold
from tests.browsing import Tabs
from tests.web.asking import catalog

NARROW = [390, 320]
WIDTHS = [320, 390, 768, 1280, 1600]
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
    const struck = [...svg.querySelectorAll("line.tick, line.you")].flatMap((line) => {
      const x = line.x1.baseVal.value;
      const ends = [line.y1.baseVal.value, line.y2.baseVal.value].sort((a, b) => a - b);
      return boxes.filter(({ box }) => x > box.x + 1 && x < box.x + box.width - 1
          && ends[0] < box.y + box.height - 3 && ends[1] > box.y + 3)
        .map(({ text }) => `${name}: a leader strikes through “${text}”`);
    });
    const frame = svg.getBoundingClientRect();
    const covered = [...svg.querySelectorAll(":scope > g > svg > .fill, :scope > .fill")]
      .map((mark) => mark.getBoundingClientRect())
      .flatMap((mark) => boxes.filter(({ box }) =>
          Math.min(box.x + box.width, mark.right - frame.x) - Math.max(box.x, mark.x - frame.x) > 1
          && Math.min(box.y + box.height, mark.bottom - frame.y)
            - Math.max(box.y, mark.y - frame.y) > 4)
        .map(({ text }) => `${name}: a mark stands on “${text}”`));
    return [...cut, ...met, ...struck, ...(svg.matches(".ruler") ? covered : [])];
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
def test_the_largest_totals_have_room_on_a_phone(open_tab: Tabs, language: str) -> None:
    """Every input of cost at its maximum, and at the highest exchange rate."""
    model = catalog().cost
    assert model is not None
    given = {item.id: f"{item.maximum:f}" for item in model.inputs}
    cached = given | {"jpy_rate": f"{HIGHEST_RATE}"}
    for query in (cached, cached | {"cache_hit_ratio": "0"}):
        page = open_tab(f"/{language}/cost/?{urlencode(query)}", language=language, width=320)
        totals = page.locator(".cost-pattern > summary .figure").all_inner_texts()
        assert any(int(total.partition(".")[0].replace(",", "")) > 10**10 for total in totals)
        unfold(page)
        assert overflow(page) == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_labels_of_drawings_stay_apart_and_whole(open_tab: Tabs, language: str, name: str) -> None:
    page = open_tab(f"/{language}/{ANSWERED[name]}", language=language)
    unfold(page)
    for width in WIDTHS:
        set_width(page, width)
        assert page.evaluate(MEETINGS) == [], f"at {width}"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_labels_of_every_pattern_stay_apart_and_whole(open_tab: Tabs, language: str) -> None:
    page = open_tab(language=language)
    for slug in PATTERNS:
        page.goto(f"/{language}/patterns/{slug}/")
        assert page.locator("svg.sequence").count() == 2
        assert page.evaluate(MEETINGS) == [], slug


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    ("question", "number"),
    [
        *[("response_body_mb", number) for number in ("0", "0.001", "5", "6", "200", "100000")],
        *[("request_seconds", number) for number in ("1", "29", "30", "58", "900", "4000")],
    ],
)
def test_a_ruler_holds_any_number(
    open_tab: Tabs, language: str, question: str, number: str
) -> None:
    address = f"/{language}/questionnaire/{question}/?{question}={number}"
    page = open_tab(address, language=language)
    for width in WIDTHS:
        set_width(page, width)
        assert page.locator("svg.ruler").filter(visible=True).count() == 1
        assert page.evaluate(MEETINGS) == [], f"at {width}"


CROSSED = """
<svg class="ruler wide" width="200" height="60">
  <text x="10" y="50">struck through</text><line class="tick" x1="40" x2="40" y1="10" y2="58"/>
  <g><svg x="60" y="40" overflow="visible"><path class="fill" d="M0 0h9v9H0z"/></svg></g>
  <text x="30" y="52">met</text><text x="190" y="20">cut off</text>
</svg>
"""


def test_what_is_looked_for_would_be_found(page: Page) -> None:
    page.set_content(CROSSED)
    found = page.evaluate(MEETINGS)
    for fault in ("strikes through", "a mark stands on", "meets", "is cut off"):
        assert any(fault in line for line in found), fault


def test_a_long_name_that_is_refused_stays_in_its_column(open_tab: Tabs) -> None:
    name = "y" * 64
    page = open_tab(f"/en/patterns/apigw-lambda/bundles/terraform?project_name={name}", width=1280)
    hint = page.locator("#project-hint")
    assert name[:50] in hint.inner_text()
    assert hint.evaluate("(item) => item.scrollWidth <= item.clientWidth")
    assert hint.evaluate(
        "(item) => item.getBoundingClientRect().right"
        " <= item.closest('.values').getBoundingClientRect().right + 1"
    )
