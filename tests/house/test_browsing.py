"""The browser fixtures themselves: whatever a browser complains about is heard."""

from playwright.sync_api import Page

from tests.browsing import Tabs

NO_ICON = "/favicon.ico"  # browsers ask for it on a page of plain text
LOST = "/no-such-page"  # a page, of which nothing is known but its policy


def test_the_site_is_served_with_its_policy(open_tab: Tabs) -> None:
    response = open_tab(expected=(NO_ICON,)).goto("/healthz")
    assert response is not None
    assert (response.status, response.text()) == (200, "ok")
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_page_is_given_without_asking_for_anything(page: Page) -> None:
    assert page.url == "about:blank"


def test_a_console_message_is_heard(open_tab: Tabs) -> None:
    tab = open_tab("/healthz", expected=(NO_ICON, "hello"))
    with tab.expect_console_message(lambda message: message.text == "hello"):
        tab.evaluate("console.log('hello')")
    assert any(line.startswith("console: hello") for line in open_tab.heard)
    assert open_tab.complaints == []


def test_what_is_not_expected_is_a_complaint(open_tab: Tabs) -> None:
    tab = open_tab("/healthz", expected=(NO_ICON,))
    with tab.expect_console_message(lambda message: message.text == "hello"):
        tab.evaluate("console.log('hello')")
    [complaint] = open_tab.complaints
    assert complaint.startswith("console: hello")
    open_tab.expected.append("hello")


def test_an_uncaught_error_is_heard(open_tab: Tabs) -> None:
    tab = open_tab("/healthz", expected=(NO_ICON, "broken"))
    with tab.expect_event("pageerror"):
        tab.evaluate("setTimeout(() => { throw new Error('broken') })")
    assert any("page error" in line and "broken" in line for line in open_tab.heard)


def test_a_violation_of_the_policy_is_heard(open_tab: Tabs) -> None:
    tab = open_tab(LOST, expected=("404", "style-src", "favicon"))
    with tab.expect_console_message(lambda message: message.text.startswith("policy:")):
        tab.evaluate("document.body.setAttribute('style', 'color: red')")
    assert any("policy: style-src" in line for line in open_tab.heard)


def test_a_request_to_another_host_is_heard(open_tab: Tabs) -> None:
    tab = open_tab(LOST, expected=("404", "192.0.2.1", "connect-src", "favicon"))
    with tab.expect_console_message(lambda message: message.text.startswith("policy:")):
        tab.evaluate("fetch('http://192.0.2.1/').catch(() => null)")
    assert any("192.0.2.1" in line for line in open_tab.heard)


def test_a_tab_has_the_language_and_size_it_was_opened_with(open_tab: Tabs) -> None:
    tab = open_tab("/healthz", language="ja", width=390, scheme="dark", expected=(NO_ICON,))
    assert tab.evaluate("[navigator.language, innerWidth]") == ["ja", 390]
    assert tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_a_tab_without_javascript_still_opens(open_tab: Tabs) -> None:
    tab = open_tab("/healthz", javascript=False, expected=(NO_ICON,))
    assert tab.locator("body").inner_text() == "ok"
