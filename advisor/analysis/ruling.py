"""Which exclusions hold around one set of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from advisor.analysis.conditions import TRUE, Value, value_of
from advisor.analysis.matrix import Column, Seen
from advisor.analysis.moves import Move
from advisor.questionnaire.answers import Answers


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
        self._shown: dict[int, tuple[Move, int]] = {}

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
        if not move.column.shared:
            return 0
        found = self._shown.get(id(move))
        if found is None:
            found = self._shown[id(move)] = move, self._shows(move)
        return found[1]

    def _shows(self, move: Move) -> int:
        column = move.column
        now, then = self._seen[column.index], column.seen(move.answer)
        if now is then:
            return 0
        rows = zip(column.shared, now, then, strict=True)
        return sum([item.bit for item, was, is_ in rows if was != is_])

    @cached_property
    def _seen(self) -> Mapping[int, Seen]:
        """What exclusions of several questions see now, by column."""
        columns = (column for column in self._columns if column.shared)
        return {column.index: column.seen(self._answers.known(column.id)) for column in columns}

    def _holding(self, looking: int, changes: Sequence[Move]) -> int:
        """The bits of those of the exclusions `looking` that hold after `changes`."""
        values = {**self._values}
        for move in changes:
            value = value_of(move.answer)
            if value is None:
                values.pop(move.column.id, None)
            else:
                values[move.column.id] = value
        items = {item for move in changes for item in move.column.shared if item.bit & looking}
        return sum([item.bit for item in items if item.holds(values) == TRUE])
