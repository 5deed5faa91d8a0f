"""The front page: the patterns at a glance, a worked line, and workloads to start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.advice import advise
from advisor.catalog.model import Catalog, Example, Pattern
from advisor.diagrams.mermaid import parse
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.result import PatternResult, result_view
from advisor.presentation.words import listed
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
class GlanceView:
    """A pattern with those who take part in one request."""

    pattern: Pattern
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    title: str
    subject: str
    count_word: str
    patterns: tuple[GlanceView, ...]
    leading_count: int
    question_count: int
    examples: tuple[ExampleView, ...]
    line: LedgerLine | None
    line_name: str
    line_query: str


def home_view(catalog: Catalog, language: str) -> HomeView:
    examples = tuple(_example(catalog, entry, language) for entry in catalog.examples)
    questions = catalog.questionnaire.questions
    shown, line = next(_sourced_lines(examples), (None, None))
    return HomeView(
        title=catalog.title.in_language(language),
        subject=catalog.subject.in_language(language),
        count_word=_count_word(len(catalog.patterns), language),
        patterns=tuple(
            GlanceView(pattern=pattern, path=request_path(pattern, language))
            for pattern in catalog.patterns
        ),
        leading_count=sum(question.leading for question in questions),
        question_count=len(questions),
        examples=examples,
        line=line,
        line_name=shown.first[0].short_name if shown else "",
        line_query=shown.query if shown else "",
    )


def request_path(pattern: Pattern, language: str) -> str:
    """Who takes part in one request, as the pattern's diagram has them."""
    diagram = parse(pattern.diagram.in_language(language))
    return listed([_in_a_line(one.label_lines) for one in diagram.participants])


def _in_a_line(lines: Sequence[str]) -> str:
    return " ".join(lines).replace(" （", "（")


def _sourced_lines(
    examples: Sequence[ExampleView],
) -> Iterator[tuple[ExampleView, LedgerLine]]:
    """Lines of the first places, those with a page of a vendor before others."""
    firsts = ((entry, first) for entry in examples for first in entry.first[:1])
    lines = [(entry, line) for entry, first in firsts for line in first.lines]
    yield from sorted(lines, key=lambda found: (found[1].source is None, found[1].points < 0))


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
