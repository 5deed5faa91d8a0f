"""The ranking follows each answer, and nothing else moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import Tabs, follow

WIDTHS = [1280, 390]


def opened(open_tab: Tabs, width: int = 1280, answers: str = "") -> Page:
    """The questionnaire, marked so that a reload would be noticed."""
    page = open_tab(f"/en/questionnaire/{answers}", width=width)
    page.evaluate("window.loadedOnce = true")
    return page


def choose(page: Page, choice: Locator) -> None:
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        choice.check()


def scores(page: Page) -> dict[str, str]:
    """By pattern, whether the list is folded (as on a phone) or not."""
    rows = page.locator("#so-far .minis li").all()
    places = ".figure b, .stop"
    return {words(row.locator(".pat")): words(row.locator(places).first) for row in rows}


def words(found: Locator) -> str:
    return (found.text_content() or "").strip()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_ranking_follows_without_a_reload(open_tab: Tabs, width: int) -> None:
    page = opened(open_tab, width)
    before = scores(page)
    assert set(before.values()) == {"50.0"}
    choose(page, page.locator("input[name=api_style][value=graphql]"))
    expect(page).to_have_url(re.compile(r"/en/questionnaire/\?api_style=graphql$"))
    expect(page.locator("#so-far .minis .figure").first).not_to_have_text("50.0")
    assert scores(page) != before
    assert page.evaluate("window.loadedOnce") is True


@pytest.mark.parametrize("width", WIDTHS)
def test_focus_and_scroll_position_stay(open_tab: Tabs, width: int) -> None:
    page = opened(open_tab, width)
    choice = page.locator("input[name=realtime][value=server-push]")
    choice.scroll_into_view_if_needed()
    page.mouse.wheel(0, 40)
    choice.focus()
    before = choice.evaluate("item => [scrollY, item.getBoundingClientRect().top]")
    choose(page, choice)
    expect(page).to_have_url(re.compile("realtime=server-push"))
    after = choice.evaluate("item => [scrollY, item.getBoundingClientRect().top]")
    assert after == before
    assert choice.evaluate("item => item === document.activeElement")


def test_what_is_above_the_questions_follows_too(open_tab: Tabs) -> None:
    page = opened(open_tab)
    choose(page, page.locator("input[name=api_style][value=rest]"))
    expect(page.locator("#steps a").first).to_contain_text("1/")
    expect(page.locator("#tools a[lang=ja]")).to_have_attribute(
        "href", "/ja/questionnaire/?api_style=rest"
    )


def test_a_limit_that_is_broken_shows_at_once(open_tab: Tabs) -> None:
    page = opened(open_tab)
    page.locator("details.group:has(#s-requirements) > summary").click()
    field = page.locator("#n-response_body_mb")
    field.fill("7")
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        field.blur()
    expect(page.locator("#so-far .minis .out")).to_have_count(2)
    expect(page.locator("#ruler-response_body_mb .you-label").first).to_contain_text("7")
    assert field.input_value() == "7"


def test_what_is_not_a_number_is_named_at_once(open_tab: Tabs) -> None:
    page = opened(open_tab)
    page.locator("details.group:has(#s-traffic) > summary").click()
    field = page.locator("#n-requests_per_month")
    field.fill("many")
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        field.blur()
    expect(page.locator("#notices")).to_contain_text("“many”")


def test_an_answer_taken_back_leaves_the_address(open_tab: Tabs) -> None:
    page = opened(open_tab, answers="?api_style=graphql")
    choose(page, page.locator("input[name=api_style][value='']"))
    expect(page).to_have_url(re.compile(r"/en/questionnaire/$"))
    expect(page.locator("#so-far .minis .figure").first).to_have_text("50.0")


def test_importance_is_set_with_the_keyboard(open_tab: Tabs) -> None:
    page = opened(open_tab, answers="?ops_tolerance=none")
    level = page.locator("input[name='importance.ops_tolerance'][value=normal]")
    level.focus()
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("importance.ops_tolerance=high"))
    assert page.evaluate("document.activeElement.value") == "high"
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("importance.ops_tolerance=critical"))


def test_back_leads_to_the_page_before_and_forward_to_the_answers(open_tab: Tabs) -> None:
    page = open_tab("/en/")
    follow(page, page.locator("main .btn").first)
    choose(page, page.locator("input[name=api_style][value=graphql]"))
    choose(page, page.locator("input[name=realtime][value=server-push]"))
    expect(page).to_have_url(re.compile("realtime=server-push"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/en/$"))
    page.go_forward()
    expect(page).to_have_url(re.compile(r"api_style=graphql&realtime=server-push$"))
    expect(page.locator("input[name=realtime][value=server-push]")).to_be_checked()
    expect(page.locator("#steps a").first).to_contain_text("2/")


def test_a_reload_keeps_the_answers(open_tab: Tabs) -> None:
    page = opened(open_tab)
    choose(page, page.locator("input[name=api_style][value=graphql]"))
    expect(page).to_have_url(re.compile("api_style=graphql"))
    seen = scores(page)
    page.reload()
    assert scores(page) == seen
    expect(page.locator("input[name=api_style][value=graphql]")).to_be_checked()
