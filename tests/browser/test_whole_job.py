"""The whole job in a browser: from the front page to the code, with and without JavaScript."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Tabs, follow

DESKTOP, PHONE = 1280, 390


class Way(NamedTuple):
    """How somebody works through the job."""

    language: str
    width: int
    live: bool
    scheme: Literal["light", "dark"]


WAYS = {
    "en-desktop-live": Way("en", DESKTOP, live=True, scheme="light"),
    "ja-phone-live": Way("ja", PHONE, live=True, scheme="dark"),
    "ja-desktop-without-javascript": Way("ja", DESKTOP, live=False, scheme="dark"),
    "en-phone-without-javascript": Way("en", PHONE, live=False, scheme="light"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_whole_job(open_tab: Tabs, tmp_path: Path, way: Way) -> None:
    language, width, live, scheme = way
    page = open_tab("/", language=language, width=width, javascript=live, scheme=scheme)
    expect(page).to_have_url(re.compile(f"/{language}/$"))
    follow(page, page.locator(".examples a").first)
    expect(page).to_have_url(re.compile(rf"/{language}/recommendation/\?"))
    change_answers(page, way)
    compare_two(page, way)
    open_a_pattern_and_its_bundle(page, way)
    download(page, tmp_path)


def change_answers(page: Page, way: Way) -> None:
    """From the result to the questions and back; the ranking follows."""
    before = page.locator(".rank tbody .name a").first.inner_text()
    follow(page, page.locator("#your-answers .change a").first)
    expect(page).to_have_url(re.compile(rf"/{way.language}/questionnaire/\?.*#q-"))
    answer(page, "api_style", "html", live=way.live)
    answer(page, "existing_app", "containerised", live=way.live)
    answer(page, "ops_tolerance", "full", live=way.live)
    first = (page.locator("#so-far .minis li .pat").first.text_content() or "").strip()
    assert first != before
    follow(page, page.locator("#answers button[type=submit]").first)
    expect(page).to_have_url(re.compile(rf"/{way.language}/recommendation/\?.*api_style=html"))
    expect(page.locator(".rank tbody .name a").first).to_have_text(first)
    assert "importance.api_style=normal" not in page.url


def answer(page: Page, trait: str, option: str, *, live: bool) -> None:
    """Chooses an option; without JavaScript it also takes the button."""
    choice = page.locator(f"input[name={trait}][value={option}]")
    if live:
        with page.expect_response(lambda response: "/questionnaire/" in response.url):
            choice.check()
    else:
        choice.check()
        follow(page, page.locator("button[formaction$='/questionnaire/']"))
    expect(page).to_have_url(re.compile(f"{trait}={option}"))


def compare_two(page: Page, way: Way) -> None:
    follow(page, page.locator(f"#steps a[href^='/{way.language}/compare/']"))
    for box in page.locator(".chooser input[name=patterns]").all()[2:]:
        box.uncheck()
    follow(page, page.locator(".chooser button"))
    expect(page.locator(".versus").first.locator("thead a")).to_have_count(2)


def open_a_pattern_and_its_bundle(page: Page, way: Way) -> None:
    follow(page, page.locator(".columns h3 a").first)
    expect(page).to_have_url(re.compile(rf"/{way.language}/patterns/[a-z-]+/\?.*html"))
    expect(page.locator("svg.sequence").first).to_be_visible()
    follow(page, page.locator("a[href*='/bundles/terraform']").first)
    page.locator("#project-name").fill("blue-heron")
    follow(page, page.locator(".name-form button"))
    expect(page).to_have_url(re.compile("project_name=blue-heron"))


def download(page: Page, folder: Path) -> None:
    """The zip file is the one whose digest the page shows, and carries the name."""
    with page.expect_download() as waiting:
        page.locator("a[download][href*='.zip']").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    digest = page.locator(".digest code").inner_text()
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(target) as archive:
        [values] = [name for name in archive.namelist() if name.endswith("terraform.tfvars")]
        assert b'"blue-heron"' in archive.read(values)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_language_can_be_changed_on_the_way(open_tab: Tabs, way: Way) -> None:
    address = "/en/recommendation/?api_style=rest&content=api-json"
    page = open_tab(address, javascript=way.live, width=way.width)
    follow(page, page.locator("#tools a[lang=ja]"))
    expect(page).to_have_url(re.compile(r"/ja/recommendation/\?api_style=rest&content=api-json$"))
    assert page.locator("html").get_attribute("lang") == "ja"


def test_guided_mode_keeps_answers_from_question_to_question(open_tab: Tabs) -> None:
    page = open_tab("/en/")
    follow(page, page.locator("main .btn.quiet").first)
    met = []
    for _step in range(2):
        choice = page.locator("fieldset.question .choices input").first
        met.append(f"{choice.get_attribute('name')}={choice.get_attribute('value')}")
        choice.check()
        follow(page, page.locator(".submit .btn").first)
        expect(page).to_have_url(re.compile(re.escape(met[-1])))
    follow(page, page.locator(".submit .btn").nth(1))
    expect(page).to_have_url(re.compile(r"/recommendation/\?"))
    assert sorted(page.url.partition("?")[2].split("&")) == sorted(met)


def test_the_copy_button_copies_and_says_so(open_tab: Tabs) -> None:
    page = open_tab("/en/patterns/alb-ecs/bundles/cloudformation?file=smoke-test.sh")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("button.copy[data-copy]").first
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("#!")
    assert copied.strip() == page.locator("#code").inner_text().strip()


def test_without_javascript_there_is_no_dead_button(open_tab: Tabs) -> None:
    page = open_tab("/en/patterns/alb-ecs/bundles/cloudformation", javascript=False)
    assert page.locator("button.copy:visible").count() == 0
