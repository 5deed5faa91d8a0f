"""Which changes act on a computed rating only together, so that their effects do not add up."""

from __future__ import annotations

from functools import lru_cache

from advisor.analysis.moves import Move
from advisor.analysis.position import Position


class Interplay:
    """Of one position. Where two changes do not act together, differences of points add up."""

    def __init__(self, at: Position) -> None:
        computed = at.computed
        self._touching: set[int] = set()
        self._groups: dict[str, int] = {}
        if computed is None:
            return
        for number, group in enumerate(computed.groups or (computed.traits,)):
            for trait in group:
                self._groups[trait] = self._groups.get(trait, 0) | 1 << number
        now = computed.key(at.given_after(()))
        for outcomes in at.by_column.values():
            for move in (outcome.move for outcome in outcomes):
                rated = move.column.id in computed.rated
                if rated or computed.key(at.given_after((move,))) != now:
                    self._touching.add(id(move))

    def together(self, one: Move, other: Move) -> bool:
        """Whether the two change what a rating is computed from, or one rule looks at both."""
        if id(one) in self._touching and id(other) in self._touching:
            return True
        groups = self._groups
        return bool(groups.get(one.column.id, 0) & groups.get(other.column.id, 0))


@lru_cache(maxsize=8)
def interplay(at: Position) -> Interplay:
    return Interplay(at)
