"""A figure saved as a file looks as it does on its page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import Tabs
from tests.screenshots import ANSWERS

SHOWN = {
    "sequence-alb-ecs": ("patterns/alb-ecs/", "svg.sequence:not(.path)"),
    "path-alb-ecs": ("patterns/alb-ecs/", "svg.path"),
    "profile": ("compare/", "svg.profile.wide"),
    "cost": ("recommendation/", "svg.wide-chart"),
    "ruler-response_body_mb": ("recommendation/", "svg.ruler.wide"),
}
"""Each file with the page and the place where its figure is shown. A file names no icon, so the
browser asks for the usual one."""

LOOKS = """
(figure) => [...figure.querySelectorAll("line, path, rect, circle, text")].map((item) => {
  const style = getComputedStyle(item);
  const names = ["fill", "stroke", "strokeWidth", "strokeDasharray", "fontSize", "fontWeight",
    "textAnchor", "opacity"];
  return [item.tagName, item.textContent, ...names.map((name) => style[name])];
})
"""


def looks(page: Page, place: str) -> list[Any]:
    found: list[Any] = page.locator(place).first.evaluate(LOOKS)
    return found


@pytest.mark.parametrize("name", SHOWN)
def test_every_shape_and_label_looks_the_same(open_tab: Tabs, name: str) -> None:
    path, place = SHOWN[name]
    page = open_tab(f"/en/{path}?{ANSWERS}", width=1280, expected=("/favicon.ico",))
    shown = looks(page, place)
    page.goto(f"/en/figures/{name}.svg?{ANSWERS}")
    saved = looks(page, "svg svg >> nth=0")
    assert len(shown) > 5
    assert saved == shown
