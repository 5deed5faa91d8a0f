"""Browser tabs that listen: what a browser complains about is a failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


def line_of(message: ConsoleMessage) -> str:
    return f"console: {message.text} ({message.location['url']})"


def follow(page: Page, way: Locator) -> None:
    """Clicks what leads to another page, and waits for all of that: of a page that is still coming,
    whoever counts or reads without waiting finds a half."""
    with page.expect_navigation():
        way.click()


@dataclass(kw_only=True)  # no slots: Playwright keeps a mark on whose method it calls
class Tabs:
    """Opens tabs, each with a profile of its own, and collects their complaints."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __call__(
        self,
        path: str | None = None,
        *,
        language: str = "en",
        width: int = 1100,
        height: int = 900,
        javascript: bool = True,
        scheme: Literal["light", "dark"] = "light",
        expected: tuple[str, ...] = (),
    ) -> Page:
        """A new tab, at `path` if one is given. Relative addresses are the site's."""
        context = self.browser.new_context(
            base_url=self.site,
            locale=language,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        self.expected += expected
        self.listen(context)
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    def listen(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", lambda message: self.heard.append(line_of(message)))
        context.on("weberror", lambda error: self.heard.append(f"page error: {error.error}"))
        context.on("request", self.check_host)

    def check_host(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.heard.append(f"request to another host: {request.url}")

    @property
    def complaints(self) -> list[str]:
        return [line for line in self.heard if not any(part in line for part in self.expected)]

    def close(self) -> None:
        for context in self.contexts:
            context.close()
