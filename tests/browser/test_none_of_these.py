"""Workloads that none of the patterns fits, walked in a browser: told first, with where to look."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from advisor.catalog.model import Elsewhere, Is
from tests.browsing import Tabs, follow
from tests.catalog_content.shipped import shipped
from tests.web.asking import LANGUAGES

OUTCOMES = pytest.mark.parametrize("outcome", shipped().elsewhere, ids=lambda item: item.id)
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


def choice_of(outcome: Elsewhere) -> tuple[str, str]:
    assert isinstance(outcome.when, Is)
    return outcome.when.trait, outcome.when.options[0]


def is_told_first(page: Page, outcome: Elsewhere, language: str) -> None:
    """The first heading says none of these; next come the reason and where to look instead."""
    expect(page).to_have_url(re.compile(f"/{language}/recommendation/"))
    expect(page.locator("h1, h2, h3").first).to_contain_text(outcome.title.in_language(language))
    told = page.locator("main .outcome").first
    expect(told).to_contain_text(outcome.reason.in_language(language))
    expect(told).to_contain_text(outcome.look.in_language(language))
    assert outcome.url is not None
    expect(told.locator("a")).to_have_attribute("href", outcome.url)
    expect(page.locator(".firmness")).to_have_count(0)


@OUTCOMES
@IN_BOTH
def test_chosen_on_the_long_page(open_tab: Tabs, outcome: Elsewhere, language: str) -> None:
    trait, option = choice_of(outcome)
    page = open_tab(f"/{language}/questionnaire/?api_style=rest&ops_tolerance=none#q-{trait}")
    choice = page.locator(f"input[name={trait}][value={option}]")
    choice.evaluate(
        "(field) => { const group = field.closest('details'); if (group) group.open = true; }"
    )
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        choice.check()
    expect(page.locator("#so-far .panel-verdict")).to_contain_text(
        outcome.title.in_language(language)
    )
    follow(page, page.locator("#answers button[type=submit]").first)
    is_told_first(page, outcome, language)


@OUTCOMES
@IN_BOTH
def test_met_one_question_at_a_time(open_tab: Tabs, outcome: Elsewhere, language: str) -> None:
    """Whether any pattern fits is asked before anything else, and an answer "none" ends it."""
    trait, option = choice_of(outcome)
    page = open_tab(f"/{language}/questionnaire/next/", javascript=False)
    for _step in shipped().elsewhere:
        if page.locator(f"input[name={trait}]").count():
            break
        page.locator("fieldset.question .choices input").first.check()
        follow(page, page.locator(".submit .btn").first)
    page.locator(f"input[name={trait}][value={option}]").check()
    follow(page, page.locator(".submit .btn").first)
    is_told_first(page, outcome, language)
