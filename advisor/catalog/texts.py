"""Texts and the pages they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in every language of the catalog, by language code."""

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in `language`, or in the catalog's first language."""
        return self.by_language.get(language) or next(iter(self.by_language.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that states a fact. `date` is the date of what was read (ISO, may be a month)."""

    id: str
    title: str
    url: str
    date: str
