"""How far a number can bring patterns towards first place beside another change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from operator import add, sub

from advisor.analysis.interplay import Kind
from advisor.analysis.matrix import Column
from advisor.analysis.moves import Move, number_said
from advisor.analysis.position import Outcome, Position
from advisor.analysis.rater import Part, Rater
from advisor.analysis.spots import Spot, Spots

Leads = tuple[int, ...]
"""By pattern, weight times rating that it gains on first place."""


NONE = -(1 << 60)
"""Less than any gain."""


class Gains:
    """Of the numbers that answer `column`. `capped` is shared by the questions of one position."""

    def __init__(
        self, at: Position, rater: Rater, column: Column, capped: dict[Kind, Leads]
    ) -> None:
        self._at, self._rater, self._column = at, rater, column
        self._is_rated = column in at.rated
        self.moves = tuple(number_said(column, cell.number) for cell in column.line.cells)
        self._spots: dict[Kind, Spots] = {}
        self._seen: dict[Kind, Leads] = {}
        self._capped = {} if column in at.rated or at.weights[column.index] else capped
        self._leads: dict[Move | None, Sequence[int]] = {}

    def spots(self, kind: Kind) -> Spots:
        """What the numbers do beside changes of `kind`. The first time it takes long."""
        found = self._spots.get(kind)
        if found is None:
            found = self._rater.spots(self._column, kind.changed, (kind.move,))
            self._spots[kind] = found
        return found

    def at_most(self, kind: Kind) -> Leads:
        """No number gains more beside changes of `kind`. It takes no look at all of them."""
        found = self._seen.get(kind) or self._capped.get(kind)
        if found is None:
            if self._rater.known_spots(self._column, kind.changed):
                return self.seen(kind)
            found = self._capped[kind] = self._from_now(self._with_caps(kind), kind)
        return found

    def seen(self, kind: Kind) -> Leads:
        """The same after a look at all of them."""
        found = self._seen.get(kind)
        if found is None:
            found = self._seen[kind] = self._from_now(self._looked_up(kind), kind)
        return found

    def best(self, kind: Kind, rival: int, spots: Iterable[Spot]) -> int:
        """The most that one of `spots` gains for `rival` beside changes of `kind`."""
        top, now = self._at.top, kind.part
        leads = []
        for spot in spots:
            part, alone = self._part(spot, kind), self._alone[spot.place]
            leads.append(part[rival] + alone[rival] - part[top] - alone[top])
        return max(leads, default=now[rival] - now[top]) - now[rival] + now[top]

    def reaching(self, other: Outcome, kind: Kind, rivals: Iterable[int]) -> Iterator[Spot]:
        """The spots in which one of `rivals` may gain as much as it is behind after `other`;
        some more than once."""
        top, totals, now = self._at.top, other.state.totals, kind.part
        weight, gaps = self._rater.weight, self.spots(kind).gaps(top)
        yield from gaps.in_words
        for rival in rivals:
            lead = totals[top] - now[top] - totals[rival] + now[rival] - self._most_alone[rival]
            for gap, spot in gaps.ranked[rival] if gaps.ranked else ():
                if weight * gap < lead:
                    break
                yield spot

    def sums(
        self, spots: Iterable[Spot], other: Outcome, kind: Kind
    ) -> Iterator[tuple[Spot, Sequence[int], int]]:
        """Each spot with the totals, and the number of questions that speak, after one of its
        numbers and `other`, of `kind`."""
        state = other.state
        base = tuple(map(sub, (*state.totals, state.speaking), kind.part))
        for spot in spots:
            sums = map(add, base, self._part(spot, kind))
            *totals, speaking = map(add, sums, self._alone[spot.place])
            yield spot, totals, speaking

    def _with_caps(self, kind: Kind) -> Sequence[int]:
        """Ratings are computed, within their caps, or every pattern is judged in words."""
        key = kind.move if kind.own else None
        if key not in self._leads:
            self._leads[key] = self._widest(key)
        return self._leads[key]

    def _widest(self, own: Move | None) -> Sequence[int]:
        """The same after `own`, a change of a question with computed ratings."""
        rater, top, changes = self._rater, self._at.top, [own] if own else []
        rows = [rater.words(changes)]
        if self._is_rated:
            rows = [rater.words([*changes, move]) for move in self.moves]
        leads = [max([row[place] - row[top] for row in rows]) for place in range(len(rows[0]) - 1)]
        reach = rater.reach(own)
        if reach is not None:
            columns = list(zip(*rows, strict=True))
            least = -reach if top in rater.sure else min(-reach, *columns[top])
            for place, in_words in enumerate(leads):
                best = reach if place in rater.sure else max(reach, *columns[place])
                leads[place] = max(in_words, best - least)
        return leads

    def _looked_up(self, kind: Kind) -> Sequence[int]:
        gaps, top, weight = self.spots(kind).gaps(self._at.top), self._at.top, self._rater.weight
        leads = [NONE if gap is None else weight * gap for gap in gaps.largest]
        for spot in gaps.in_words:
            *part, _speaking = self._part(spot, kind)
            leads = [
                max(lead, its - part[top]) for lead, its in zip_longest(leads, part, fillvalue=NONE)
            ]
        return leads

    def _from_now(self, leads: Sequence[int], kind: Kind) -> Leads:
        """As gains beside `kind`, with the most that numbers gain without computed ratings."""
        now, top, alone = kind.part, self._at.top, self._most_alone
        rows = zip(leads, now, alone, strict=False)
        gains = [lead - part + now[top] + more for lead, part, more in rows]
        gains[top] = NONE
        return tuple(gains)

    @cached_property
    def _most_alone(self) -> Leads:
        top = self._at.top
        rows = [[gain - row[top] for gain in row[:-1]] for row in self._alone]
        return tuple([max(gains) for gains in zip(*rows, strict=True)])

    @cached_property
    def _alone(self) -> tuple[Part, ...]:
        """By cell, what its numbers add to totals without computed ratings, and to the number of
        questions that speak."""
        at, index = self._at, self._column.index
        weight, now = at.weights[index], at.effects[index]
        if not weight or self._is_rated:
            return ((0,) * (at.matrix.width + 1),) * len(self.moves)
        return tuple(
            (
                *[weight * (new - old) for new, old in zip(e.ratings, now.ratings, strict=True)],
                e.speaks - now.speaks,
            )
            for e in (move.effect for move in self.moves)
        )

    def _part(self, spot: Spot, kind: Kind) -> Part:
        """What the questions with computed ratings make of the totals after both."""
        own = [kind.move] if kind.own else []
        if self._is_rated:
            own.append(self.moves[spot.place])
        return self._rater.part(spot.ratings, own)
