"""The front page: the patterns at a glance, a worked line, and workloads to start from."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.advice import advise
from advisor.catalog.model import Catalog, Example, Pattern
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.result import PatternResult, result_view
from advisor.questionnaire import parse_answers, to_query


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """A workload with the pattern that fits it, and its answers as a query string."""

    title: str
    text: str
    query: str
    first: tuple[PatternResult, ...]
    claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    title: str
    subject: str
    count_word: str
    patterns: tuple[Pattern, ...]
    examples: tuple[ExampleView, ...]
    line: LedgerLine | None
    line_name: str
    line_query: str


def home_view(catalog: Catalog, language: str) -> HomeView:
    examples = tuple(_example(catalog, entry, language) for entry in catalog.examples)
    shown = next((entry for entry in examples if entry.first and entry.first[0].lines), None)
    return HomeView(
        title=catalog.title.in_language(language),
        subject=catalog.subject.in_language(language),
        count_word=_count_word(len(catalog.patterns), language),
        patterns=catalog.patterns,
        examples=examples,
        line=shown.first[0].lines[0] if shown else None,
        line_name=shown.first[0].short_name if shown else "",
        line_query=shown.query if shown else "",
    )


def _example(catalog: Catalog, example: Example, language: str) -> ExampleView:
    answers = parse_answers(catalog.questionnaire, example.answers).answers
    result = advise(catalog, answers).recommendation
    view = result_view(catalog, answers, result, language)
    return ExampleView(
        title=example.title.in_language(language),
        text=example.text.in_language(language),
        query=to_query(answers),
        first=view.first,
        claimed=view.claimed,
    )


_WORDS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _count_word(count: int, language: str) -> str:
    """A small number in words where the language begins a sentence with one."""
    return _WORDS[count - 2] if language == "en" and 2 <= count <= 10 else str(count)
