"""Which constraints exclude a pattern."""

from __future__ import annotations

from advisor.analysis.position import Position
from advisor.catalog.model import Severity


def excluding(at: Position, place: int) -> tuple[str, ...]:
    """The ids of the constraints that exclude the pattern at `place`."""
    excluding = [
        item.id
        for item in at.matrix.patterns[place].constraints
        if item.severity is Severity.EXCLUDE
    ]
    own = [item for item in at.matrix.exclusions if item.pattern == place]
    return tuple(
        name for name, item in zip(excluding, own, strict=True) if item.bit & at.state.broken
    )
