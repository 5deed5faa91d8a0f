"""A result on paper: two pages that say everything, and nothing one could only click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Tabs
from tests.screenshots import ANSWERS, NOTHING_LEFT
from tests.web.asking import full_answers

INTERACTIVE = "nav, .tools, form, button, input, dialog, .acts, .change, footer"
MOST_PAGES = 3
WEIGHED = "request_duration=up-to-30s&protection=high&auth=edge&migration=gradual"
"""Many answers would change its first place, and importance would, too."""


def printed(open_tab: Tabs, path: str, language: str = "en") -> Page:
    page = open_tab(path, language=language)
    page.emulate_media(media="print")
    return page


def page_count(page: Page) -> int:
    """Pages of the PDF on A4, as its page objects say."""
    pdf = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_result_is_a_document_of_two_pages(open_tab: Tabs, language: str) -> None:
    page = printed(open_tab, f"/{language}/recommendation/?{ANSWERS}", language)
    assert page_count(page) == 2


def test_a_result_that_breaks_every_limit_stays_a_document(open_tab: Tabs) -> None:
    page = printed(open_tab, f"/en/recommendation/?{full_answers()}")
    assert page_count(page) <= 6


@pytest.mark.parametrize("answers", ["", f"?{NOTHING_LEFT}"])
def test_a_result_without_a_recommendation_prints_too(open_tab: Tabs, answers: str) -> None:
    page = printed(open_tab, f"/en/recommendation/{answers}")
    assert 1 <= page_count(page) <= MOST_PAGES


def test_nothing_to_click_is_printed(open_tab: Tabs) -> None:
    page = printed(open_tab, f"/en/recommendation/?{ANSWERS}")
    shown = page.locator(INTERACTIVE).filter(visible=True)
    assert [item.evaluate("item => item.outerHTML.slice(0, 80)") for item in shown.all()] == []


def test_what_counts_is_printed(open_tab: Tabs) -> None:
    page = printed(open_tab, f"/en/recommendation/?{ANSWERS}")
    parts = ("h1", ".facts", ".rank", "#what-changes", "#ruled-out", ".ledger >> nth=0")
    for part in (*parts, ".points", ".narrow-chart", "#your-answers"):
        expect(page.locator(part)).to_be_visible()
    hidden = page.locator(".ledger >> nth=0 >> tbody tr").filter(visible=False)
    assert hidden.count() == 0
    names = page.locator(".rank .name .pat").all_inner_texts()
    assert len(names) == page.locator(".rank .name").count()


def test_changes_that_are_not_printed_are_counted(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{WEIGHED}")
    turns = page.locator("#what-changes")
    more = turns.locator("details").first.locator("li").count()
    said = turns.get_by_text(f"And {more} more single answers, behind the address at the end.")
    expect(said).to_be_hidden()
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    shown = turns.locator("li").filter(visible=True).all_inner_texts()
    assert len(shown) == 7
    assert "importance" in shown[-1]


def test_the_link_stands_in_full_on_paper_and_only_there(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}")
    address = page.locator(".address")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    expect(address).to_contain_text(page.url)


def test_paper_is_white_in_the_dark_theme_too(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_a_ledger_that_was_opened_is_printed(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}")
    other = page.locator("details.other").first
    page.emulate_media(media="print")
    expect(other).to_be_hidden()
    page.emulate_media(media="screen")
    other.locator("summary").click()
    page.emulate_media(media="print")
    expect(other.locator(".ledger")).to_be_visible()
