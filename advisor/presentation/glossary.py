"""Links from texts to the glossary: each word once a page, where it is used first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

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


@dataclass(frozen=True, kw_only=True)
class Explainer:
    """Explains the words of one page; it remembers which of them the page has had."""

    glossary: tuple[Term, ...]
    language: str
    address: str
    explained: set[str] = field(default_factory=set)

    def explain(self, text: str) -> SafeString:
        """`text` as HTML, the first use of each word linked. It takes plain text, never HTML."""
        if not self.glossary:
            return escape(text)
        parts, end = [], 0
        for match in self._finder.finditer(text):
            parts += [escape(text[end : match.start()]), self._linked(match)]
            end = match.end()
        return mark_safe("".join([*parts, escape(text[end:])]))

    def _linked(self, match: re.Match[str]) -> str:
        number = (match.lastgroup or "_0").rpartition("_")[2]
        term = self.glossary[int(number)]
        if term.id in self.explained:
            return escape(match[0])
        self.explained.add(term.id)
        return format_html(
            '<a class="term" href="{}#{}">{}</a>',
            self.address,
            ANCHOR + term.id,
            match[0],
        )

    @cached_property
    def _finder(self) -> re.Pattern[str]:
        """Finds the longest word at each place; a group's name ends with its term's number."""
        written = [
            (word, number)
            for number, term in enumerate(self.glossary)
            for word in term.written(self.language)
        ]
        written.sort(key=lambda entry: -len(entry[0]))
        groups = (f"(?P<w{n}_{term}>{_spelled(word)})" for n, (word, term) in enumerate(written))
        return re.compile("|".join(groups))


def _spelled(word: str) -> str:
    """A pattern for `word`: a whole word in letters that need blanks, any place in others."""
    first, rest = word[0], word[1:]
    either = first.islower() and not rest[:1].isupper()
    start = f"[{first}{first.upper()}]" if either else re.escape(first)
    before, after = (
        (r"(?<!\w)" if word[0].isascii() else ""),
        (r"(?!\w)" if word[-1].isascii() else ""),
    )
    return before + start + re.escape(rest) + after
