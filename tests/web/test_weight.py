"""What a first visit loads, compressed: the page, one style sheet, one script, the icon."""

from __future__ import annotations

import gzip
from urllib.parse import urljoin

import pytest
from django.test import Client

from advisor.web.style import style_text
from scripts.paths import ROOT
from tests.web.asking import LANGUAGES, TWO_RULED_OUT, every_page, get, page
from tests.web.markup import Element, read

MOST_BYTES = 45_000
STYLE_SHEET_BYTES = 10_000


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def loaded_by(found: Element) -> list[str]:
    """The addresses that a browser fetches for a page by itself."""
    scripts = [item.attributes["src"] for item in found.every("script")]
    links = [item.attributes for item in found.every("link")]
    files = [item["href"] for item in links if item["rel"] in {"stylesheet", "icon"}]
    pictures = [item.attributes["src"] for item in found.every("img")]
    return scripts + files + pictures


def fetched(path: str) -> bytes:
    response = Client().get(path)
    assert response.status_code == 200, path
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", ["", TWO_RULED_OUT])
def test_a_first_visit_loads_at_most_45_kb(language: str, answers: str) -> None:
    weights = {}
    for place in every_page(answers):
        html = get(f"/{language}/{place}").content
        files = {urljoin("/", path) for path in loaded_by(read(html.decode()))}
        weights[place] = compressed(html) + sum(compressed(fetched(path)) for path in files)
    assert {place: size for place, size in weights.items() if size > MOST_BYTES} == {}


def test_a_page_loads_one_style_sheet_one_script_and_the_icon() -> None:
    for place in every_page(TWO_RULED_OUT):
        assert len(loaded_by(page(f"/en/{place}"))) == 3, place


def test_the_style_sheet_stays_under_10_kb() -> None:
    assert compressed(style_text().encode()) < STYLE_SHEET_BYTES


def test_our_own_script_is_small() -> None:
    script = ROOT / "advisor" / "static" / "advisor" / "advisor.js"
    assert compressed(script.read_bytes()) < 4_000
