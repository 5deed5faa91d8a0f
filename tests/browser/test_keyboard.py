"""The questions with a keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Tabs, follow


@pytest.fixture
def page(open_tab: Tabs) -> Page:
    return open_tab("/en/questionnaire/", width=1280)


def live(page: Page, key: str) -> None:
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.keyboard.press(key)


def test_a_digit_chooses_in_the_question_that_has_the_focus(page: Page) -> None:
    page.locator("#q-api_style input").first.focus()
    live(page, "2")
    expect(page.locator("#q-api_style .choices input").nth(1)).to_be_checked()
    assert page.evaluate("document.activeElement.checked")


def test_without_focus_a_digit_chooses_in_the_question_in_view(page: Page) -> None:
    page.locator("#q-api_style").evaluate("item => item.scrollIntoView()")
    live(page, "1")
    expect(page.locator("#q-api_style .choices input").first).to_be_checked()


def test_digits_are_digits_in_a_text_field(page: Page) -> None:
    page.locator("details.group:has(#n-requests_per_month) > summary").click()
    field = page.locator("#n-requests_per_month")
    field.focus()
    page.keyboard.type("12?")
    assert field.input_value() == "12?"
    expect(page.locator("#keys")).to_be_hidden()


def test_a_question_mark_lists_the_keys_and_escape_puts_the_list_away(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_enter_continues(page: Page) -> None:
    page.locator("#q-api_style input").first.focus()
    live(page, "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/recommendation/\?api_style=rest$"))


def test_enter_continues_where_nothing_has_the_focus(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/api_style/?content=api-json")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/questionnaire/api_style/"))


def test_one_that_stands_alone_takes_the_others_back(page: Page) -> None:
    question = page.locator("#q-content")
    for index in (0, 1):
        with page.expect_response(lambda response: "/questionnaire/" in response.url):
            question.locator(".choices input").nth(index).check()
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        question.locator("input[value=unknown]").check()
    assert question.locator("input:checked").count() == 2  # unknown, and the importance
    expect(page).to_have_url(re.compile(r"\?content=unknown$"))
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        question.locator(".choices input").first.check()
    expect(question.locator("input[value=unknown]")).not_to_be_checked()


def test_a_number_takes_back_that_it_is_not_known(open_tab: Tabs) -> None:
    page = open_tab("/en/questionnaire/?requests_per_month=unknown", width=1280)
    page.locator("details.group:has(#n-requests_per_month) > summary").click()
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("#n-requests_per_month").fill("5")
        page.keyboard.press("Tab")
    expect(page.locator("#q-requests_per_month input[value=unknown]")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"\?requests_per_month=5$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_change_leads_into_a_folded_group(open_tab: Tabs, *, javascript: bool) -> None:
    page = open_tab("/en/recommendation/?api_style=rest&traffic_shape=spiky", javascript=javascript)
    follow(page, page.locator("#your-answers a[href$='#q-traffic_shape']"))
    expect(page.locator("#q-traffic_shape legend")).to_be_in_viewport()


def test_the_panel_says_what_the_last_answer_did_and_where_it_was(page: Page) -> None:
    panel = page.locator("#so-far")
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("input[name=api_style][value=graphql]").check()
    expect(panel).to_contain_text("Last answer: API style: GraphQL.")
    assert panel.locator(".mini .ghost").count() > 0
    assert panel.locator(".change").count() > 0
    expect(page.locator("#announcement")).not_to_be_empty()


def test_a_folded_group_tells_a_new_answer(page: Page) -> None:
    page.locator("details.group:has(#q-traffic_shape) > summary").click()
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.locator("input[name=traffic_shape][value=spiky]").check()
    expect(page.locator("#gist-traffic")).to_contain_text("Traffic shape")
