"""How many answers must change at the least before another pattern has as many points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from advisor.analysis.beside import beside
from advisor.analysis.interplay import Kind, interplay
from advisor.analysis.matrix import Column
from advisor.analysis.model import Radius
from advisor.analysis.moves import Move
from advisor.analysis.position import Outcome, Position
from advisor.analysis.spread import best_difference

Totals = tuple[int, ...]
Columns = tuple[Column, ...]


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
    columns: Columns


class _Search:
    def __init__(self, at: Position) -> None:
        self._at = at
        self._numbers = beside(at)
        self._rows = [row for index in at.by_column for row in self._rows_of(index) if row]

    def _rows_of(self, column: int) -> Iterator[Sequence[Outcome]]:
        """The changes of one question; those to a number that is looked at beside other changes
        are a row of their own."""
        outcomes = self._at.by_column[column]
        if column not in self._numbers:
            yield outcomes
            return
        yield self._numbers[column].alone
        yield [outcome for outcome in outcomes if outcome.move.answer.number is None]

    def radius(self, rival: int) -> Radius | None:
        missing = -self._lead(self._at.state.totals, rival)
        apart = self._apart(rival)
        found: list[Columns] = []
        for way in self._reaching(rival):
            columns = _topped_up(way, apart, missing)
            if columns is not None:
                found.append(columns)
            if found and len(min(found, key=len)) <= len(way.columns) + 1:
                break  # the ways that follow change more questions by themselves
        fewest = min(found, key=len, default=None)
        columns = self._with_numbers(rival, fewest, apart, missing)
        if columns is None:
            return None
        traits = tuple(column.id for column in columns)
        return Radius(rival=self._at.matrix.slugs[rival], changes=len(traits), traits=traits)

    def _with_numbers(
        self, rival: int, fewest: Columns | None, apart: Sequence[_Way], missing: int
    ) -> Columns | None:
        """`fewest` or fewer, by a number and another change that reach computed ratings."""
        if fewest is not None and len(fewest) < 3:
            return fewest
        for one, other, kind in self._met:
            left = len(apart) if fewest is None else len(fewest) - 3
            if left < 0:
                break
            least = missing - sum(way.gain for way in apart[:left])
            numbers, now = self._numbers[one], self._lead(self._at.state.totals, rival)
            gained = self._lead(other.state.totals, rival) - now
            more = numbers.best(kind, rival, least - gained)
            if more is not None:
                both = _Way(gained + more, (numbers.column, other.move.column))
                fewest = _topped_up(both, apart, missing)
        return fewest

    @cached_property
    def _met(self) -> list[tuple[int, Outcome, Kind]]:
        """The changes that numbers are looked at beside, each with the column of the number."""
        kind_of = interplay(self._at).kind
        changes = [(outcome, kind_of(outcome.move)) for row in self._rows for outcome in row]
        return [
            (index, outcome, kind)
            for index, numbers in self._numbers.items()
            for outcome, kind in changes
            if kind is not None and numbers.meets(kind)
        ]

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
        taken: tuple[Move, ...] = (best.move,)
        totals = best.state.totals
        if self._pairs:
            one, other, totals = max(self._pairs, key=lambda pair: self._lead(pair[2], rival))
            taken = (one, other)
            yield _Way(self._lead(totals, rival) - now, (one.column, other.column))
        yield from self._more(taken, totals, rival)

    @cached_property
    def _pairs(self) -> list[tuple[Move, Move, Totals]]:
        totals = interplay(self._at).totals
        return [
            (one.move, other.move, totals(one, other))
            for row, others in combinations(self._rows, 2)
            if row[0].move.column is not others[0].move.column
            for one, other in product(self._not_met(row, others), self._not_met(others, row))
        ]

    def _not_met(self, row: Sequence[Outcome], others: Sequence[Outcome]) -> Sequence[Outcome]:
        """Those of `row` that no number of `others` is looked at beside."""
        first = others[0].move
        numbers = self._numbers.get(first.column.index)
        if numbers is None or first.answer.number is None:
            return row
        kind = interplay(self._at).kind
        return [outcome for outcome in row if not numbers.meets(kind(outcome.move))]

    def _more(self, taken: tuple[Move, ...], totals: Totals, rival: int) -> Iterator[_Way]:
        """Beyond `taken`, the best change of each question by itself, the largest gain first."""
        now, reached = self._lead(self._at.state.totals, rival), self._lead(totals, rival)
        best = [max(row, key=lambda o: self._lead(o.state.totals, rival)) for row in self._rows]
        for outcome in sorted(best, key=lambda o: -self._lead(o.state.totals, rival)):
            move = outcome.move
            if any(move.column is other.column for other in taken):
                continue
            then = self._lead(self._at.after(*taken, move).totals, rival)
            if then > reached:
                taken, reached = (*taken, move), then
                yield _Way(reached - now, tuple(item.column for item in taken))


def _topped_up(way: _Way, apart: Iterable[_Way], missing: int) -> Columns | None:
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
