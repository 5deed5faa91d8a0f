"""Looks up what one part of the catalog says of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.texts import Source

JUDGEMENT = "judgement"
"""Stands for a source where the author's own judgement is all there is."""

NO_SOURCE = Source(id="", title="", url="", date="")

T = TypeVar("T")


def look_up(at: Cursor, word: str, known: Mapping[str, T] | None, what: str) -> T | None:
    """What `word` names. `known` is None where the file that says so could not be read."""
    if known is None or not word:
        return None
    if word not in known:
        at.report(f"unknown {what} '{word}'", known_words(word, known, "known"))
    return known.get(word)


def look_up_source(at: Cursor, sources: Mapping[str, Source] | None) -> Source | None:
    """The source named at `at`; None for a judgement."""
    word = at.as_text()
    return None if word == JUDGEMENT else look_up(at, word, sources, "source") or NO_SOURCE


def report_duplicates(cursors: Iterable[Cursor], what: str = "id") -> None:
    """Reports every text that stands a second time."""
    first_line: dict[str, int] = {}
    for cursor in cursors:
        word = cursor.as_text()
        if word in first_line:
            message = f"duplicate {what} '{word}', first on line {first_line[word]}"
            cursor.report(message, "another name")
        elif word:
            first_line[word] = cursor.line
