"""The style guide holds every part in every state, so looking at it looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Page

from tests.browsing import Tabs


@pytest.fixture(autouse=True)
def development() -> Iterator[None]:
    with override_settings(ADVISOR_STYLEGUIDE=True):
        yield


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {node['html'][:150]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_part_is_hard_to_perceive_in_either_theme(
    open_tab: Tabs, language: str, width: int
) -> None:
    page = open_tab(f"/{language}/styleguide/", language=language, width=width)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_it_fits_on_a_small_screen(open_tab: Tabs) -> None:
    page = open_tab("/en/styleguide/", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
