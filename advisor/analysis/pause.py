"""Whether this is a place to stop, though answers still to come could change first place."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.analysis.matrix import Column
from advisor.analysis.model import Pause, Verdict
from advisor.analysis.position import Outcome, Position
from advisor.analysis.spread import best_difference
from advisor.analysis.stretches import is_by_limit, number_parts
from advisor.catalog.model import QuestionKind

FIRM_ENOUGH = frozenset({Verdict.LEANING, Verdict.LIKELY, Verdict.CLEAR})


def pause(at: Position, verdict: Verdict) -> Pause | None:
    """None where first place is not at least leaning, or one answer that may still come, however
    unlikely, puts another pattern there on points or by a veto.

    In tests/cases, answered one question at a time from nothing, it comes up in 63 of 92
    workloads, in the middle after 11 questions; first place is then that of all answers in 62.
    """
    if verdict not in FIRM_ENOUGH:
        return None
    turning = [outcome for outcome in _to_come(at) if outcome.first != at.first]
    if not all(is_by_limit(at, outcome.state) for outcome in turning) or any(
        _overtaken_by_several(at, column) for column in at.matrix.columns
    ):
        return None
    return Pause(
        pattern=at.matrix.slugs[at.top],
        unless=tuple(dict.fromkeys(outcome.move.column.id for outcome in turning)),
    )


def _to_come(at: Position) -> Iterator[Outcome]:
    """What each single answer still to come leads to; of several options one at a time."""
    yield from (outcome for outcome in at.outcomes if at.awaits(outcome.move.column.id))
    for trait, parts in number_parts(at).items():
        if at.awaits(trait):
            yield from (part.outcome for part in parts)


def _overtaken_by_several(at: Position, column: Column) -> bool:
    """Whether options chosen together, which no single flip names, let a rival draw level."""
    if column.question.kind is not QuestionKind.SEVERAL or not at.awaits(column.id):
        return False
    weight, totals = at.weights[column.index], at.state.totals
    return any(
        totals[at.top] - totals[rival] <= weight * best_difference(column, rival, at.top)
        for rival in at.rivals
    )
