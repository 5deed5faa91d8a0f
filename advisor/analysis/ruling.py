"""Which exclusions hold around one set of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

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
        more: dict[Exclusion, int] = {}
        for move in changes:
            broken = broken & ~move.column.own_bits | move.effect.broken
            if move.column.shared:
                bits, changed, _move = self._sight(move)
                looking |= bits
                for item, by in changed.items():
                    more[item] = more.get(item, 0) + by
        return broken & ~looking | self._holding(more, changes) if looking else broken

    def after_one(self, move: Move) -> int:
        """The same for one change, most of which only their own question's exclusions see."""
        broken = self._broken & ~move.column.own_bits | move.effect.broken
        if not move.column.shared:
            return broken
        bits, changed, _move = self._sight(move)
        return broken & ~bits | self._holding(changed, (move,)) if bits else broken

    def after_both(self, one: Move, then: int, other: Move, otherwise: int) -> int:
        """The same after two changes that alone lead to `then` and `otherwise`: only exclusions
        that see both are looked at."""
        first, second = self.shown(one), self.shown(other)
        both = first & second
        mine, its = one.column.own_bits | first & ~both, other.column.own_bits | second & ~both
        broken = self._broken & ~(mine | its | both) | then & mine | otherwise & its
        if not both:
            return broken
        changed, beside = self._sight(one)[1], self._sight(other)[1]
        more = {item: by + beside[item] for item, by in changed.items() if item in beside}
        return broken | self._holding(more, (one, other))

    def shown(self, move: Move) -> int:
        """The bits of the exclusions of several questions that see another answer after `move`."""
        return self._sight(move)[0] if move.column.shared else 0

    def _sight(self, move: Move) -> Sighted:
        """Of a question that exclusions of several look at."""
        found = self._sighted.get(id(move))
        if found is None:
            column = move.column
            bits, more = _change(column, self._seen[column.index], column.seen(move.answer))
            found = self._sighted[id(move)] = bits, more, move
        return found

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

    def _holding(self, more: Mapping[Exclusion, int], changes: Sequence[Move]) -> int:
        """The bits of those exclusions that hold after `changes`, which make their sights so much
        more."""
        found, now = 0, self._now
        for item, by in more.items():
            sight = now[item] + by
            holds = item.known.get(sight)
            if holds is None:
                holds = item.known[sight] = item.holds(self._values_after(changes)) == TRUE
            if holds:
                found |= item.bit
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


@lru_cache(maxsize=4096)
def _change(column: Column, now: Seen, then: Seen) -> tuple[int, Mapping[Exclusion, int]]:
    """The bits of the exclusions that see another answer, and by how much more the sight of each
    is."""
    rows = zip(column.shared, now, then, strict=True)
    more = {item: is_ - was for item, was, is_ in rows if was != is_}
    return sum([item.bit for item in more]), more
