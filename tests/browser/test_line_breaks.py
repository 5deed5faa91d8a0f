"""Japanese breaks between phrases: no text ends in a line that holds one character."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import ANSWERED, unfold
from tests.browsing import Tabs

STRAYS = """
() => [...document.querySelectorAll("main :is(p, li, dd, dt, th, td, h1, h2, h3, small, legend)")]
  .filter((item) => item.getClientRects().length && !item.querySelector("p, li, td, dl, svg, code")
    && !/flex|grid/.test(getComputedStyle(item).display))
  .flatMap((item) => {
    const range = document.createRange();
    range.selectNodeContents(item);
    const lines = [];
    for (const box of range.getClientRects()) {
      const last = lines.at(-1);
      if (last && Math.abs(last.bottom - box.bottom) < 8) last.width += box.width;
      else if (box.width > 1) lines.push({ bottom: box.bottom, width: box.width });
    }
    const letter = parseFloat(getComputedStyle(item).fontSize);
    return lines.length > 1 && lines.at(-1).width < letter * 1.5
      ? [item.textContent.trim().slice(-30)] : [];
  })
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_japanese_text_ends_in_a_line_of_one_character(open_tab: Tabs, width: int) -> None:
    page = open_tab(language="ja", width=width)
    for place in (*ANSWERED.values(), "glossary/"):
        page.goto(f"/ja/{place}")
        unfold(page)
        assert page.evaluate(STRAYS) == [], place


def test_such_a_line_would_be_found(page: Page) -> None:
    page.set_content('<main><p style="width: 4em; font-size: 20px">既存アプリ</p></main>')
    assert page.evaluate(STRAYS) == ["既存アプリ"]
