"""A set of answers in a matrix, and who is first after some of them change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from advisor.analysis.computed import Computed, Ratings, definite, with_ratings
from advisor.analysis.conditions import TRUE, Value, value_of, values_of
from advisor.analysis.matrix import Column, Effect, Matrix, Seen
from advisor.analysis.moves import Move, moves
from advisor.analysis.rater import Rater
from advisor.analysis.state import NOBODY, TIER, State, state_of
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.ledger import points


@dataclass(frozen=True, slots=True)
class Outcome:
    """One change with the state it leads to, and the bits of who is first then."""

    move: Move
    state: State
    first: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Position:
    """`weights` by column: base weight times importance, 0 where it makes no points.

    `effects` of the answers have computed ratings in; `words` are the same without. `offered` is
    what would compute them, `computed` the same where it counts. `passed` are questions that will
    get no other answer than they have.
    """

    matrix: Matrix
    answers: Answers
    offered: Computed | None
    computed: Computed | None
    weights: tuple[int, ...]
    words: tuple[Effect, ...]
    effects: tuple[Effect, ...]
    values: Mapping[str, Value]
    critical: frozenset[int]
    state: State
    passed: frozenset[str] = frozenset()

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
            if column.own or column.shared or self.weights[column.index] or self.reaches(column)
            for move in moves(column, self.answers.known(column.id))
        )

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What each of `moves` leads to."""
        return tuple([self.outcome(move) for move in self.moves])

    def outcome(self, move: Move) -> Outcome:
        return Outcome(move, state := self.after(move), self.first_in(state))

    def open(self, column: Column) -> bool:
        return column.id not in self.values

    def awaits(self, trait: str) -> bool:
        """Whether a definite answer may still come."""
        return trait not in self.values and trait not in self.passed

    def reaches(self, column: Column) -> bool:
        """Whether answers to it reach a computed rating."""
        return self.computed is not None and column.id in self.computed.traits

    @cached_property
    def rated(self) -> tuple[Column, ...]:
        """The questions whose ratings can be computed."""
        traits = self.computed.rated if self.computed else ()
        return tuple(self.matrix.by_trait[trait] for trait in traits)

    @cached_property
    def still_reaching(self) -> frozenset[str]:
        """The open questions whose answers could still change a computed rating."""
        if self.computed is None:
            return frozenset()
        found = self.computed.reaching(self.given_after(())) | set(self.computed.rated)
        return frozenset(filter(self.awaits, found))

    @cached_property
    def by_column(self) -> Mapping[int, tuple[Outcome, ...]]:
        """`outcomes` of the questions that reach a computed rating."""
        found: dict[int, list[Outcome]] = {}
        for outcome in self.outcomes:
            if self.reaches(outcome.move.column):
                found.setdefault(outcome.move.column.index, []).append(outcome)
        return {index: tuple(outcomes) for index, outcomes in found.items()}

    @cached_property
    def rater(self) -> Rater | None:
        """Computes ratings around these answers; None where none are."""
        if self.computed is None:
            return None
        rows = [(c, self.words[c.index], self.effects[c.index]) for c in self.rated]
        return Rater(self.computed, self.answers, rows)

    def given_after(self, changes: Sequence[Move]) -> dict[str, Answer]:
        """The definite answers that reach a computed rating, after `changes`."""
        return self.rater.given_after(changes) if self.rater else {}

    def effects_after(
        self, changes: Sequence[Move], rated: Mapping[str, Ratings] | None = None
    ) -> dict[int, Effect]:
        """The effects that `changes` give, by column; of the others nothing changes.

        `rated` are the computed ratings then, where they are known.
        """
        found = {move.column.index: move.effect for move in changes}
        if self.rater is not None:
            self.rater.put_in(found, changes, rated)
        return found

    def after(self, *changes: Move, rated: Mapping[str, Ratings] | None = None) -> State:
        """The state after `changes`, of different questions, one behind the other."""
        totals, speaking = self.state.totals, self.state.speaking
        new = self.effects_after(changes, rated)
        for index, effect in new.items():
            weight, old = self.weights[index], self.effects[index]
            if weight and effect is not old:
                pairs = zip(totals, effect.ratings, old.ratings, strict=True)
                totals = tuple([total + weight * (a - b) for total, a, b in pairs])
                speaking += effect.speaks - old.speaks
        return State(
            totals=totals,
            vetoed=self._vetoed(new),
            broken=self.broken_after(*changes),
            speaking=speaking,
        )

    def broken_after(self, *changes: Move) -> int:
        """The bits of the exclusions that hold after `changes`."""
        broken, looking = self.state.broken, 0
        for move in changes:
            broken = broken & ~move.column.own_bits | move.effect.broken
            looking |= self.shown(move)
        return broken & ~looking | self._holding(looking, changes) if looking else broken

    def shown(self, move: Move) -> int:
        """The bits of the exclusions of several questions that see another answer after `move`."""
        column = move.column
        if not column.shared:
            return 0
        now, then = self._seen[column.index], column.seen(move.answer)
        if now is then:
            return 0
        rows = zip(column.shared, now, then, strict=True)
        return sum([item.bit for item, was, is_ in rows if was != is_])

    @cached_property
    def _seen(self) -> Mapping[int, Seen]:
        """What exclusions of several questions see now, by column."""
        columns = (column for column in self.matrix.columns if column.shared)
        return {column.index: column.seen(self.answers.known(column.id)) for column in columns}

    def moves_veto(self, move: Move) -> bool:
        """Whether a critical question has other vetoes after `move`."""
        return any(
            index in self.critical and effect.vetoes != self.effects[index].vetoes
            for index, effect in self.effects_after((move,)).items()
        )

    def first_after(self, *changes: Move) -> int:
        return self.first_in(self.after(*changes))

    def first_in(self, state: State) -> int:
        """The bits of the best of the patterns that no exclusion takes out."""
        broken, vetoed = state.broken, state.vetoed
        best, first, feasible = NOBODY, 0, 0
        for (bit, mask), total in zip(self.matrix.bits, state.totals, strict=True):
            if broken & mask:
                continue
            feasible += 1
            key = total - TIER if vetoed & bit else total
            if key > best:
                best, first = key, bit
            elif key == best:
                first |= bit
        return first if state.speaking or feasible == 1 < self.matrix.width else 0

    def _vetoed(self, new: Mapping[int, Effect]) -> int:
        vetoed = 0
        for index in self.critical:
            vetoed |= new.get(index, self.effects[index]).vetoes
        return vetoed

    def _holding(self, looking: int, changes: Sequence[Move]) -> int:
        """The bits of those of the exclusions `looking` that hold after `changes`."""
        values = {**self.values}
        for move in changes:
            value = value_of(move.answer)
            if value is None:
                values.pop(move.column.id, None)
            else:
                values[move.column.id] = value
        items = {item for move in changes for item in move.column.shared if item.bit & looking}
        return sum([item.bit for item in items if item.holds(values) == TRUE])


