"""Patterns side by side on every answer that makes points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.catalog.model import Catalog, Group, Pattern, Question
from advisor.presentation.criteria import CriterionRow, open_criteria
from advisor.presentation.entry import diagram_of
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.numbers import signed
from advisor.presentation.profile import profile_figure
from advisor.presentation.request_path import PathView, path_view
from advisor.presentation.result import PatternResult, ResultView
from advisor.presentation.sequence import SequenceView
from advisor.presentation.words import answer_text, excerpt, joined
from advisor.questionnaire.answers import Answers

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one pattern makes of one answer: `points` as printed, `exact` before rounding."""

    name: str
    lines: tuple[LedgerLine, ...]
    points: Decimal
    exact: Fraction
    alone: bool

    @property
    def signed_points(self) -> str:
        return signed(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question; `same` when the answer does not tell the patterns apart.

    `uneven` where rounding prints equal points differently.
    """

    trait: str
    label: str
    answer: str
    cells: tuple[Cell, ...]
    same: bool

    @property
    def uneven(self) -> bool:
        return len({cell.points for cell in self.cells}) > len({cell.exact for cell in self.cells})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramView:
    pattern: Pattern
    view: SequenceView
    path: PathView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    columns: tuple[PatternResult, ...]
    others: tuple[PatternResult, ...]
    groups: tuple[RowGroup, ...]
    only_differences: bool
    answered: int
    differing: int
    uneven: bool
    """Whether rounding prints equal points differently somewhere."""

    profile: SafeString | None
    parting: str
    """On which answers the first ones part, in a sentence; "" where they do not."""

    criteria: tuple[CriterionRow, ...]
    diagrams: tuple[DiagramView, ...]

    @property
    def paths(self) -> tuple[DiagramView, ...]:
        """Those of which the catalog tells where limits sit."""
        return tuple(diagram for diagram in self.diagrams if diagram.path)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(column.pattern.slug for column in self.columns)


def comparison_view(
    catalog: Catalog,
    answers: Answers,
    result: ResultView,
    slugs: Sequence[str],
    *,
    only_differences: bool,
    language: str,
) -> ComparisonView:
    """`slugs` in any order; the columns stand in the order of the ranking."""
    columns = tuple(view for view in result.patterns if view.pattern.slug in slugs)
    groups = _groups(catalog, answers, columns, language)
    rows = [row for group in groups for row in group.rows]
    shown = _differing(groups) if only_differences else groups
    return ComparisonView(
        columns=columns,
        others=tuple(view for view in result.patterns if view not in columns),
        groups=shown,
        only_differences=only_differences,
        answered=len(rows),
        differing=sum(not row.same for row in rows),
        uneven=any(row.uneven for group in shown for row in group.rows),
        profile=profile_figure([c.pattern for c in columns], _marks(rows)) if rows else None,
        diagrams=tuple(
            DiagramView(
                pattern=column.pattern,
                view=diagram_of(column.pattern, language),
                path=path_view(column.pattern, language),
            )
            for column in columns
        ),
        parting=_parting(columns, rows),
        criteria=open_criteria(catalog, answers, [c.pattern for c in columns], language),
    )


MOST_NAMED = 3
"""Answers named on either side of a difference."""


def _parting(columns: Sequence[PatternResult], rows: Sequence[Row]) -> str:
    """What speaks most for the first two; for more where others share their places."""
    places = {column.item.rank for column in columns[:2]}
    abreast = [
        i for i, column in enumerate(columns) if i < 2 or column.item.rank in places - {None}
    ]
    named = [
        (columns[one].short_name, labels[:MOST_NAMED])
        for one in abreast
        if (labels := _speaking(rows, one, [other for other in abreast if other != one]))
    ]
    sides = [
        _("%(list)s for %(name)s") % {"list": joined(labels), "name": name}
        for name, labels in named
    ]
    if not sides:
        return ""
    return _("What speaks most: %(list)s.") % {"list": pgettext("sides", "; ").join(sides)}


def _speaking(rows: Sequence[Row], one: int, others: Sequence[int]) -> list[str]:
    """The labels on which column `one` has more than `others` on average, the most first."""
    leads = [
        (len(others) * row.cells[one].exact - sum(row.cells[i].exact for i in others), row.label)
        for row in rows
    ]
    leads.sort(key=lambda lead: -lead[0])
    return [label for lead, label in leads if lead > 0]


class Choice(NamedTuple):
    """The patterns to compare, the names that are no patterns, and whether one was too few."""

    slugs: tuple[str, ...]
    unknown: tuple[str, ...]
    widened: bool


def chosen_slugs(catalog: Catalog, given: Sequence[str]) -> Choice:
    """What `given` chooses: without it, or with a single pattern, all of them."""
    known = tuple(dict.fromkeys(slug for slug in given if catalog.pattern(slug)))
    unknown = tuple(excerpt(slug) for slug in dict.fromkeys(given) if slug not in known)
    too_few = len(known) < FEWEST
    slugs = tuple(pattern.slug for pattern in catalog.patterns) if too_few else known
    return Choice(slugs[:MOST], unknown, widened=too_few and bool(known))


def _groups(
    catalog: Catalog, answers: Answers, columns: Sequence[PatternResult], language: str
) -> tuple[RowGroup, ...]:
    questions = [
        question
        for question in catalog.questionnaire.questions
        if question.weight and answers.known(question.id) is not None
    ]
    return tuple(
        RowGroup(
            title=group.title.in_language(language),
            rows=tuple(_row(question, answers, columns, language) for question in members),
        )
        for group in catalog.questionnaire.groups
        if (members := _members(group, questions))
    )


def _members(group: Group, questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.group == group.id]


def _row(
    question: Question, answers: Answers, columns: Sequence[PatternResult], language: str
) -> Row:
    found = [tuple(x for x in column.lines if x.trait == question.id) for column in columns]
    points = [column.points_on(question.id) for column in columns]
    exact = [sum((line.exact for line in lines), Fraction(0)) for lines in found]
    return Row(
        trait=question.id,
        label=question.label.in_language(language),
        answer=answer_text(question, answers.get(question.id), language),
        cells=tuple(
            Cell(
                name=column.short_name,
                lines=lines,
                points=printed,
                exact=own,
                alone=exact.count(own) == 1 and own == max(exact),
            )
            for column, lines, printed, own in zip(columns, found, points, exact, strict=True)
        ),
        same=len(set(exact)) == 1,
    )


def _differing(groups: Sequence[RowGroup]) -> tuple[RowGroup, ...]:
    kept = (
        RowGroup(title=group.title, rows=tuple(row for row in group.rows if not row.same))
        for group in groups
    )
    return tuple(group for group in kept if group.rows)


def _marks(rows: Sequence[Row]) -> list[tuple[str, tuple[int, ...]]]:
    """For the profile: each question with its rating (of several options, the sum) by pattern."""
    return [
        (row.label, tuple(_clipped(sum(x.rating for x in cell.lines)) for cell in row.cells))
        for row in rows
    ]


def _clipped(rating: int) -> int:
    return max(-2, min(2, rating))
