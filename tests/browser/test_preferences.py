"""Small screens, large type, more contrast, forced colours, less motion."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Tabs
from tests.screenshots import ANSWERS

PHONE = 390
QUESTIONS = f"/en/questionnaire/?{ANSWERS}"


def height(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


def token(page: Page, name: str) -> str:
    """The colour behind a token, as the browser resolves it."""
    probe = f"getComputedStyle(document.querySelector('{name}'))"
    return str(page.evaluate(f"{probe}.color"))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [320, PHONE])
def test_on_a_phone_the_ranking_is_one_line_that_opens(
    open_tab: Tabs, language: str, width: int
) -> None:
    page = open_tab(f"/{language}/questionnaire/?{ANSWERS}", language=language, width=width)
    page.evaluate("scrollTo(0, 1500)")
    assert height(page, "#so-far") < 60
    bottom = page.evaluate("document.querySelector('#so-far').getBoundingClientRect().bottom")
    assert bottom == pytest.approx(page.viewport_size["height"] if page.viewport_size else 0, abs=1)
    page.locator("#so-far .dock > summary").click()
    expect(page.locator("#so-far .minis")).to_be_visible()
    assert height(page, "#so-far") > 150


def test_on_a_phone_the_line_waits_for_the_first_answer(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/", width=PHONE)
    expect(page.locator("#so-far")).not_to_be_in_viewport()
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("input[name=content]").first.check()
    expect(page.locator("#so-far .dock > summary")).to_be_in_viewport()


def test_on_a_wide_screen_the_ranking_is_always_open(open_tab: Tabs) -> None:
    page = open_tab(QUESTIONS, width=1280)
    expect(page.locator("#so-far .minis li").first).to_be_visible()
    expect(page.locator("#so-far .dock > summary")).to_be_hidden()
    assert height(page, "#so-far .minis") > 100


def test_the_line_follows_the_answers(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/", width=PHONE)
    line = page.locator("#so-far .dock > summary")
    expect(line).to_contain_text("50.0")
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("input[name=api_style][value=graphql]").check()
    expect(line).not_to_contain_text("50.0")


def test_links_beside_the_questions_follow_the_answers(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/")
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("input[name=api_style][value=graphql]").check()
    for link in (page.locator(".term").first, page.locator(".side p a").first):
        expect(link).to_have_attribute("href", re.compile(r"\?api_style=graphql"))


def test_a_long_result_lists_its_sections_where_there_is_room(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}", width=1280)
    entries = page.locator(".contents a")
    assert entries.count() == page.locator("main h2[id]").count()
    entries.last.click()
    expect(page.locator("main h2[id]").last).to_be_in_viewport()
    page.set_viewport_size({"width": 1000, "height": 900})
    expect(page.locator(".contents")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_at_200_percent_nothing_is_cut_off(open_tab: Tabs, language: str) -> None:
    """A window of 1280 x 900 at 200 % is one of 640 x 450: the layouts switch by type size."""
    for path in (f"recommendation/?{ANSWERS}", f"questionnaire/?{ANSWERS}", "glossary/"):
        page = open_tab(f"/{language}/{path}", language=language, width=640, height=450)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_more_contrast_makes_secondary_text_darker(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}")
    before = token(page, ".muted")
    page.emulate_media(contrast="more")
    assert token(page, ".muted") == "rgb(34, 40, 44)" != before


def test_forced_colours_leave_every_mark_visible(open_tab: Tabs) -> None:
    page = open_tab(f"/en/recommendation/?{ANSWERS}")
    page.emulate_media(forced_colors="active")
    text = token(page, "h1")
    fills = page.evaluate(
        "[...document.querySelectorAll('.rank .mark:not(.hollow)')]"
        ".map((mark) => getComputedStyle(mark).fill)"
    )
    assert fills
    assert set(fills) == {text}


def test_nothing_moves_for_who_wants_no_motion(open_tab: Tabs) -> None:
    page = open_tab(QUESTIONS)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter((item) => {"
        " const style = getComputedStyle(item);"
        " return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0"
        " }).length"
    )
    assert moving == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_no_text_on_its_own_colour(
    open_tab: Tabs, scheme: Literal["light", "dark"]
) -> None:
    """Browsers lay a plate behind forced text; on a filled button it would hide the words."""
    page = open_tab(f"/en/questionnaire/?{ANSWERS}", scheme=scheme)
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    filled = page.locator("button.btn:not(.quiet), .seg label:has(:checked)")
    assert filled.count() > 2
    for style in filled.evaluate_all(
        """(items) => items.map((item) => {
          const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(item);
          return [color, backgroundColor, forcedColorAdjust];
        })"""
    ):
        assert style[0] != style[1]
        assert style[2] == "none"


def test_without_the_style_sheet_marks_are_as_large_as_letters(open_tab: Tabs) -> None:
    page = open_tab(expected=("Failed to load resource",))
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"/en/recommendation/?{ANSWERS}")
    sizes = page.locator("svg.mark").evaluate_all(
        "(marks) => marks.map((mark) => mark.getBoundingClientRect().width)"
    )
    assert sizes
    assert max(sizes) <= 16
