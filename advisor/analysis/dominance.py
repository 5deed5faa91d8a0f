"""Patterns that no weighting of these answers puts before another."""

from __future__ import annotations

from advisor.analysis.position import Position
from advisor.analysis.shares import criteria


def dominators(at: Position, place: int) -> tuple[str, ...]:
    """Ranked patterns that are at least as good as `place` on every answer and better on one."""
    rows = criteria(at)
    return tuple(
        at.matrix.slugs[other]
        for other in at.feasible
        if other != place
        and all(row[other] >= row[place] for row in rows)
        and any(row[other] > row[place] for row in rows)
    )
