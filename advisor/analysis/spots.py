"""Numbers that lead to the same computed ratings, and which of them rate a pattern best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from advisor.analysis.cells import BEFORE_ALL, Cell
from advisor.analysis.matrix import Ratings


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """Numbers that lie in the cell at `place` and lead to the same ratings beside other answers.

    `cells` are from small to large, each with whether all of its numbers do.
    """

    place: int
    ratings: Mapping[str, Ratings]
    cells: tuple[tuple[Cell, bool], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """How much better than one pattern the others are rated in each of some spots.

    `ranked` has by pattern the gaps with their spots, the largest first, `largest` those alone
    (None: there is none). In the spots `in_words` not every pattern is rated.
    """

    ranked: tuple[tuple[tuple[int, Spot], ...], ...]
    largest: tuple[int | None, ...]
    in_words: tuple[Spot, ...]


@dataclass(frozen=True, eq=False)
class Spots:
    """All numbers that answer one question beside other answers. Patterns are compared by what is
    computed for `trait`."""

    trait: str
    all: tuple[Spot, ...]
    _gaps: dict[int, Gaps] = field(default_factory=dict)

    @cached_property
    def in_order(self) -> tuple[tuple[Cell, bool, Spot], ...]:
        """The cells from small to large, each with whether all its numbers do the same."""
        rows = [(*row, spot) for spot in self.all for row in spot.cells]
        return tuple(sorted(rows, key=lambda row: row[0].start or BEFORE_ALL))

    def gaps(self, top: int) -> Gaps:
        """To the pattern at the place `top`."""
        found = self._gaps.get(top)
        if found is None:
            found = self._gaps[top] = self._to(top)
        return found

    def _to(self, top: int) -> Gaps:
        rows = [(spot.ratings.get(self.trait), spot) for spot in self.all]
        rated = [(row, spot) for row, spot in rows if row is not None]
        ranked = []
        for place in range(len(rated[0][0]) if rated else 0):
            gaps = [
                (mine - its, spot)
                for row, spot in rated
                if (mine := row[place]) is not None and (its := row[top]) is not None
            ]
            ranked.append(tuple(sorted(gaps, key=itemgetter(0), reverse=True)))
        return Gaps(
            tuple(ranked),
            tuple(row[0][0] if row else None for row in ranked),
            tuple(spot for row, spot in rows if row is None or None in row),
        )
