"""The Japanese pages are Japanese: each text on them, but for names, numbers and code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Final

import pytest
from django.test import Client
from django.urls import resolve
from django.utils.translation import override

from advisor.catalog.model import LocalizedText, Service
from advisor.web.catalog import get_catalog
from scripts.messages import MO, collect
from tests.i18n.pages import addresses, page_names, words_of

JAPANESE: Final = re.compile(r"[ぁ-んァ-ヴー一-龠々]")
MIXED_UP: Final = re.compile(r"[ぁ-んァ-ヴー一-龠々][,;!?()]|[(][ぁ-んァ-ヴー一-龠々]")
NUMBER: Final = re.compile(r"[+−]?\d[\d,.]*(?: ?(?:B|KB|MB|GB|ms|vCPU|%))?")
LATIN: Final = re.compile(r"[A-Za-z]{2,}")
ANSWERED: Final = (
    "content=realtime&content=ssr-html&realtime=server-push&importance.realtime=high"
    "&response_body_mb=4&request_seconds=25&ops_tolerance=none&api_style=unknown&nonsense=1"
)

QUERIES: Final = ("", ANSWERED)

FORMATS: Final = {"CloudFormation", "Terraform", "MADR", "Nygard"}
"""Names of formats of bundles and of decision records, which no catalog holds."""

DOWNLOADS: Final = {"bundle-zip", "bundle-tgz", "bundle-file", "record-file", "figure"}


@cache
def pages(query: str) -> dict[str, str]:
    """The Japanese pages with that query, by address."""
    client = Client()
    found = {}
    for address in addresses(get_catalog(), "ja"):
        response = client.get(f"{address}?{query}", follow=True)
        if "text/html" in response.headers["Content-Type"]:
            found[address] = response.content.decode()
    return found


@cache
def said_in_japanese() -> str:
    """All Japanese of the catalog: the names in it are the same in every language."""
    return "\n".join(japanese_texts(get_catalog())).replace("<br/>", " ")


def japanese_texts(thing: object) -> Iterator[str]:
    if isinstance(thing, LocalizedText):
        yield thing.in_language("ja")
    elif isinstance(thing, Service):
        yield thing.name
    elif isinstance(thing, Mapping):
        yield from japanese_texts(tuple(thing.values()))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from japanese_texts(item)
    elif is_dataclass(thing):
        yield from japanese_texts(tuple(getattr(thing, field.name) for field in fields(thing)))


@cache
def english_texts() -> frozenset[str]:
    """What the app itself says in English."""
    return frozenset(text.singular for text in collect())


def is_english(text: str) -> bool:
    """Whether `text` is the app's English, or has words that are neither Japanese nor a name."""
    words = NUMBER.sub("", text).strip(" 、")
    if text in english_texts() and LATIN.search(text):
        return True
    return bool(LATIN.search(words)) and not JAPANESE.search(words) and not is_name(words)


def is_name(words: str) -> bool:
    """Whether the catalog's Japanese, or the format of a bundle, has these very words."""
    whole = rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])"
    return words in FORMATS or bool(re.search(whole, said_in_japanese()))


@pytest.mark.parametrize("query", QUERIES, ids=["empty", "answered"])
def test_no_text_on_a_japanese_page_is_english(query: str) -> None:
    english = {
        (text, address)
        for address, html in pages(query).items()
        for text in words_of(html)
        if is_english(text)
    }
    assert sorted(english) == []


@pytest.mark.parametrize("query", QUERIES, ids=["empty", "answered"])
def test_no_text_on_a_japanese_page_mixes_in_half_width_marks(query: str) -> None:
    mixed = {
        (text, address)
        for address, html in pages(query).items()
        for text in words_of(html)
        if MIXED_UP.search(text)
    }
    assert sorted(mixed) == []


def test_every_page_is_looked_at() -> None:
    with override("ja"):  # addresses are read in the language they begin with
        looked_at = {resolve(address).url_name for address in pages("")}
    assert looked_at == set(page_names()) - DOWNLOADS


def test_the_japanese_page_says_a_known_sentence_in_japanese() -> None:
    html = Client().get("/ja/").content.decode()
    assert "質問に答える" in html
    assert "Start with the questions" not in html


def test_the_english_page_says_it_in_english() -> None:
    html = Client().get("/en/").content.decode()
    assert "Start with the questions" in html
    assert "質問に答える" not in html


def test_a_missing_page_is_missing_in_japanese() -> None:
    response = Client().get("/ja/nothing")
    assert response.status_code == 404
    assert [text for text in words_of(response.content.decode()) if not JAPANESE.search(text)] == [
        "404"
    ]


def test_the_compiled_texts_are_kept_with_the_app() -> None:
    """It starts where no compiler is installed."""
    assert MO.is_file()
