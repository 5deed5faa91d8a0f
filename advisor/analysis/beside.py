"""What a number does beside another change where both reach computed ratings.

By itself a number does one of a few things (`advisor.analysis.stretches`); beside another change
it may do others, elsewhere. So every number is looked at beside that change, unless no rating
within the caps could bring anybody level with first place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache, reduce
from operator import add, or_

from advisor.analysis.cells import BEFORE_ALL, Cell, Run, are_apart, parts_of
from advisor.analysis.gains import Gains
from advisor.analysis.interplay import TOUCHING, Kind
from advisor.analysis.matrix import Column
from advisor.analysis.moves import is_unlikely, number_said
from advisor.analysis.position import Outcome, Position
from advisor.analysis.spots import Spot
from advisor.analysis.state import State
from advisor.analysis.stretches import Part, next_number, number_parts, place_of_answer, sides


@lru_cache(maxsize=2)
def beside(at: Position) -> Mapping[int, Beside]:
    """By column, the questions with a number of which it is known where computed ratings change."""
    if at.rater is None:
        return {}
    columns = (at.matrix.by_trait[trait] for trait in number_parts(at))
    capped: dict[Kind, tuple[int, ...]] = {}
    return {
        column.index: Beside(
            at, column, Gains(at, at.rater, column, capped), at.rater.looking(column)
        )
        for column in columns
        if at.reaches(column) and at.rater.runs(column.id) is not None
    }


class Beside:
    """The numbers that answer one question of a position, beside changes of other questions."""

    def __init__(self, at: Position, column: Column, gains: Gains, looking: int) -> None:
        self.column = column
        self._at = at
        self._gains = gains
        self._here = place_of_answer(at, column)
        self._marks = looking << 1 | TOUCHING

    def meets(self, kind: Kind | None) -> bool:
        """Whether numbers and changes of `kind` could do more than a sum."""
        if kind is None or kind.move.column is self.column:
            return False
        return bool(kind.marks & self._marks)

    @cached_property
    def alone(self) -> tuple[Outcome, ...]:
        """What numbers do by themselves: on either side of the one that was said, the nearest of
        those of a cell that do the same."""
        found: dict[tuple[int, bool, State], Outcome] = {}
        for parts, down in sides(self._at, self.column):
            for part in parts:
                key = (part.place, down, part.outcome.state)
                if key not in found and not self._is_nothing(part, down=down):
                    found[key] = self._outcome(part, down=down)
        return tuple(found.values())

    def _is_nothing(self, part: Part, *, down: bool) -> bool:
        """Whether it changes nothing, or nobody is likely to mean it."""
        if not down and is_unlikely(self.column, part.cell):
            return True
        return part.place == self._here and part.outcome.state == self._at.state

    def _outcome(self, part: Part, *, down: bool) -> Outcome:
        move = next_number(self.column, part, self._here, None, down=down)
        return Outcome(move, part.outcome.state, part.outcome.first)

    def best(self, kind: Kind, rival: int, least: int) -> int | None:
        """The most that a number gains for `rival` on first place beside changes of `kind`; None
        where that is less than `least`."""
        if self._gains.at_most(kind)[rival] < least:
            return None
        spots = (spot for spot in self._gains.spots(kind).all if self._is_likely(spot))
        best = self._gains.best(kind, rival, spots)
        return best if best >= least else None

    def _is_likely(self, spot: Spot) -> bool:
        own = self._own
        return any(
            not is_unlikely(self.column, cell) or (own is not None and cell.number < own)
            for cell, _sure in spot.cells
        )

    @cached_property
    def _own(self) -> Decimal | None:
        """The number that was said."""
        known = self._at.answers.known(self.column.id)
        return None if known is None else known.number

    def may_turn(self, other: Outcome, kind: Kind) -> bool:
        """Whether a number might change first place beside `other`, of `kind`: quickly, and rather
        yes."""
        if self._is_doubtful(other) or self._at.ruling.shown(other.move) & self._on_top:
            return True
        totals, most = other.state.totals, self._gains.at_most(kind)
        best: int = max(map(add, totals, most))
        return best >= totals[self._at.top]

    def turns(self, other: Outcome, kind: Kind) -> Iterator[Outcome]:
        """Numbers that leave first place alone and change it beside `other`, of `kind`: of each
        cell the nearest on either side, for each that is first then."""
        found: dict[tuple[int, int], list[tuple[Cell, bool]]] = {}
        for spot, first in self._firsts(other, kind):
            if first != self._at.first:
                found.setdefault((spot.place, first), []).extend(spot.cells)
        for (place, _first), cells in found.items():
            for part, down in self._nearest(place, cells):
                yield self._outcome(part, down=down)

    def _firsts(self, other: Outcome, kind: Kind) -> Iterator[tuple[Spot, int]]:
        """Who is first after numbers of a spot and `other`, of `kind`, as bits: of the spots that
        might change it and in whose cell some number leaves it alone."""
        at, gains, holding = self._at, self._gains, {}
        spots = [spot for spot in self._spots(other, kind) if spot.place in self._quiet]
        if at.critical:
            for spot in spots:
                cell, _sure = spot.cells[0]
                yield spot, at.first_after(other.move, number_said(self.column, cell.number))
            return
        for spot, totals, speaking in gains.sums(spots, other, kind):
            place = spot.place
            if place not in holding:
                holding[place] = at.ruling.after_both(
                    other.move, other.state.broken, gains.moves[place], self._broken[place]
                )
            state = State(tuple(totals), at.state.vetoed, holding[place], speaking)
            yield spot, at.first_in(state)

    def _spots(self, other: Outcome, kind: Kind) -> Iterable[Spot]:
        """Where a number might change first place beside `other`, of `kind`; rather too many."""
        gains, both = self._gains, self._at.ruling.shown(other.move) & self._on_top
        if self._is_doubtful(other):
            return gains.spots(kind).all
        found: dict[Spot, None] = {}
        if both:
            spots = gains.spots(kind).all
            found = dict.fromkeys(spot for spot in spots if self._shown[spot.place] & both)
        if not self._rivals(other, gains.at_most(kind)):
            return found
        rivals = self._rivals(other, gains.seen(kind))
        return found | dict.fromkeys(gains.reaching(other, kind, rivals))

    def _is_doubtful(self, other: Outcome) -> bool:
        """Whether any number might change first place though nobody draws level: there are vetoes
        or equals, or nothing might speak any more."""
        return self._may_be_equal or other.state.speaking <= self._may_fall_silent

    @cached_property
    def _may_be_equal(self) -> bool:
        return bool(self._at.critical) or self._at.first.bit_count() > 1

    @cached_property
    def _may_fall_silent(self) -> int:
        """As many questions at the most speak no more beside another change."""
        return len(self._at.rated) + 1

    @cached_property
    def _shown(self) -> Sequence[int]:
        """By cell, the exclusions of several questions that see another answer where the number
        lies in it."""
        return [self._at.ruling.shown(move) for move in self._gains.moves]

    @cached_property
    def _ever_shown(self) -> int:
        """All of these."""
        return reduce(or_, self._shown)

    @cached_property
    def _on_top(self) -> int:
        """Of these the exclusions of first place. By itself neither a number nor another change
        rules it out; both do only where an exclusion sees both."""
        return self._ever_shown & self._at.matrix.masks[self._at.top]

    def _rivals(self, other: Outcome, most: Sequence[int]) -> list[int]:
        """The patterns that may draw level beside `other` where they gain `most`, and are not ruled
        out whatever the number is."""
        at, move, totals = self._at, other.move, other.state.totals
        lead = totals[at.top]
        moved = at.ruling.shown(move) | self._ever_shown
        broken = at.state.broken & ~(moved | move.column.own_bits | self.column.own_bits)
        broken |= move.effect.broken
        rows = enumerate(zip(totals, most, at.matrix.masks, strict=True))
        return [r for r, (total, gain, mask) in rows if total + gain >= lead and not broken & mask]

    @cached_property
    def _broken(self) -> Sequence[int]:
        """By cell, the exclusions that hold where the number lies in it."""
        return [self._at.ruling.after(move) for move in self._gains.moves]

    def _nearest(
        self, place: int, cells: Iterable[tuple[Cell, bool]]
    ) -> Iterator[tuple[Part, bool]]:
        """Of the numbers in `cells`, of the cell at `place`, the nearest on either side of the one
        that was said that leaves first place alone; and whether it is less than that."""
        rows = sorted(cells, key=lambda row: row[0].start or BEFORE_ALL)
        for down, quiet in self._quiet[place].items():
            outwards = rows[::-1] if down else rows
            found = _first_sure(self._common(outwards, quiet, down=down))
            if found is not None:
                yield found, down

    def _common(
        self, rows: Iterable[tuple[Cell, bool]], quiet: Sequence[tuple[Part, Run]], *, down: bool
    ) -> Iterator[Part]:
        """What of `rows` lies within one of `quiet`."""
        question = self.column.question
        for cell, sure in rows:
            for part, run in quiet:
                if are_apart(cell, run):
                    continue
                for common in parts_of(question, cell, (run,)):
                    known = sure or common is cell
                    if known and (down or not is_unlikely(self.column, common)):
                        yield replace(part, cell=common, sure=part.sure and sure)

    @cached_property
    def _quiet(self) -> Mapping[int, Mapping[bool, Sequence[tuple[Part, Run]]]]:
        """The parts that leave first place alone, by cell and side of the number that was said
        (whether below), from that number outwards; and what of them lies there."""
        found: dict[int, dict[bool, list[tuple[Part, Run]]]] = {}
        for part in number_parts(self._at)[self.column.id]:
            if part.outcome.first == self._at.first:
                for run, down in _on_sides(part.cell, self._own):
                    rows = found.setdefault(part.place, {}).setdefault(down, [])
                    rows.insert(0 if down else len(rows), (part, run))
        return found


def _on_sides(cell: Cell, own: Decimal | None) -> Iterator[tuple[Run, bool]]:
    """What of a cell lies above the number `own` (all of it where there is none) and below, and
    whether it lies below."""
    if own is None:
        yield (cell.start, cell.end), False
        return
    before, behind = (own, False), (own, True)
    if cell.end is None or cell.end > behind:
        yield (behind if cell.start is None else max(cell.start, behind), cell.end), False
    if cell.start is None or cell.start < before:
        yield (cell.start, before if cell.end is None else min(cell.end, before)), True


def _first_sure(parts: Iterable[Part]) -> Part | None:
    """The first of which all numbers are known; of none the first."""
    first = None
    for part in parts:
        if part.sure:
            return part
        first = first or part
    return first
