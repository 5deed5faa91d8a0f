"""What stands in front of what, among the patterns that are put forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.analysis.layers import origins
from advisor.analysis.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A pattern at the edge and the `origins` that can stand behind it, best first.

    `level` where the origins are put forward beside it, so that both are one solution.
    """

    edge: str
    origins: tuple[str, ...]
    level: bool


def stacks(at: Position, forward: Sequence[int]) -> tuple[Stack, ...]:
    """For each pattern at the edge among `forward`, what stands behind it.

    Those of `forward` where there are any, else every feasible one.
    """
    found = []
    for place in forward:
        behind = [item.pattern for item in origins(at, place)]
        level = [slug for slug in behind if at.matrix.slugs.index(slug) in forward]
        if behind:
            edge = at.matrix.slugs[place]
            found.append(Stack(edge=edge, origins=tuple(level or behind), level=bool(level)))
    return tuple(found)
