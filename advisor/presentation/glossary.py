"""Links from texts to the glossary: each word once a page, where it is used first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from advisor.catalog.glossary import Term

ANCHOR = "term-"
"""What stands before a term's identifier in the glossary's addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    anchor: str
    term: str
    meaning: str


def term_views(glossary: Sequence[Term], language: str) -> tuple[TermView, ...]:
    """The glossary in print, by the words themselves; capital letters do not count."""
    views = [
        TermView(
            anchor=ANCHOR + term.id,
            term=term.term.in_language(language),
            meaning=term.meaning.in_language(language),
        )
        for term in glossary
    ]
    return tuple(sorted(views, key=lambda view: view.term.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainer:
    """Explains the words of one page; it remembers which of them the page has had."""

    glossary: tuple[Term, ...]
    language: str
    address: str
    explained: set[str] = field(default_factory=set)

    def explain(self, text: str) -> SafeString:
        """`text` as HTML, its first uses of words linked. Give it text alone, never HTML."""
        finder = _finder(self.glossary, self.language)
        if finder is None:
            return escape(text)
        parts, end = [], 0
        for match in finder.finditer(text):
            parts += [escape(text[end : match.start()]), self._linked(match)]
            end = match.end()
        return mark_safe("".join([*parts, escape(text[end:])]))

    def _linked(self, match: re.Match[str]) -> str:
        term = self.glossary[int((match.lastgroup or "_0")[1:])]
        if term.id in self.explained:
            return escape(match[0])
        self.explained.add(term.id)
        return format_html(
            '<a class="term" href="{}#{}" title="{}">{}</a>',
            self.address,
            ANCHOR + term.id,
            term.meaning.in_language(self.language),
            match[0],
        )


@lru_cache(maxsize=8)
def _finder(glossary: tuple[Term, ...], language: str) -> re.Pattern[str] | None:
    """Finds the longest word at each place; its group's name holds the term's number."""
    written = [
        (word, number)
        for number, term in enumerate(glossary)
        for word in term.written(language)
    ]
    written.sort(key=lambda entry: -len(entry[0]))
    alternatives = [f"(?P<_{index}>{_word(word)})" for index, (word, _number) in enumerate(written)]
    return re.compile("|".join(alternatives)) if alternatives else None
