"""Every page of the site, and what a reader sees or hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from typing import Final

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, URLResolver
from django.utils.translation import override

from advisor.catalog.model import Catalog

SPOKEN: Final = ("aria-label", "title", "alt", "placeholder", "data-label", "data-done")
"""Attributes whose values are words."""

SILENT: Final = frozenset({"script", "style", "code", "pre", "kbd"})
"""Elements that hold code: it is the same in every language."""

SILENT_CLASSES: Final = frozenset({"tree"})
"""Lists of file names."""

EMPTY: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "wbr", "col"})


def addresses(catalog: Catalog, language: str) -> list[str]:
    """Every page below /en/ or /ja/, with each of the arguments that its address can take."""
    with override(language):
        return [address for name in page_names() for address in _addresses(name, catalog)]


def page_names() -> list[str]:
    return [
        str(route.name)
        for part in get_resolver().url_patterns
        if isinstance(part, URLResolver) and isinstance(part.pattern, LocalePrefixPattern)
        for route in part.url_patterns
        if not isinstance(route, URLResolver)
    ]


def _addresses(name: str, catalog: Catalog) -> Iterator[str]:
    known = {
        "slug": [pattern.slug for pattern in catalog.patterns],
        "question_id": [question.id for question in catalog.questionnaire.questions],
        "bundle_format": sorted(
            {bundle.format.value for pattern in catalog.patterns for bundle in pattern.bundles}
        ),
    }
    for wanted in ((), ("slug",), ("question_id",), ("slug", "bundle_format")):
        for values in product(*(known[key] for key in wanted)):
            try:
                yield reverse(name, kwargs=dict(zip(wanted, values, strict=True)))
            except NoReverseMatch:
                break


class Words(HTMLParser):
    """Collects the texts of a page that are in the page's own language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        own = values.get("lang") in (None, "ja") and values.get("class") not in SILENT_CLASSES
        if not own or tag in SILENT or self._foreign:
            self._foreign += [] if tag in EMPTY else [tag]
            return
        self.found += [value for key in SPOKEN if (value := values.get(key))]
        if tag == "meta" and values.get("name") == "description":
            self.found.append(values.get("content") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Such elements, those of drawings among them, hold nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._foreign:
            while self._foreign.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._foreign and data.strip():
            self.found.append(" ".join(data.split()))


def words_of(html: str) -> list[str]:
    reader = Words()
    reader.feed(html)
    return reader.found
