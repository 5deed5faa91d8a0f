"""A pattern's limits, ratings and constraints: every claim with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from advisor.catalog.model import (
    Constraint,
    Limit,
    LimitKind,
    Question,
    Rating,
    Severity,
    Source,
)
from advisor.catalog.predicates import Scope, first_limit, read_predicate
from advisor.catalog.reader import Cursor
from advisor.catalog.references import NO_SOURCE, look_up, look_up_source, report_duplicates

Sources = Mapping[str, Source] | None


def read_limits(at: Cursor, sources: Sources) -> dict[str, Limit]:
    return {limit_id: _limit(limit_id, item, sources) for limit_id, item in at.entries()}


def _limit(limit_id: str, at: Cursor, sources: Sources) -> Limit:
    source = look_up(at["source"], at.text("source"), sources, "source") or NO_SOURCE
    read_on = at.text("date")
    return Limit(
        id=limit_id,
        name=at.localized("name"),
        value=at.required_number("value"),
        unit=at.text("unit"),
        kind=at.choice("kind", LimitKind),
        note=at.optional_localized("note"),
        source=replace(source, date=read_on) if read_on else source,
    )


def read_ratings(
    at: Cursor, questions: Mapping[str, Question] | None, sources: Sources
) -> tuple[Rating, ...]:
    ratings: list[Rating] = []
    for trait, cells in at.entries():
        question = look_up(cells, trait, questions, "trait")
        if question is not None and question.weight == 0:
            cells.report(f"{trait} has weight 0 and makes no points", "a constraint, or a weight")
        for option, cell in cells.entries():
            if question is not None:
                known = {rated: rated for rated in question.rated_ids}
                look_up(cell, option, known, _part(question))
            ratings.append(_rating(trait, option, cell, sources))
    return tuple(ratings)


def _part(question: Question) -> str:
    return f"{'option' if question.options else 'band'} of {question.id}"


def _rating(trait: str, option: str, at: Cursor, sources: Sources) -> Rating:
    return Rating(
        trait=trait,
        option=option,
        value=int(at.required_number("rating")),
        reason=at.localized("reason"),
        source=look_up_source(at["source"], sources),
    )


def read_constraints(at: Cursor, scope: Scope, sources: Sources) -> tuple[Constraint, ...]:
    items = list(at.items())
    report_duplicates(item["id"] for item in items)
    return tuple(_constraint(item, scope, sources) for item in items)


def _constraint(at: Cursor, scope: Scope, sources: Sources) -> Constraint:
    when = read_predicate(at["when"], scope)
    limit = first_limit(when)
    near = at.number("near")
    if near is not None and not _names_limit(at["when"]):
        at["near"].report("near without a limit in when", "leave it out, or name a limit")
    return Constraint(
        id=at.text("id"),
        severity=at.choice("severity", Severity),
        when=when,
        limit=limit,
        near=None if near is None else Fraction(near),
        reason=at.localized("reason"),
        remedy=at.optional_localized("remedy"),
        source=_constraint_source(at, limit, sources),
        cured_in_front=at.flag("cured_in_front"),
    )


def _constraint_source(at: Cursor, limit: Limit | None, sources: Sources) -> Source | None:
    if at["source"]:
        return look_up_source(at["source"], sources)
    if limit is not None:
        return limit.source
    if not _names_limit(at["when"]):
        hint = "add it: an id of sources.yaml, or the word judgement"
        at["source"].report("missing key", hint)
    return None


def _names_limit(at: Cursor) -> bool:
    """Whether a limit is named at all, known or not."""
    parts = [*at["all"].items(), *at["any"].items(), *([at["not"]] if at["not"] else [])]
    return bool(at["above"]["limit"] or at["below"]["limit"]) or any(map(_names_limit, parts))
