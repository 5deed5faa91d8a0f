"""No violation that axe finds, on any page, in either language, theme and width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.every_page import ANSWERED, BARE, LOST, unfold
from tests.browsing import Tabs

DESKTOP, PHONE = 1280, 390


CONTRAST = ["color-contrast"]
OFF_BY_ITSELF = {"rules": {"target-size": {"enabled": True}}}
"""Rules that axe runs only when asked: what is touched is 24 px large, or stands apart."""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, by all its rules or by some. The page holds axe already."""
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else OFF_BY_ITSELF
    options = {"resultTypes": ["violations"], **only}
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [f"{item['id']}: {node['html'][:150]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", BARE)
def test_without_answers(open_tab: Tabs, language: str, name: str) -> None:
    look(open_tab, f"/{language}/{BARE[name]}", language)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ANSWERED)
def test_with_answers(open_tab: Tabs, language: str, name: str) -> None:
    look(open_tab, f"/{language}/{ANSWERED[name]}", language)


def look(open_tab: Tabs, path: str, language: str) -> None:
    """Every theme at every width, loaded once, everything unfolded.

    All rules run in each theme and at each width once; what a theme changes at a width is colour.
    """
    page = open_tab(path, language=language, width=DESKTOP, expected=(LOST,))
    unfold(page)
    page.evaluate(Axe().axe_script)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert violations(page) == []
    page.emulate_media(color_scheme="light")
    assert violations(page, CONTRAST) == []


def test_the_whole_questionnaire_can_be_reached_with_the_keyboard(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
