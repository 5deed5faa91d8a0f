"""A set of answers in a matrix, and who is first after some of them change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from advisor.analysis.conditions import TRUE, Value, value_of
from advisor.analysis.matrix import Column, Effect, Matrix
from advisor.analysis.moves import Move, moves
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.ledger import points

TIER = 1 << 40
"""More than any total: a veto weighs more than all points together."""


@dataclass(frozen=True, slots=True)
class State:
    """What decides first place: totals, patterns with a veto, exclusions that hold, and whether
    anything speaks (the number of questions that make a point)."""

    totals: tuple[int, ...]
    vetoed: int
    broken: int
    speaking: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One change with the state it leads to, and the bits of who is first then."""

    move: Move
    state: State
    first: int


@dataclass(frozen=True, kw_only=True)
class Position:
    """`weights` by column: base weight times importance, 0 where it makes no points."""

    matrix: Matrix
    answers: Answers
    weights: tuple[int, ...]
    effects: tuple[Effect, ...]
    values: Mapping[str, Value]
    critical: frozenset[int]
    state: State

    @cached_property
    def first(self) -> int:
        """The bits of the patterns that share first place; 0 where nobody is."""
        return self.first_in(self.state)

    @cached_property
    def top(self) -> int:
        """The place of a pattern in first place. Raises ValueError where there is none."""
        if not self.first:
            raise ValueError("nobody is first")
        return self.first.bit_length() - 1

    @cached_property
    def feasible(self) -> tuple[int, ...]:
        """The patterns that no exclusion takes out."""
        masks = enumerate(self.matrix.masks)
        return tuple(place for place, mask in masks if not self.state.broken & mask)

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The patterns behind first place, ranked in its tier."""
        tier = self._tier(self.top)
        others = (place for place in self.feasible if not self.first >> place & 1)
        return tuple(place for place in others if self._tier(place) == tier)

    def _tier(self, place: int) -> int:
        return self.state.vetoed >> place & 1

    @cached_property
    def weight_sum(self) -> int:
        """W: the weight of every criterion, answered or not."""
        columns = self.matrix.columns
        return sum(w * c.criteria for w, c in zip(self.weights, columns, strict=True))

    def points(self, product: int) -> Fraction:
        """What `product` (weight times rating) is in points of score."""
        return points(product, self.weight_sum)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every change of one answer that could change anything, by question."""
        return tuple(
            move
            for column in self.matrix.columns
            if column.own or column.shared or self.weights[column.index]
            for move in moves(column, self.answers.known(column.id))
        )

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What each of `moves` leads to."""
        states = [(move, self.after(move)) for move in self.moves]
        return tuple([Outcome(move, state, self.first_in(state)) for move, state in states])

    def open(self, column: Column) -> bool:
        return column.id not in self.values

    def gains(self, move: Move) -> tuple[int, ...]:
        """What `move` adds to the total of each pattern."""
        index = move.column.index
        weight = self.weights[index]
        if not weight:
            return move.column.nothing.ratings
        old, new = self.effects[index].ratings, move.effect.ratings
        return tuple([weight * (a - b) for a, b in zip(new, old, strict=True)])

    def after(self, *changes: Move) -> State:
        """The state after `changes`, of different questions, one behind the other."""
        totals = self.state.totals
        speaking, broken = self.state.speaking, self.state.broken
        for move in changes:
            totals = tuple(map(int.__add__, totals, self.gains(move)))
            speaking += self._speaks(move.column, move.effect) - self._speaks_now(move.column)
            broken = broken & ~move.column.touched | move.effect.broken
        return State(
            totals=totals,
            vetoed=self._vetoed(changes),
            broken=broken | self._shared(changes),
            speaking=speaking,
        )

    def first_after(self, *changes: Move) -> int:
        return self.first_in(self.after(*changes))

    def first_in(self, state: State) -> int:
        """The bits of the best of the patterns that no exclusion takes out."""
        best, first, feasible = None, 0, 0
        for place, mask in enumerate(self.matrix.masks):
            if state.broken & mask:
                continue
            feasible += 1
            key = state.totals[place] - (TIER if state.vetoed >> place & 1 else 0)
            if best is None or key > best:
                best, first = key, 1 << place
            elif key == best:
                first |= 1 << place
        return first if state.speaking or feasible == 1 < self.matrix.width else 0

    def _speaks(self, column: Column, effect: Effect) -> bool:
        return effect.speaks and self.weights[column.index] > 0

    def _speaks_now(self, column: Column) -> bool:
        return self._speaks(column, self.effects[column.index])

    def _vetoed(self, changes: Sequence[Move]) -> int:
        if not self.critical:
            return 0
        effects = {move.column.index: move.effect for move in changes}
        vetoed = 0
        for index in self.critical:
            vetoed |= effects.get(index, self.effects[index]).vetoes
        return vetoed

    def _shared(self, changes: Sequence[Move]) -> int:
        """The bits of exclusions of several questions that hold after `changes`."""
        looking = {item.bit: item for move in changes for item in move.column.shared}
        if not looking:
            return 0
        needed = {trait for item in looking.values() for trait in item.traits}
        values = {trait: self.values[trait] for trait in needed if trait in self.values}
        for move in changes:
            value = value_of(move.answer)
            if value is None:
                values.pop(move.column.id, None)
            else:
                values[move.column.id] = value
        return sum(bit for bit, item in looking.items() if item.holds(values) == TRUE)


def position(matrix: Matrix, answers: Answers) -> Position:
    given = [answers.get(column.id) for column in matrix.columns]
    weights = tuple(_weight(column, answers) for column in matrix.columns)
    effects = tuple(c.effect(answer) for c, answer in zip(matrix.columns, given, strict=True))
    values = _values(given)
    critical = frozenset(
        c.index
        for c in matrix.columns
        if c.question.weight and answers.importance(c.id) is Importance.CRITICAL
    )
    return Position(
        matrix=matrix,
        answers=answers,
        weights=weights,
        effects=effects,
        values=values,
        critical=critical,
        state=_state(matrix, weights, effects, values, critical),
    )


def _weight(column: Column, answers: Answers) -> int:
    return column.question.weight * answers.importance(column.id).multiplier


def _values(given: Sequence[Answer | None]) -> dict[str, Value]:
    found = ((answer.trait, value_of(answer)) for answer in given if answer is not None)
    return {trait: value for trait, value in found if value is not None}


def _state(
    matrix: Matrix,
    weights: Sequence[int],
    effects: Sequence[Effect],
    values: Mapping[str, Value],
    critical: frozenset[int],
) -> State:
    totals = [0] * matrix.width
    for weight, effect in zip(weights, effects, strict=True):
        if weight and effect.speaks:
            for place, rating in enumerate(effect.ratings):
                totals[place] += weight * rating
    vetoed = 0
    for index in critical:
        vetoed |= effects[index].vetoes
    return State(
        totals=tuple(totals),
        vetoed=vetoed,
        broken=sum(item.bit for item in matrix.exclusions if item.holds(values) == TRUE),
        speaking=sum(w > 0 and e.speaks for w, e in zip(weights, effects, strict=True)),
    )
