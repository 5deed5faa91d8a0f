"""What an edit of the catalog does to the workloads it ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.advice import advise
from advisor.catalog.model import Catalog, Example
from advisor.questionnaire.parse import parse_answers
from advisor.scoring.model import Recommendation

SHOWN = 0.05
"""Points below which a change is not printed: it would read as 0.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One example under two catalogs: the order of patterns, and how far each score moved."""

    example: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    moved: tuple[tuple[str, float], ...]

    @property
    def first_changed(self) -> bool:
        return self.before[:1] != self.after[:1]


def drift(old: Catalog, new: Catalog) -> tuple[Drift, ...]:
    """Every example of `new` whose order or scores differ, answered under both catalogs."""
    return tuple(found for example in new.examples if (found := _drift(old, new, example)))


def drift_lines(found: tuple[Drift, ...]) -> Iterator[str]:
    yield f"Examples that moved: {len(found)}"
    for item in found:
        if item.first_changed:
            yield f"  {item.example}: first was {item.before[0]}, is {item.after[0]}"
        else:
            yield f"  {item.example}: first stays {item.after[0]}"
        if item.before != item.after:
            yield f"    order was {', '.join(item.before)}"
            yield f"    order is  {', '.join(item.after)}"
        moved = [(slug, points) for slug, points in item.moved if abs(points) >= SHOWN]
        yield from (f"    {slug} {points:+.1f}" for slug, points in moved)


def _drift(old: Catalog, new: Catalog, example: Example) -> Drift | None:
    before, after = _result(old, example), _result(new, example)
    scores = {item.pattern.slug: item.score for item in before.assessments}
    moved = tuple(
        (item.pattern.slug, float(item.score - scores[item.pattern.slug]))
        for item in after.assessments
        if item.pattern.slug in scores and item.score != scores[item.pattern.slug]
    )
    if not moved and _order(before) == _order(after):
        return None
    return Drift(example=example.id, before=_order(before), after=_order(after), moved=moved)


def _result(catalog: Catalog, example: Example) -> Recommendation:
    answers = parse_answers(catalog.questionnaire, example.answers).answers
    return advise(catalog, answers).recommendation


def _order(result: Recommendation) -> tuple[str, ...]:
    return tuple(item.pattern.slug for item in result.assessments)
