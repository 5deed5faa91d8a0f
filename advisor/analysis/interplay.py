"""Which changes act on computed ratings only together, so that their effects do not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from advisor.analysis.computed import Changed, Told, Trace
from advisor.analysis.moves import Move
from advisor.analysis.position import Outcome, Position
from advisor.analysis.rater import Part, Rater
from advisor.analysis.state import State

TOUCHING = 1
"""The lowest bit of `Kind.marks`."""


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Changes of one question that do the same to computed ratings, `move` one of them.

    `changed` are the traces they leave, `told` is what is computed then. `marks` has a bit for each
    thing that ratings are computed from and the changes leave another trace in, and TOUCHING where
    by themselves they change what such a thing is, or the question is a rated one (`own`).
    """

    move: Move
    changed: Changed
    told: Told
    marks: int
    own: bool
    part: Part

    def meets(self, other: Kind) -> bool:
        """Whether the effects of both could be more than a sum."""
        return bool(self.marks & other.marks) and self.move.column is not other.move.column


@dataclass(frozen=True, slots=True)
class Excess:
    """By how much totals, and the number of questions that speak, are more than a sum."""

    totals: tuple[int, ...]
    speaking: int


class Interplay:
    """Of the outcomes of one position."""

    def __init__(self, at: Position) -> None:
        self._at = at
        self._kinds: dict[tuple[object, ...], Kind] = {}
        self._found: dict[tuple[Kind, Kind], Excess | None] = {}

    @property
    def _rater(self) -> Rater:
        assert self._at.rater is not None  # there are kinds
        return self._at.rater

    def kind(self, move: Move) -> Kind | None:
        """None where a move does nothing to computed ratings, whatever comes beside it."""
        rater = self._at.rater
        if rater is None or not self._at.reaches(move.column):
            return None
        trace, own = rater.trace(move), move.column in self._at.rated
        if trace is None and not own:
            return None
        key = (move.column.index, trace, id(move.effect) if own else None)
        found = self._kinds.get(key)
        if found is None:
            found = self._kinds[key] = self._kind(rater, move, trace, own=own)
        return found

    def _kind(self, rater: Rater, move: Move, trace: Trace | None, *, own: bool) -> Kind:
        changed = () if trace is None else ((move.column.id, trace),)
        told = rater.told_with(changed, (move,))
        touching = own or rater.feeds(move.column.id) or told.key != rater.now.key
        return Kind(
            move=move,
            changed=changed,
            told=told,
            marks=rater.traced(move.column.id, trace) << 1 | (TOUCHING if touching else 0),
            own=own,
            part=rater.part(told.ratings, (move,) if own else ()),
        )

    def together(self, kinds: Iterable[Kind]) -> Mapping[tuple[Kind | None, Kind | None], Excess]:
        """What two of `kinds`, in the catalog's order, do beyond the sum of both."""
        kinds = tuple(kinds)
        met = [*self._joint([kind for kind in kinds if not kind.own]), *_with_own(kinds)]
        return {pair: excess for pair in met if (excess := self._excess(pair)) is not None}

    def _joint(self, kinds: Sequence[Kind]) -> Iterable[tuple[Kind, Kind]]:
        """Pairs of `kinds`, none of a rated question, whose ratings may be no sum."""
        if not kinds or self._at.may_be_vetoed:
            return [pair for pair in combinations(kinds, 2) if pair[0].meets(pair[1])]
        changed = tuple([kind.changed for kind in kinds])
        places = self._rater.joint(changed, lambda: self._places(kinds))
        return [(kinds[one], kinds[other]) for one, other in places]

    def _places(self, kinds: Sequence[Kind]) -> Iterator[tuple[int, int]]:
        """Those of pairs whose ratings are no sum."""
        for (place, one), (its, other) in combinations(enumerate(kinds), 2):
            if one.meets(other) and not self._is_sum(one, other, self._told(one, other)):
                yield place, its

    def _told(self, one: Kind, other: Kind) -> Told:
        """What is computed after both."""
        return self._rater.told_with(one.changed + other.changed, (one.move, other.move))

    def _is_sum(self, one: Kind, other: Kind, both: Told) -> bool:
        """Whether one of two kinds does nothing to ratings, and nothing beside the other."""
        first, second, now = one.told.ratings, other.told.ratings, self._rater.now.ratings
        if both.ratings is first:
            return second is now and not other.own
        return both.ratings is second and first is now and not one.own

    def _excess(self, pair: tuple[Kind, Kind]) -> Excess | None:
        """Of two kinds that meet; None where it is nothing."""
        if pair not in self._found:
            self._found[pair] = self._beyond(*pair)
        return self._found[pair]

    def _beyond(self, one: Kind, other: Kind) -> Excess | None:
        at, rater, told = self._at, self._rater, self._told(one, other)
        own = [kind.move for kind in (one, other) if kind.own]
        if not at.may_be_vetoed and self._is_sum(one, other, told):
            return None
        rows = zip(rater.part(told.ratings, own), one.part, other.part, rater.part_now, strict=True)
        more = [both - first - second + now for both, first, second, now in rows]
        return Excess(tuple(more[:-1]), more[-1]) if at.may_be_vetoed or any(more) else None

    def totals(self, one: Outcome, other: Outcome) -> tuple[int, ...]:
        """The totals after two outcomes of different questions, in the catalog's order."""
        return self.sums(one, other, self.excess(one, other))

    def excess(self, one: Outcome, other: Outcome) -> Excess | None:
        """What two outcomes of different questions, in the catalog's order, do beyond a sum."""
        if not (self._at.reaches(one.move.column) and self._at.reaches(other.move.column)):
            return None
        first, second = self.kind(one.move), self.kind(other.move)
        if first is None or second is None or not first.meets(second):
            return None
        return self._excess((first, second))

    def after(self, one: Outcome, other: Outcome, excess: Excess | None) -> State:
        """The state after two outcomes of different questions."""
        if self._at.critical:
            return self._at.after(one.move, other.move)
        return State(
            totals=self.sums(one, other, excess),
            vetoed=self._at.state.vetoed,
            broken=self._at.ruling.after_both(
                one.move, one.state.broken, other.move, other.state.broken
            ),
            speaking=self.speaking(one, other, excess),
        )

    def speaking(self, one: Outcome, other: Outcome, excess: Excess | None) -> int:
        """How many questions speak after both."""
        both = one.state.speaking + other.state.speaking - self._at.state.speaking
        return both + (excess.speaking if excess else 0)

    def sums(self, one: Outcome, other: Outcome, excess: Excess | None) -> tuple[int, ...]:
        """The totals after both; `excess` is what they do beyond the sum."""
        rows = zip(one.state.totals, other.state.totals, self._at.state.totals, strict=True)
        totals = tuple([first + second - now for first, second, now in rows])
        if excess is None:
            return totals
        return tuple([a + b for a, b in zip(totals, excess.totals, strict=True)])


def _with_own(kinds: Sequence[Kind]) -> Iterator[tuple[Kind, Kind]]:
    """Pairs of which one is of a rated question."""
    for place, kind in enumerate(kinds):
        if kind.own:
            for its, other in enumerate(kinds):
                if kind.meets(other) and not (other.own and its < place):
                    yield (kind, other) if place < its else (other, kind)


@lru_cache(maxsize=2)
def interplay(at: Position) -> Interplay:
    return Interplay(at)
