"""What all tests share: which of them can run here, and the app as a browser sees it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import system
from scripts.paths import IAC_VENV
from tests.browsing import Tabs

CHROMIUM_SWITCHES = [
    "--headless",
    "--no-sandbox",  # builds run as root, where the sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are the ones that ask for a browser; they run last, as they are slow."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without its programs a test is skipped, and fails where CI=true."""
    translation.deactivate()  # a page that was asked for before may have left its language
    for marker, advice in missing_programs().items():
        if item.get_closest_marker(marker):
            refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            refuse(advice)


@cache
def missing_programs() -> dict[str, str]:
    """What to type for each marker whose tests cannot run here."""
    advice = {need.marker: need.advice for need in system.missing(os.environ)}
    if not (os.environ.get("ADVISOR_IAC_TOOLS") or (IAC_VENV / "bin" / "python").exists()):
        advice["iac"] = "the infrastructure tools are not installed: type `make test`"
    return advice


@pytest.fixture(scope="session", autouse=True)
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files as production serves them: hashed names, compressed."""
    folder = tmp_path_factory.mktemp("staticfiles")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


class Handler(QuietWSGIRequestHandler):
    disable_nagle_algorithm = True  # else every second answer waits 40 ms


@pytest.fixture(scope="session")
def site(collected_static: Path) -> Iterator[str]:
    """Serves the app. The value is its address, without a slash at the end."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Handler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.daemon = True
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, with a new profile that is thrown away."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=system.find_browser(os.environ), args=CHROMIUM_SWITCHES
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_tab(browser: Browser, site: str) -> Iterator[Tabs]:
    """Opens pages of the site: `open_tab("/", language="ja", width=390, javascript=False)`.

    At the test's end, any console message, page error, violation of the content security policy
    or request to another host fails the test, except those that `expected` names a part of.
    """
    tabs = Tabs(browser=browser, site=site)
    yield tabs
    tabs.close()
    assert not tabs.complaints, "\n".join(tabs.complaints)


@pytest.fixture
def page(open_tab: Tabs) -> Page:
    """An English page on a wide screen; `page.goto("/")` goes to the site."""
    return open_tab()
