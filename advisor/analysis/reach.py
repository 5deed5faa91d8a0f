"""How many answers must change at the least before another pattern has as many points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from advisor.analysis.interplay import interplay
from advisor.analysis.matrix import Column
from advisor.analysis.model import Radius
from advisor.analysis.moves import Move
from advisor.analysis.position import Position
from advisor.analysis.spread import best_difference

Totals = tuple[int, ...]


def radii(at: Position) -> tuple[Radius, ...]:
    """One for each rival that is ranked in the same tier, the nearest first.

    Points only: an exclusion or a veto that a change brings about is not looked at. Differences
    are separable by question, so taking the largest gains first is exact. Answers that reach a
    computed rating are not separable from each other: one and two of them are tried in every way,
    more of them one after the other. So up to three changes are the fewest, and more of them
    where no more than two reach a computed rating; else fewer might do. A rival that no changes
    found so bring level is left out.
    """
    if not at.first:
        return ()
    search = _Search(at)
    found = (search.radius(rival) for rival in at.rivals)
    return tuple(sorted((r for r in found if r), key=lambda radius: radius.changes))


@dataclass(frozen=True, slots=True)
class _Way:
    """What changes of so many questions gain on first place together."""

    gain: int
    columns: tuple[Column, ...]


class _Search:
    def __init__(self, at: Position) -> None:
        self._at = at
        self._rows = [outcomes for outcomes in at.by_column.values() if outcomes]

    def radius(self, rival: int) -> Radius | None:
        missing = -self._lead(self._at.state.totals, rival)
        apart = self._apart(rival)
        found: list[tuple[Column, ...]] = []
        for way in self._reaching(rival):
            columns = _topped_up(way, apart, missing)
            if columns is not None:
                found.append(columns)
            if found and len(min(found, key=len)) <= len(way.columns) + 1:
                break  # the ways that follow change more questions by themselves
        if not found:
            return None
        traits = tuple(column.id for column in min(found, key=len))
        return Radius(rival=self._at.matrix.slugs[rival], changes=len(traits), traits=traits)

    def _lead(self, totals: Totals, rival: int) -> int:
        return totals[rival] - totals[self._at.top]

    def _apart(self, rival: int) -> list[_Way]:
        """The most that each question by itself moves `rival` towards first place."""
        columns = (c for c in self._at.matrix.columns if not self._at.reaches(c))
        gains = (_Way(_gain(self._at, column, rival), (column,)) for column in columns)
        return sorted((way for way in gains if way.gain > 0), key=lambda way: -way.gain)

    def _reaching(self, rival: int) -> Iterator[_Way]:
        """The best changes of no question that reaches a computed rating, of one, two and more."""
        now = self._lead(self._at.state.totals, rival)
        yield _Way(0, ())
        alone = [outcome for row in self._rows for outcome in row]
        if not alone:
            return
        best = max(alone, key=lambda outcome: self._lead(outcome.state.totals, rival))
        yield _Way(self._lead(best.state.totals, rival) - now, (best.move.column,))
        if len(self._rows) < 2:
            return
        one, other, totals = max(self._pairs, key=lambda pair: self._lead(pair[2], rival))
        yield _Way(self._lead(totals, rival) - now, (one.column, other.column))
        yield from self._more((one, other), totals, rival)

    @cached_property
    def _pairs(self) -> list[tuple[Move, Move, Totals]]:
        totals = interplay(self._at).totals
        return [
            (one.move, other.move, totals(one, other))
            for row, others in combinations(self._rows, 2)
            for one, other in product(row, others)
        ]

    def _more(self, taken: tuple[Move, ...], totals: Totals, rival: int) -> Iterator[_Way]:
        """Beyond two, the best change of each question by itself, the largest gain first."""
        now, reached = self._lead(self._at.state.totals, rival), self._lead(totals, rival)
        best = {
            row[0].move.column: max(row, key=lambda o: self._lead(o.state.totals, rival))
            for row in self._rows
        }
        changed = {move.column for move in taken}
        for outcome in sorted(best.values(), key=lambda o: -self._lead(o.state.totals, rival)):
            move = outcome.move
            if move.column in changed:
                continue
            then = self._lead(self._at.after(*taken, move).totals, rival)
            if then > reached:
                taken, reached = (*taken, move), then
                yield _Way(reached - now, tuple(item.column for item in taken))


def _topped_up(way: _Way, apart: Iterable[_Way], missing: int) -> tuple[Column, ...] | None:
    """`way` with the largest gains of other questions until nothing is missing."""
    gained, columns = way.gain, way.columns
    for other in apart:
        if gained >= missing:
            break
        gained, columns = gained + other.gain, (*columns, *other.columns)
    return columns if gained >= missing else None


def _gain(at: Position, column: Column, rival: int) -> int:
    weight = at.weights[column.index]
    if not weight:
        return 0
    now = at.effects[column.index].ratings
    best = best_difference(column, rival, at.top)
    return weight * (best - (now[rival] - now[at.top]))
