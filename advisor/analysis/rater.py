"""Computes ratings around one set of answers: for the many that differ in a few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.analysis.computed import Computed, Ratings, Told, Trace, definite, with_ratings
from advisor.analysis.matrix import Column, Effect
from advisor.analysis.moves import Move
from advisor.questionnaire.answers import Answer, Answers


class Rater:
    """`rated` are the questions with computed ratings, each with its effect in words and the one
    it has now."""

    def __init__(
        self, computed: Computed, answers: Answers, rated: Iterable[tuple[Column, Effect, Effect]]
    ) -> None:
        self._computed = computed
        self._given = definite(computed.traits, answers)
        self._traces = {
            trait: computed.trace(trait, self._given.get(trait)) for trait in computed.in_order
        }
        self._near = computed.told_near(self._traces)
        self.now = self.told_after(())
        self._words: list[tuple[Column, Effect]] = []
        self._made: dict[tuple[int, Ratings], tuple[Effect, Effect]] = {}
        """By effect and computed row both together, beside the effect, which thus keeps its
        identity. What stays the same is the same object."""
        for column, word, effect in rated:
            self._words.append((column, word))
            if column.id in self.now.ratings:
                self._made[id(word), self.now.ratings[column.id]] = word, effect
        self._places = frozenset(column.index for column, _word in self._words)

    def given_after(self, changes: Iterable[Move]) -> dict[str, Answer]:
        """The definite answers that reach a computed rating, after `changes`."""
        given = dict(self._given)
        for move in changes:
            if move.answer.unknown:
                given.pop(move.column.id, None)
            elif move.column.id in self._computed.traits:
                given[move.column.id] = move.answer
        return given

    def trace(self, move: Move) -> Trace | None:
        """What the answer of `move` leaves; None where it is what the present answer leaves."""
        now = self._traces.get(move.column.id)
        if now is None:
            return None
        answer = None if move.answer.unknown else move.answer
        then = self._computed.trace(move.column.id, answer)
        return None if then is now else then

    def traced(self, trait: str, trace: Trace | None) -> int:
        """A bit for each thing in which `trace` is another than the present one of `trait`."""
        if trace is None:
            return 0
        things = zip(self._traces[trait].things, trace.things, strict=True)
        return sum(1 << place for place, (now, then) in enumerate(things) if now != then)

    def feeds(self, trait: str) -> bool:
        """Whether answers change what ratings are computed from, and not the key."""
        return trait == self._computed.number

    def told_after(self, changes: Sequence[Move]) -> Told:
        """What is computed after `changes`."""
        return self.told_with([(move, self.trace(move)) for move in changes])

    def told_with(self, changes: Sequence[tuple[Move, Trace | None]]) -> Told:
        """The same for changes with their traces."""
        new = tuple([(move.column.id, trace) for move, trace in changes if trace is not None])
        found = self._near.get(new)
        if found is None:
            traces = {**self._traces, **dict(new)}
            moves = [move for move, _trace in changes]
            found = self._computed.told(traces, lambda: self.given_after(moves))
            self._near[new] = found
        return found

    def put_in(
        self, found: dict[int, Effect], changes: Sequence[Move], rated: Mapping[str, Ratings] | None
    ) -> None:
        """Computed ratings into the effects of `changes`, by column. `rated` are these ratings,
        where they are known."""
        if rated is None:
            told = self.told_after(changes)
            if told is self.now and self._places.isdisjoint(found):
                return
            rated = told.ratings
        for column, word in self._words:
            effect = found.get(column.index, word)
            row = rated.get(column.id)
            found[column.index] = effect if row is None else self._with(effect, row)

    def _with(self, effect: Effect, row: Ratings) -> Effect:
        key = (id(effect), row)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = (effect, with_ratings(effect, row))
        return made[1]
