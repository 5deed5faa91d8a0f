"""Four people use the advisor for what the README says that they use it for."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, expect

from tests.browsing import Tabs, follow

PHONE = 390


def answered_live(page: Page, key: str) -> None:
    """Presses a key that answers, and waits for the ranking to follow."""
    with page.expect_response(lambda response: "/questionnaire/" in response.url):
        page.keyboard.press(key)


def scores(page: Page) -> dict[str, str]:
    """The ranking as it is printed, by the pattern's place in the catalog's addresses."""
    rows = page.locator(".rank tbody tr:has(.name a):not(.out)")
    return {
        urlsplit(row.locator(".name a").first.get_attribute("href") or "").path.split("/")[-2]: (
            row.locator(".score").inner_text().split()[0]
        )
        for row in rows.all()
    }


class TestAnArchitectInAHurry:
    """Wants the deciding questions first, and a reason to repeat in a design review."""

    def test_answers_the_deciding_questions_without_a_mouse_and_leaves_with_reasons(
        self, open_tab: Tabs
    ) -> None:
        page = open_tab("/en/", width=1280)
        follow(page, page.get_by_role("link", name="Start with the questions"))
        for trait, digit in (("api_style", "1"), ("existing_app", "1"), ("ops_tolerance", "1")):
            page.locator(f"#q-{trait} .choices input").first.focus()
            answered_live(page, digit)
        expect(page.locator("#so-far .panel-head")).to_contain_text("3 of")
        expect(page.locator("#so-far")).to_contain_text("Last answer: Infrastructure work")
        page.keyboard.press("Enter")

        expect(page).to_have_url(re.compile(r"/en/recommendation/\?api_style=rest&existing_app="))
        expect(page.locator(".verdict h1")).not_to_be_empty()
        ledger = page.locator(".ledger").first
        expect(ledger).to_contain_text("Infrastructure work")
        sources = ledger.locator(".because a[href^='https://']")
        assert sources.count() > 0

    def test_sees_what_would_turn_the_result_and_tries_it(self, open_tab: Tabs) -> None:
        page = open_tab("/en/", width=1280)
        follow(page, page.locator(".examples a").first)
        before = page.url
        turn = page.locator("#what-changes .turn a").first
        follow(page, turn)
        expect(page).to_have_url(re.compile(r"/en/recommendation/\?"))
        assert page.url != before
        page.go_back()
        expect(page).to_have_url(before)


class TestADeveloperTonight:
    """Wants a bundle with parameters filled in, and commands that try it and clean it up."""

    def test_goes_from_an_example_to_a_bundle_on_the_disk(
        self, open_tab: Tabs, tmp_path: Path
    ) -> None:
        page = open_tab("/en/", width=1280)
        follow(page, page.locator(".examples a").first)
        follow(page, page.locator(".rank tbody .name a").first)
        follow(page, page.locator("a[href*='/bundles/terraform']").first)
        page.locator("#project-name").fill("blue-heron")
        follow(page, page.locator(".name-form button"))
        expect(page.locator("h1")).to_contain_text("blue-heron")

        follow(page, page.locator(".line-link").first)
        expect(page.locator("#file-title")).to_contain_text("terraform.tfvars")
        expect(page.locator(".code .set:target")).to_be_in_viewport()

        with page.expect_download() as waiting:
            page.get_by_role("link", name="Download .zip").click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        expect(page.locator("#unpack")).to_contain_text(f"{digest}  {target.name}")
        with zipfile.ZipFile(target) as archive:
            folder = target.stem
            readme = archive.read(f"{folder}/README.md").decode()
            script = archive.getinfo(f"{folder}/smoke-test.sh")
            assert b'"blue-heron"' in archive.read(f"{folder}/terraform.tfvars")
        assert script.external_attr >> 16 & 0o111
        for step in ("terraform apply", "smoke-test.sh", "terraform destroy"):
            assert step in readme

    def test_copies_the_command_that_checks_the_download(self, open_tab: Tabs) -> None:
        page = open_tab("/en/patterns/alb-ecs/bundles/cloudformation", width=1280)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("button[data-copy='#unpack']")
        button.click()
        expect(button).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#unpack").text_content()


class TestATechLeadInWriting:
    """Needs a link that shows the same answers and the same figures to everyone."""

    def test_sends_a_link_and_everyone_reads_the_same_figures(self, open_tab: Tabs) -> None:
        page = open_tab("/en/", width=1280)
        follow(page, page.locator(".examples a").first)
        link, figures = page.url, scores(page)
        colleague = open_tab(link, language="ja", width=PHONE, scheme="dark", javascript=False)
        assert scores(colleague) == figures
        follow(colleague, colleague.locator("#tools a[lang=ja]"))
        expect(colleague).to_have_url(link.replace("/en/", "/ja/"))
        assert scores(colleague) == figures
        query = urlsplit(link).query
        payload = colleague.request.get(f"/api/v1/recommendation?{query}").json()
        ranked = [entry for entry in payload["ranking"] if entry["status"] != "excluded"]
        by_api = {entry["pattern"]: f"{entry['score']:.1f}" for entry in ranked}
        assert set(by_api) == set(figures)

    def test_holds_two_proposals_against_each_other(self, open_tab: Tabs) -> None:
        page = open_tab("/en/", width=1280)
        links = [link.get_attribute("href") or "" for link in page.locator(".examples a").all()[:2]]
        page.goto(f"/en/difference/?a={quote(links[0])}&b={quote(links[1])}")
        expect(page.locator(".two-verdicts dd")).to_have_count(2)
        assert page.locator("table").last.locator("tbody tr").count() > 1

    def test_finds_the_last_result_again_on_this_device(self, open_tab: Tabs) -> None:
        page = open_tab("/en/", width=1280)
        expect(page.locator("#last-result")).to_be_hidden()
        follow(page, page.locator(".examples a").first)
        expect(page).to_have_url(re.compile(r"/recommendation/\?"))
        seen = page.url
        page.goto("/en/")
        follow(page, page.locator("#last-result a"))
        expect(page).to_have_url(seen)


class TestAJapaneseReaderOnAPhone:
    """Every page, reason and README has its Japanese text, and fits on the screen."""

    def test_answers_one_question_at_a_time_and_reads_the_reasons(self, open_tab: Tabs) -> None:
        page = open_tab("/", language="ja", width=PHONE, scheme="dark")
        expect(page).to_have_url(re.compile(r"/ja/$"))
        follow(page, page.get_by_role("link", name="1問ずつ答える"))
        for number in range(1, 5):
            expect(page.locator(".side")).to_contain_text(f"{number}問目")
            page.locator(".choices input, input[value=unknown]").first.check()
            self.fits(page)
            follow(page, page.get_by_role("button", name="次へ"))
        page.locator(".dock > summary").click()
        expect(page.locator("#so-far .minis li").first).to_be_visible()
        follow(page, page.get_by_role("link", name="戻る"))
        expect(page.locator(".choices input:checked, input[value=unknown]:checked")).to_have_count(
            1
        )
        follow(page, page.get_by_role("button", name="結果を見る"))

        expect(page).to_have_url(re.compile(r"/ja/recommendation/\?"))
        assert page.locator("html").get_attribute("lang") == "ja"
        assert re.search("[ぁ-ん]", page.locator(".verdict h1").inner_text())
        self.fits(page)

    def test_reads_the_readme_of_a_bundle_in_japanese(self, open_tab: Tabs) -> None:
        page = open_tab(
            "/ja/patterns/alb-ecs/bundles/terraform", language="ja", width=PHONE, scheme="dark"
        )
        page.locator("#file").select_option("README.md")
        follow(page, page.get_by_role("button", name="表示"))
        expect(page.locator("#file-title")).to_contain_text("README.md")
        assert re.search("[ぁ-ん]", page.locator("#code").inner_text())
        self.fits(page)

    def fits(self, page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