def position(matrix: Matrix, answers: Answers, computed: Computed | None = None) -> Position:
    given = [answers.get(column.id) for column in matrix.columns]
    weights = tuple(_weight(column, answers) for column in matrix.columns)
    words = tuple(c.effect(answer) for c, answer in zip(matrix.columns, given, strict=True))
    offered, computed = computed, computed if computed and computed.counts(answers) else None
    effects = words if computed is None else _computed(matrix, answers, words, computed)
    values = values_of(given)
    critical = frozenset(
        c.index
        for c in matrix.columns
        if c.question.weight and answers.importance(c.id) is Importance.CRITICAL
    )
    return Position(
        matrix=matrix,
        answers=answers,
        offered=offered,
        computed=computed,
        weights=weights,
        words=words,
        effects=effects,
        values=values,
        critical=critical,
        state=state_of(matrix, weights, effects, values, critical),
    )


def _computed(
    matrix: Matrix, answers: Answers, words: Sequence[Effect], computed: Computed
) -> tuple[Effect, ...]:
    ratings = computed.ratings(definite(computed.traits, answers))
    found = list(words)
    for trait, row in ratings.items():
        index = matrix.by_trait[trait].index
        found[index] = with_ratings(words[index], row)
    return tuple(found)


def _weight(column: Column, answers: Answers) -> int:
    return column.question.weight * answers.importance(column.id).multiplier
