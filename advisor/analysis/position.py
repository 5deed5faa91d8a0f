"""A set of answers in a matrix, and who is first after some of them change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from operator import add, attrgetter, sub

from advisor.analysis.computed import Computed, definite
from advisor.analysis.conditions import Value, values_of
from advisor.analysis.matrix import Column, Effect, Matrix, Ratings
from advisor.analysis.moves import Move, moves
from advisor.analysis.rater import Rater
from advisor.analysis.ruling import Ruling
from advisor.analysis.state import NOBODY, TIER, State, state_of
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.ledger import points
from advisor.values import value


@value()
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
    def leading(self) -> tuple[int, ...]:
        """The exclusions of each pattern in first place."""
        return tuple(mask for bit, mask in self.matrix.bits if self.first & bit)

    @cached_property
    def feasible(self) -> tuple[int, ...]:
        """The patterns that no exclusion takes out."""
        return tuple(p for p, mask in enumerate(self.matrix.masks) if not self.state.broken & mask)

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The patterns behind first place, ranked in its tier."""
        tier = [self.state.vetoed >> place & 1 for place in range(self.matrix.width)]
        others = (place for place in self.feasible if not self.first >> place & 1)
        return tuple(place for place in others if tier[place] == tier[self.top])

    @cached_property
    def weight_sum(self) -> int:
        """W: the weight of every criterion, answered or not."""
        return sum(w * c.criteria for w, c in zip(self.weights, self.matrix.columns, strict=True))

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

    def outcome(self, move: Move, rated: Mapping[str, Ratings] | None = None) -> Outcome:
        """`rated` are the computed ratings after `move`, where they are known."""
        rater = self.rater if self.reaches(move.column) else None
        rated = rater.ratings_after(move) if rater and rated is None else rated
        if rater is None or rated is None:
            state = self._after_alone(move)
        elif self.may_be_vetoed:
            state = self.after(move, rated=rated)
        else:
            state = self._after_rated(move, rater, rated)
        return Outcome(move, state, self.first_in(state))

    def _after_rated(self, move: Move, rater: Rater, rated: Mapping[str, Ratings]) -> State:
        """The state after a change that leads to the ratings `rated`, none of them a veto."""
        own = (move,) if move.column in self.rated else ()
        now = self.state if own else self._after_alone(move)
        *more, speaking = map(sub, rater.part(rated, own), rater.part_now)
        broken = self.ruling.after_one(move) if own else now.broken
        return State(tuple(map(add, now.totals, more)), now.vetoed, broken, now.speaking + speaking)

    @cached_property
    def may_be_vetoed(self) -> bool:
        """Whether a computed rating can be a veto."""
        return any(column.index in self.critical for column in self.rated)

    def _after_alone(self, move: Move) -> State:
        """The state after a change that does nothing to computed ratings."""
        column, effect, now = move.column, move.effect, self.state
        old, weight = self.effects[column.index], self.weights[column.index]
        totals, speaking, vetoed = now.totals, now.speaking, now.vetoed
        if weight and effect is not old:
            pairs = zip(totals, effect.ratings, old.ratings, strict=True)
            totals = tuple([total + weight * (a - b) for total, a, b in pairs])
            speaking += (effect.spoken != 0) - (old.spoken != 0)
        if column.index in self.critical:
            vetoed = self._vetoed({column.index: effect})
        return State(totals, vetoed, self.ruling.after_one(move), speaking)

    def open(self, column: Column) -> bool:
        return column.id not in self.values

    def awaits(self, trait: str) -> bool:
        """Whether a definite answer may still come."""
        return trait not in self.values and trait not in self.passed

    def reaches(self, column: Column) -> bool:
        """Whether answers to it reach a computed rating."""
        return column.index in self._reaching

    @cached_property
    def _reaching(self) -> frozenset[int]:
        traits = self.computed.traits if self.computed else ()
        return frozenset(self.matrix.by_trait[trait].index for trait in traits)

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
        reaching = (outcome for outcome in self.outcomes if self.reaches(outcome.move.column))
        return {i: tuple(row) for i, row in groupby(reaching, attrgetter("move.column.index"))}

    @cached_property
    def rater(self) -> Rater | None:
        """Computes ratings around these answers; None where none are."""
        if self.computed is None:
            return None
        rows = [(c, self.weights[c.index], self.words[c.index]) for c in self.rated]
        return Rater(self.computed, self.answers, rows)

    @cached_property
    def ruling(self) -> Ruling:
        """Which exclusions hold after changes."""
        return Ruling(self.matrix.columns, self.answers, self.values, self.state.broken)

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
            broken=self.ruling.after(*changes),
            speaking=speaking,
        )

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
        totals, speaking, broken, vetoed = state.totals, state.speaking, state.broken, state.vetoed
        if not broken and not vetoed and speaking:
            best = max(totals)
            if totals.count(best) == 1:
                return 1 << totals.index(best)
        best, first, feasible = NOBODY, 0, 0
        for (bit, mask), total in zip(self.matrix.bits, totals, strict=True):
            if broken & mask:
                continue
            feasible += 1
            key = total - TIER if vetoed & bit else total
            if key > best:
                best, first = key, bit
            elif key == best:
                first |= bit
        return first if speaking or feasible == 1 < self.matrix.width else 0

    def _vetoed(self, new: Mapping[int, Effect]) -> int:
        vetoed = 0
        for index in self.critical:
            vetoed |= new.get(index, self.effects[index]).vetoes
        return vetoed


def position(matrix: Matrix, answers: Answers, computed: Computed | None = None) -> Position:
    given = [answers.get(column.id) for column in matrix.columns]
    columns, importance = matrix.columns, answers.importance
    weights = tuple([c.question.weight * importance(c.id).multiplier for c in columns])
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
        found[index] = computed.put_in(words[index], row)
    return tuple(found)
