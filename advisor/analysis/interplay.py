"""Which changes act on computed ratings only together, so that their effects do not add up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from advisor.analysis.computed import Told, Trace
from advisor.analysis.moves import Move
from advisor.analysis.position import Outcome, Position
from advisor.analysis.rater import Rater
from advisor.analysis.state import State

Part = tuple[int, ...]
"""What the rated questions make of each total, and behind these how many of them speak."""


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Changes of one question that do the same to computed ratings, `move` one of them.

    `traced` has a bit for each thing that ratings are computed from and the changes leave another
    trace in. `touching`: by themselves they change what such a thing is, or the question is a rated
    one.
    """

    move: Move
    trace: Trace | None
    traced: int
    touching: bool
    part: Part

    def meets(self, other: Kind) -> bool:
        """Whether the effects of both could be more than a sum."""
        if self.move.column is other.move.column:
            return False
        return (self.touching and other.touching) or bool(self.traced & other.traced)


@dataclass(frozen=True, slots=True)
class Excess:
    """By how much totals, and the number of questions that speak, are more than a sum."""

    totals: tuple[int, ...]
    speaking: int


class Interplay:
    """Of the outcomes of one position."""

    def __init__(self, at: Position) -> None:
        self._at = at
        self._kinds: dict[int, Kind] = {}
        self._found: dict[tuple[Kind, Kind], Excess | None] = {}
        self._parts: dict[tuple[int, ...], tuple[Told, Part]] = {}
        if at.rater is not None:
            self._look(at.rater)

    def _look(self, rater: Rater) -> None:
        kinds: dict[tuple[object, ...], Kind] = {}
        for outcomes in self._at.by_column.values():
            for move in (outcome.move for outcome in outcomes):
                trace, own = rater.trace(move), move.column in self._at.rated
                if trace is None and not own:
                    continue
                key = (move.column.index, trace, id(move.effect) if own else None)
                if key not in kinds:
                    kinds[key] = self._kind(rater, move, trace, own=own)
                self._kinds[id(move)] = kinds[key]

    def _kind(self, rater: Rater, move: Move, trace: Trace | None, *, own: bool) -> Kind:
        told = rater.told_with([(move, trace)])
        return Kind(
            move=move,
            trace=trace,
            traced=rater.traced(move.column.id, trace),
            touching=own or rater.feeds(move.column.id) or told.key != rater.now.key,
            part=self._part(told, move),
        )

    def _part(self, told: Told, *changes: Move) -> Part:
        """After `changes`, and what is computed then. Equal ones are mostly one object."""
        at = self._at
        own = [move for move in changes if move.column in at.rated]
        key = (id(told.ratings), *[id(move.effect) for move in own])
        if key not in self._parts:
            effects = at.effects_after(own, told.ratings)
            rows = [(at.weights[c.index], effects[c.index]) for c in at.rated]
            totals = zip(*[[w * rating for rating in e.ratings] for w, e in rows], strict=True)
            speaking = sum(e.speaks for w, e in rows if w)
            self._parts[key] = told, (*map(sum, totals), speaking)
        return self._parts[key][1]

    def excess(self, one: Kind | None, other: Kind | None) -> Excess | None:
        """What changes of two questions do beyond the sum; None where it is nothing."""
        if one is None or other is None or not one.meets(other):
            return None
        if (one, other) not in self._found:
            self._found[one, other] = self._excess(one, other)
        return self._found[one, other]

    def _excess(self, one: Kind, other: Kind) -> Excess | None:
        at = self._at
        assert at.rater is not None  # there are kinds
        told = at.rater.told_with([(one.move, one.trace), (other.move, other.trace)])
        both, now = self._part(told, one.move, other.move), self._part(at.rater.now)
        first, second = one.part, other.part
        if (both is first and second is now) or (both is second and first is now):
            more = [0] * len(now)
        else:
            rows = zip(both, first, second, now, strict=True)
            more = [b - f - s + n for b, f, s, n in rows]
        if any(more) or any(column.index in at.critical for column in at.rated):
            return Excess(tuple(more[:-1]), more[-1])
        return None

    def kind(self, move: Move) -> Kind | None:
        """None where a move does nothing to computed ratings, whatever comes beside it."""
        return self._kinds.get(id(move))

    def totals(self, one: Outcome, other: Outcome) -> tuple[int, ...]:
        """The totals after two outcomes of different questions."""
        return self._totals(one, other, self._together(one.move, other.move))

    def after(self, one: Outcome, other: Outcome) -> State:
        """The state after two outcomes of different questions."""
        if self._at.critical:
            return self._at.after(one.move, other.move)
        now, excess = self._at.state, self._together(one.move, other.move)
        speaking = one.state.speaking + other.state.speaking - now.speaking
        return State(
            totals=self._totals(one, other, excess),
            vetoed=now.vetoed,
            broken=self._at.broken_after(one.move, other.move),
            speaking=speaking + (excess.speaking if excess else 0),
        )

    def _totals(self, one: Outcome, other: Outcome, excess: Excess | None) -> tuple[int, ...]:
        rows = zip(one.state.totals, other.state.totals, self._at.state.totals, strict=True)
        totals = tuple([first + second - now for first, second, now in rows])
        if excess is None:
            return totals
        return tuple([a + b for a, b in zip(totals, excess.totals, strict=True)])

    def _together(self, one: Move, other: Move) -> Excess | None:
        return self.excess(self.kind(one), self.kind(other))


@lru_cache(maxsize=8)
def interplay(at: Position) -> Interplay:
    return Interplay(at)
