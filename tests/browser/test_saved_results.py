"""Results kept on this device: named, held against each other, exported, imported, forgotten."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browsing import Tabs, follow

FIRST = "/en/recommendation/?api_style=rest&content=api-json"
SECOND = "/en/recommendation/?api_style=graphql&content=api-json&ops_tolerance=none"


def with_two_results(open_tab: Tabs) -> Page:
    page = open_tab(FIRST)
    page.goto(SECOND)
    page.goto("/en/saved/")
    expect(page.locator("#saved-list li")).to_have_count(2)
    return page


def test_a_result_that_was_opened_is_listed_and_can_be_named(open_tab: Tabs) -> None:
    page = with_two_results(open_tab)
    page.locator("#saved-list input[type=text]").last.fill("Order tracking")
    page.locator("#saved-list input[type=text]").last.blur()
    page.reload()
    link = page.get_by_role("link", name="Order tracking")
    assert link.get_attribute("href") == FIRST


def test_two_of_them_are_held_against_each_other(open_tab: Tabs) -> None:
    page = with_two_results(open_tab)
    compare = page.locator("#two button[type=submit]")
    expect(compare).to_be_disabled()
    page.locator("#saved-list input[type=checkbox]").first.check()
    expect(compare).to_be_disabled()
    page.locator("#saved-list input[type=checkbox]").last.check()
    follow(page, compare)
    assert "/en/difference/?" in page.url
    expect(page.locator("#link-a")).to_have_value(SECOND)
    expect(page.locator("#link-b")).to_have_value(FIRST)
    expect(page.locator("main")).to_contain_text("GraphQL")


def test_a_third_cannot_be_chosen(open_tab: Tabs) -> None:
    page = open_tab(FIRST)
    page.goto(SECOND)
    page.goto(f"{SECOND}&traffic_shape=spiky")
    page.goto("/en/saved/")
    boxes = page.locator("#saved-list input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(boxes.nth(2)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(2)).to_be_enabled()


def test_what_was_exported_can_be_imported_after_everything_was_forgotten(
    open_tab: Tabs, tmp_path: Path
) -> None:
    page = with_two_results(open_tab)
    with page.expect_download() as waiting:
        page.locator("#export").click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    page.locator("#forget").click()
    expect(page.locator("#saved-list li")).to_have_count(0)
    expect(page.locator("#saved-empty")).to_be_visible()
    page.locator("#import").set_input_files(target)
    expect(page.locator("#saved-list li")).to_have_count(2)
    expect(page.locator("#import-message")).to_have_text("2 results imported.")


def test_a_file_that_is_no_list_changes_nothing_and_says_so(open_tab: Tabs, tmp_path: Path) -> None:
    page = with_two_results(open_tab)
    for number, text in enumerate(("no json", '{"a": 1}', "null", "")):
        bad = tmp_path / f"bad-{number}.json"
        bad.write_text(text, encoding="utf-8")
        page.locator("#import").set_input_files(bad)
        expect(page.locator("#import-message")).to_contain_text("Nothing was changed.")
        expect(page.locator("#saved-list li")).to_have_count(2)


def test_entries_of_another_site_and_of_odd_kinds_are_left_out(
    open_tab: Tabs, tmp_path: Path
) -> None:
    page = with_two_results(open_tab)
    entries = [
        {"address": "javascript:alert(1)", "name": "x"},
        {"address": "https://elsewhere.example/en/recommendation/?a=b"},
        {"address": FIRST + "&traffic_shape=steady", "name": {"html": "<b>"}, "verdict": 7},
        None,
        "text",
    ]
    file = tmp_path / "mixed.json"
    file.write_text(json.dumps(entries), encoding="utf-8")
    page.locator("#import").set_input_files(file)
    expect(page.locator("#import-message")).to_have_text("1 results imported.")
    expect(page.locator("#saved-list li")).to_have_count(3)


def test_a_result_opened_in_both_languages_is_one_in_the_language_of_the_page(
    open_tab: Tabs,
) -> None:
    page = open_tab(FIRST)
    english = page.locator("h1").inner_text()
    page.goto(FIRST.replace("/en/", "/ja/"))
    japanese = page.locator("h1").inner_text()
    for language, words in (("en", english), ("ja", japanese)):
        page.goto(f"/{language}/saved/")
        [link] = page.locator("#saved-list a").all()
        assert link.get_attribute("href") == FIRST.replace("/en/", f"/{language}/")
        assert squeezed(link.inner_text()) == squeezed(words)
        page.goto(f"/{language}/")
        last = page.locator("#last-result a")
        assert squeezed(last.inner_text()) == squeezed(words)
        assert last.get_attribute("href") == FIRST.replace("/en/", f"/{language}/")


def test_a_name_is_kept_when_the_result_is_opened_in_the_other_language(open_tab: Tabs) -> None:
    page = open_tab(FIRST)
    page.goto("/en/saved/")
    page.locator("#saved-list input[type=text]").fill("Order tracking")
    page.locator("#saved-list input[type=text]").blur()
    page.goto(FIRST.replace("/en/", "/ja/"))
    page.goto("/ja/saved/")
    assert page.locator("#saved-list a").all_inner_texts() == ["Order tracking"]


def squeezed(text: str) -> str:
    """Without white space and joiners, which decide only where a line may break."""
    return re.sub(r"[\s\u2060\u200b]+", "", text)


def test_without_javascript_the_page_says_what_to_do_instead(open_tab: Tabs) -> None:
    page = open_tab("/en/saved/", javascript=False)
    expect(page.locator("noscript p")).to_contain_text("keep the link")
    expect(page.locator("#saved")).to_be_hidden()
