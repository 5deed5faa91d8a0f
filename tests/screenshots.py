"""Pictures of every page, for people to look at: python -m tests.screenshots OUT_DIR [WORD ...].

Each WORD narrows the pictures down to those whose names hold it, such as `ja` or `compare`.
`make screenshots` does the same.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from scripts import system

ANSWERS = (
    "api_style=rest&auth=user-pool&content=api-json&content=authenticated&cost_priority=high"
    "&existing_app=greenfield&importance.ops_tolerance=high&ops_tolerance=none&payload=small"
    "&realtime=unknown&request_duration=sub-second&requests_per_month=3000000"
    "&response_body_mb=7&team_skills=serverless&traffic_shape=spiky"
)
NOTHING_LEFT = "api_style=grpc&request_seconds=900&transport=udp"
PAGES = {
    "home": "",
    "questionnaire": f"questionnaire/?{ANSWERS}",
    "questionnaire-empty": "questionnaire/",
    "guided": f"questionnaire/response_body_mb/?{ANSWERS}",
    "recommendation": f"recommendation/?{ANSWERS}",
    "recommendation-empty": "recommendation/?nonsense=1",
    "recommendation-nothing-left": f"recommendation/?{NOTHING_LEFT}",
    "compare": f"compare/?{ANSWERS}",
    "patterns": f"patterns/?{ANSWERS}",
    "pattern": f"patterns/apigw-lambda/?{ANSWERS}",
    "bundle": f"patterns/apigw-lambda/bundles/cloudformation?{ANSWERS}",
    "cost": f"cost/?{ANSWERS}",
    "cost-empty": "cost/",
    "bundle-values": f"patterns/apigw-lambda/bundles/terraform?{ANSWERS}&file=terraform.tfvars",
    "difference": f"difference/?a={quote(ANSWERS)}&b={quote(NOTHING_LEFT)}",
    "saved": "saved/",
    "glossary": "glossary/",
    "method": "method/",
    "error": "patterns/nothing/",
}
SIZES = {1280: 900, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Shot(NamedTuple):
    page: str
    language: str
    width: int
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        return f"{self.page}.{self.language}-{self.width}-{self.scheme}"

    @property
    def path(self) -> str:
        return f"/{self.language}/{PAGES[self.page]}"


def main(folder: Path, words: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    every = itertools.starmap(Shot, itertools.product(PAGES, ("en", "ja"), SIZES, SCHEMES))
    shots = [shot for shot in every if all(word in shot.name for word in words)]
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system.find_browser(os.environ), args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in shots:
            take(browser, site, shot, folder / f"{shot.name}.png")
        browser.close()
    print(f"{len(shots)} pictures in {folder}")


def take(browser: Browser, site: str, shot: Shot, target: Path) -> None:
    page = browser.new_page(
        viewport={"width": shot.width, "height": SIZES[shot.width]},
        color_scheme=shot.scheme,
        locale=shot.language,
    )
    page.goto(site + shot.path)
    page.screenshot(path=target, full_page=True)
    page.close()


@contextmanager
def served() -> Iterator[str]:
    """The app on a free port, with its static files straight from their folders.

    They are, because it starts in development; its pages are then those of production.
    """
    os.environ.setdefault("ADVISOR_DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application
    from django.test.testcases import QuietWSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    settings.DEBUG = False
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
