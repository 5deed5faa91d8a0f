"""Which exclusions hold around one set of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from advisor.analysis.conditions import TRUE, Value, value_of
from advisor.analysis.matrix import Column, Exclusion, Seen
from advisor.analysis.moves import Move
from advisor.questionnaire.answers import Answers

Sighted = tuple[int, Mapping[Exclusion, int], Move]
"""Bits of exclusions, the same with how much more their sight is, and the move that makes it so."""


class Ruling:
    """`broken` are the bits of those that hold now, `values` what was answered."""

    def __init__(
        self,
        columns: Sequence[Column],
        answers: Answers,
        values: Mapping[str, Value],
        broken: int,
    ) -> None:
        self._columns = columns
        self._answers = answers
        self._values = values
        self._broken = broken
        self._sighted: dict[int, Sighted] = {}

    def after(self, *changes: Move) -> int:
        """The bits of the exclusions that hold after `changes`."""
        broken, looking = self._broken, 0
        for move in changes:
            broken = broken & ~move.column.own_bits | move.effect.broken
            looking |= self.shown(move)
        return broken & ~looking | self._holding(looking, changes) if looking else broken

    def after_one(self, move: Move) -> int:
        """The same for one change, most of which only their own question's exclusions see."""
        if move.column.shared:
            return self.after(move)
        return self._broken & ~move.column.own_bits | move.effect.broken

    def after_both(self, one: Move, then: int, other: Move, otherwise: int) -> int:
        """The same after two changes that alone lead to `then` and `otherwise`: only exclusions
        that see both are looked at."""
        first, second = self.shown(one), self.shown(other)
        both = first & second
        mine, its = one.column.own_bits | first & ~both, other.column.own_bits | second & ~both
        broken = self._broken & ~(mine | its | both) | then & mine | otherwise & its
        return broken | self._holding(both, (one, other)) if both else broken

    def shown(self, move: Move) -> int:
        """The bits of the exclusions of several questions that see another answer after `move`."""
        return self._sight(move)[0] if move.column.shared else 0

    def _sight(self, move: Move) -> Sighted:
        found = self._sighted.get(id(move))
        if found is None:
            more = self._changed(move)
            bits = sum([item.bit for item in more])
            found = self._sighted[id(move)] = bits, more, move
        return found

    def _changed(self, move: Move) -> Mapping[Exclusion, int]:
        """By exclusion that sees another answer after `move`, by how much more its sight is."""
        column = move.column
        now, then = self._seen[column.index], column.seen(move.answer)
        if now is then:
            return {}
        rows = zip(column.shared, now, then, strict=True)
        return {item: is_ - was for item, was, is_ in rows if was != is_}

    @cached_property
    def _seen(self) -> Mapping[int, Seen]:
        """What exclusions of several questions see now, by column."""
        columns = (column for column in self._columns if column.shared)
        return {column.index: column.seen(self._answers.known(column.id)) for column in columns}

    @cached_property
    def _now(self) -> Mapping[Exclusion, int]:
        """The same by exclusion, of all the questions it looks at."""
        found: dict[Exclusion, int] = {}
        for index, seen in self._seen.items():
            for item, sight in zip(self._columns[index].shared, seen, strict=True):
                found[item] = found.get(item, 0) + sight
        return found

    def _holding(self, looking: int, changes: Sequence[Move]) -> int:
        """The bits of those of the exclusions `looking` that hold after `changes`."""
        sights: dict[Exclusion, int] = {}
        for move in changes:
            if not move.column.shared:
                continue
            for item, more in self._sight(move)[1].items():
                if item.bit & looking:
                    sights[item] = sights.get(item, self._now[item]) + more
        return sum([i.bit for i, sight in sights.items() if self._holds(i, sight, changes)])

    def _holds(self, item: Exclusion, sight: int, changes: Sequence[Move]) -> bool:
        """Whether it does after `changes`, which make `sight` of what it sees."""
        found = item.known.get(sight)
        if found is None:
            found = item.known[sight] = item.holds(self._values_after(changes)) == TRUE
        return found

    def _values_after(self, changes: Sequence[Move]) -> Mapping[str, Value]:
        values = {**self._values}
        for move in changes:
            value = value_of(move.answer)
            if value is None:
                values.pop(move.column.id, None)
            else:
                values[move.column.id] = value
        return values
