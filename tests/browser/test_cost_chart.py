"""The cost chart as a browser draws it: every label whole, apart from the others, and readable."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import Tabs
from tests.screenshots import ANSWERS

WIDTHS = (320, 360, 390, 480, 600, 720, 768, 800, 900, 1024, 1100, 1280, 1440, 1600)
SMALLEST = 9.4
"""Pixels: the height of letters, below which a label is not readable on a phone."""

TOKYO = "region=ap-northeast-1"
CASES = {
    "near each other": ANSWERS,
    "many turns": f"requests_per_month=9000000&flat_rate=on&avg_response_kb=80&{TOKYO}",
    "without a volume": "",
    "at the left end": "requests_per_month=10000&flat_rate=on&free_allowances=on",
    "at the right end": "requests_per_month=1000000000&variant=apigw_lambda_rest",
    "slow work": "requests_per_month=20000000&avg_duration_ms=5000&min_tasks=1",
    "turns at every step": f"requests_per_month=900000000&peak_factor=17.16&{TOKYO}",
    "as many turns with shares cached": f"peak_factor=17.16&cacheable_share=most&{TOKYO}",
    "with a plan": "requests_per_month=41000000&flat_rate=on",
    "a million dollars": "requests_per_month=1000000&request_duration=up-to-30s",
    "ten million dollars": "requests_per_month=1000000&active_users=1000000000",
    "beyond all measure": (
        "requests_per_month=1000000000&connected_clients=1000000000"
        "&connected_minutes_per_client=44640&updates_per_client=1000000000"
    ),
}
LOWEST_SHARE = 0.55
"""Of the drawing's height, what the plot has left beside its labels."""

LABELS = """
() => [...document.querySelectorAll("svg.cost-chart")]
  .filter((svg) => svg.getClientRects().length)
  .map((svg) => {
    const box = (item) => {
      const { left, right, top, bottom } = item.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    const texts = [...svg.querySelectorAll("text")].map((item) => ({
      text: item.textContent,
      size: parseFloat(getComputedStyle(item).fontSize) * svg.getScreenCTM().a,
      ...box(item),
    }));
    const grid = [...svg.querySelectorAll(".grid")].map((line) => box(line));
    const plot = Math.max(...grid.map((line) => line.bottom - line.top));
    return { frame: box(svg), plot, texts };
  })
"""


def drawn(page: Page) -> dict[str, Any]:
    """The one chart to be seen, with its labels' places on the screen."""
    charts: list[dict[str, Any]] = page.evaluate(LABELS)
    assert len(charts) == 1
    return charts[0]


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Boxes of text are a little higher than their letters: a quarter of that is no meeting."""
    across: float = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down: float = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    height: float = one["bottom"] - one["top"]
    return across > 0 and down > height / 4


def faults(chart: dict[str, Any]) -> list[str]:
    frame, texts = chart["frame"], chart["texts"]
    found = []
    if chart["plot"] < LOWEST_SHARE * (frame["bottom"] - frame["top"]):
        found.append(f"the plot is {chart['plot']:.0f} px high")
    for index, one in enumerate(texts):
        inside = frame["left"] - 0.5 <= one["left"] and one["right"] <= frame["right"] + 0.5
        if not inside or one["top"] < frame["top"] - 2 or one["bottom"] > frame["bottom"] + 2:
            found.append(f"“{one['text']}” is cut off")
        if one["size"] < SMALLEST:
            found.append(f"“{one['text']}” is {one['size']:.1f} px")
        found += [
            f"“{one['text']}” meets “{b['text']}”" for b in texts[index + 1 :] if meet(one, b)
        ]
    return found


@pytest.mark.parametrize("place", ["cost", "recommendation"])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
def test_labels_stay_apart_and_whole_at_every_width(
    open_tab: Tabs, place: str, language: str, answers: str
) -> None:
    page = open_tab(f"/{language}/{place}/?{answers}", language=language)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        chart = drawn(page)
        assert len(chart["texts"]) > 10
        if problems := faults(chart):
            found[width] = problems
    assert found == {}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("answers", CASES.values(), ids=CASES)
def test_on_paper_labels_stay_apart_and_whole(open_tab: Tabs, language: str, answers: str) -> None:
    page = open_tab(f"/{language}/cost/?{answers}", language=language, width=794)
    page.emulate_media(media="print")
    assert faults(drawn(page)) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_on_paper_the_chart_its_table_and_the_totals_are_there(
    open_tab: Tabs, language: str
) -> None:
    page = open_tab(f"/{language}/cost/?{ANSWERS}", language=language, scheme="dark")
    page.emulate_media(media="print")
    for part in (".cost-table", ".cost-turns", ".cost-pattern summary >> nth=0"):
        assert page.locator(part).is_visible()
    assert page.locator(".acts").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_of_the_chart_is_seen_on_its_ground(open_tab: Tabs, scheme: Any) -> None:
    """At least 3 to 1, as drawings need it."""
    page = open_tab(f"/en/cost/?{ANSWERS}", scheme=scheme)
    ratios: dict[str, float] = page.evaluate(
        """
        () => {
          const canvas = document.createElement("canvas")
            .getContext("2d", { willReadFrequently: true });
          const luminance = (colour) => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
              .map((v) => v / 255)
              .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = luminance(getComputedStyle(document.body).backgroundColor);
          const lines = document.querySelectorAll(".wide-chart :is(.curve, .yours, .ring)");
          return Object.fromEntries([...lines].map((line, index) => {
            const own = luminance(getComputedStyle(line).stroke);
            const [high, low] = [Math.max(own, ground), Math.min(own, ground)];
            return [`${index} ${line.getAttribute("class")}`, (high + 0.05) / (low + 0.05)];
          }));
        }
        """
    )
    assert len(ratios) > 6
    assert {name: ratio for name, ratio in ratios.items() if ratio < 3} == {}
