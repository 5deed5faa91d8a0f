"""A slow line and a broken one. Answers to htmx are held back or dropped; nothing sleeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsing import Tabs, follow

LIVE = "**/questionnaire/?*"


@dataclass
class Line:
    """The connection: `slow` holds requests back, `broken` drops them."""

    state: str = "good"
    held: list[Route] = field(default_factory=list)

    def carry(self, route: Route) -> None:
        if self.state == "slow":
            self.held.append(route)
        elif self.state == "broken":
            route.abort()
        else:
            route.continue_()

    def let_go(self) -> None:
        self.state = "good"
        while self.held:
            self.held.pop(0).continue_()


@pytest.fixture
def page(open_tab: Tabs) -> Page:
    said = ("net::ERR_FAILED", "htmx:sendError", "htmx:sendAbort", "htmx:afterRequest")
    return open_tab("/en/questionnaire/", width=1280, expected=said)


@pytest.fixture
def line(page: Page) -> Line:
    made = Line()
    page.route(LIVE, made.carry)
    return made


def option(trait: str, value: str) -> str:
    return f"input[name={trait}][value={value}]"


def test_while_an_answer_is_on_its_way_the_panel_is_subdued_and_the_form_works(
    page: Page, line: Line
) -> None:
    line.state = "slow"
    page.locator(option("api_style", "graphql")).check()
    expect(page.locator("#so-far")).to_have_class(re.compile("htmx-request"))
    page.locator(option("realtime", "polling")).focus()
    page.keyboard.press("Space")
    expect(page.locator(option("realtime", "polling"))).to_be_checked()
    line.let_go()
    expect(page).to_have_url(re.compile(r"api_style=graphql&realtime=polling$"))
    expect(page.locator("#so-far")).not_to_have_class(re.compile("htmx-request"))
    assert page.evaluate("document.activeElement.value") == "polling"


def test_a_broken_line_is_said_and_loses_no_answer(page: Page, line: Line) -> None:
    line.state = "broken"
    failure = page.locator("#network-failure")
    expect(failure).to_be_hidden()
    page.locator(option("api_style", "graphql")).check()
    expect(failure).to_be_visible()
    expect(page.locator(option("api_style", "graphql"))).to_be_checked()
    line.state = "good"
    page.locator(option("realtime", "polling")).check()
    expect(failure).to_be_hidden()
    expect(page).to_have_url(re.compile(r"api_style=graphql&realtime=polling$"))


def test_after_a_failure_the_button_still_sends_everything(page: Page, line: Line) -> None:
    line.state = "broken"
    page.locator(option("api_style", "graphql")).check()
    expect(page.locator("#network-failure")).to_be_visible()
    follow(page, page.locator(".submit .btn").first)
    expect(page).to_have_url(re.compile(r"/recommendation/\?api_style=graphql$"))


def test_what_is_sent_is_what_was_said(page: Page) -> None:
    """Untouched fields make addresses long, and every one of them another page to a cache."""
    with page.expect_request(lambda request: "api_style" in request.url) as sent:
        page.locator(option("api_style", "graphql")).check()
    assert sent.value.url.endswith("/en/questionnaire/?api_style=graphql")
