"""Computes ratings around one set of answers: for the many that differ in a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from advisor.analysis.cells import Cell, Run
from advisor.analysis.computed import (
    NOTHING,
    Changed,
    Computed,
    Told,
    Trace,
    definite,
)
from advisor.analysis.matrix import Column, Effect, Ratings
from advisor.analysis.moves import Move, number_said
from advisor.analysis.pieces import pieces
from advisor.analysis.spots import Spot, Spots
from advisor.questionnaire.answers import Answer, Answers

Part = tuple[int, ...]
"""What the questions with computed ratings make of each total, and behind these how many of them
speak."""


class Rater:
    """`rated` are the questions with computed ratings, each with its weight and its effect in
    words."""

    def __init__(
        self,
        computed: Computed,
        answers: Answers,
        rated: Iterable[tuple[Column, int, Effect]],
    ) -> None:
        self._computed = computed
        self._given = definite(computed.traits, answers)
        self._traces = {
            trait: computed.trace(trait, self._given.get(trait)) for trait in computed.in_order
        }
        self._near = computed.near(self._traces)
        self.now = self.told_after(())
        self._rated = tuple(rated)
        self._places = frozenset(column.index for column, _weight, _word in self._rated)
        self._parts: dict[tuple[int, ...], tuple[Mapping[str, Ratings], Part]] = {}
        self._whole: dict[int, tuple[Mapping[str, Ratings], Part]] = {}

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
        found = self._near.traced.get((trait, trace))
        if found is None:
            rows = enumerate(zip(self._traces[trait].things, trace.things, strict=True))
            found = sum(1 << place for place, (now, then) in rows if now != then)
            self._near.traced[trait, trace] = found
        return found

    def looking(self, column: Column) -> int:
        """A bit for each thing in which a number that answers `column` leaves a trace."""
        return self._computed.looking(column.id, [cell.number for cell in column.line.cells])

    def feeds(self, trait: str) -> bool:
        """Whether answers change what ratings are computed from, and not the key."""
        return trait == self._computed.number

    def told_after(self, changes: Sequence[Move]) -> Told:
        """What is computed after `changes`."""
        traces = [(move.column.id, self.trace(move)) for move in changes]
        new = tuple([(trait, trace) for trait, trace in traces if trace is not None])
        return self.told_with(new, changes)

    def told_with(self, changed: Changed, changes: Sequence[Move]) -> Told:
        """The same; `changed` are the traces that they leave."""
        found = self._near.told.get(changed)
        if found is None:
            traces = {**self._traces, **dict(changed)}
            found = self._computed.told(traces, lambda: self.given_after(changes))
            self._near.told[changed] = found
        return found

    def joint(
        self, changed: tuple[Changed, ...], found: Callable[[], Iterable[tuple[int, int]]]
    ) -> tuple[tuple[int, int], ...]:
        """The places of two of `changed` whose ratings are no sum: the first time, what is
        `found`."""
        known = self._near.joint
        if changed not in known:
            known[changed] = tuple(found())
        return known[changed]

    def runs(self, trait: str, changes: Sequence[Move] = ()) -> tuple[Run, ...] | None:
        """For the number that answers `trait`, beside the other answers after `changes`; None: not
        known."""
        return self._computed.runs_beside(
            trait, self._traces_after(changes), self.given_after(changes)
        )

    def spots(self, column: Column, changed: Changed = (), changes: Sequence[Move] = ()) -> Spots:
        """The numbers that answer `column` beside `changes`, which leave the traces `changed`:
        those together that do the same."""
        found = self._near.spots.get((column.id, changed))
        if found is None:
            traces = {**self._traces, **dict(changed)}
            found = self._computed.spots_beside(
                column.id, traces, lambda: self._spots(column, changes)
            )
            self._near.spots[column.id, changed] = found
        return found

    def known_spots(self, column: Column, changed: Changed) -> Spots | None:
        """The same, if it was looked at before."""
        near, key = self._near.spots, (column.id, changed)
        if key not in near:
            traces = {**self._traces, **dict(changed)}
            near[key] = self._computed.known_spots(column.id, traces)
        return near[key]

    def _spots(self, column: Column, changes: Sequence[Move]) -> Iterator[Spot]:
        found: dict[tuple[int, int], tuple[Mapping[str, Ratings], list[tuple[Cell, bool]]]] = {}
        for cell, place, sure in pieces(column, self.runs(column.id, changes)):
            ratings = self.told_after((*changes, number_said(column, cell.number))).ratings
            found.setdefault((place, id(ratings)), (ratings, []))[1].append((cell, sure))
        for (place, _id), (ratings, cells) in found.items():
            yield Spot(place, ratings, tuple(cells))

    def _traces_after(self, changes: Iterable[Move]) -> Mapping[str, Trace]:
        left = {move.column.id: self.trace(move) for move in changes}
        return {**self._traces, **{t: trace for t, trace in left.items() if trace is not None}}

    def ratings_after(self, move: Move) -> Mapping[str, Ratings] | None:
        """What is computed after one change; None where it does nothing to that."""
        trace = self.trace(move)
        if trace is None:
            return self.now.ratings if move.column.index in self._places else None
        then = self.told_with(((move.column.id, trace),), (move,)).ratings
        same = then is self.now.ratings and move.column.index not in self._places
        return None if same else then

    def part(self, ratings: Mapping[str, Ratings], own: Sequence[Move] = ()) -> Part:
        """With `ratings`, and after changes of rated questions, `own`."""
        whole = self._whole.get(id(ratings))
        if whole is not None:
            return whole[1]
        row = ratings.get(self._computed.trait)
        if row is not None and None not in row:  # words of all rated questions fall silent
            mine = [self.weight * (rating or 0) for rating in row]
            self._whole[id(ratings)] = ratings, (*mine, 1 if any(mine) else 0)
            return self._whole[id(ratings)][1]
        key = (id(ratings), *[id(move.effect) for move in own])
        if key not in self._parts:
            effects = {move.column.index: move.effect for move in own}
            self.put_in(effects, own, ratings)
            rows = [(weight, effects[column.index]) for column, weight, _word in self._rated]
            totals = zip(*[[w * rating for rating in e.ratings] for w, e in rows], strict=True)
            speaking = sum(e.speaks for w, e in rows if w)
            self._parts[key] = ratings, (*map(sum, totals), speaking)
        return self._parts[key][1]

    def words(self, own: Sequence[Move]) -> Part:
        """The same where nothing is computed."""
        return self.part(NOTHING, own)

    def reach(self, change: Move | None) -> int | None:
        """How far from 0 a computed rating can bring a total, after a change of a rated question;
        None where none is computed then."""
        trait = self._computed.trait
        answer = self._given.get(trait)
        if change is not None and change.column.id == trait:
            answer = None if change.answer.unknown else change.answer
        if answer is None:
            return None
        return self.weight * self._computed.caps[answer.options[0]]

    @cached_property
    def weight(self) -> int:
        """That of the question whose ratings are computed."""
        return next(w for column, w, _word in self._rated if column.id == self._computed.trait)

    @property
    def sure(self) -> frozenset[int]:
        """The patterns that are always rated where anything is computed."""
        return self._computed.sure

    @cached_property
    def part_now(self) -> Part:
        return self.part(self.now.ratings)

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
        for column, _weight, word in self._rated:
            effect = found.get(column.index, word)
            row = rated.get(column.id)
            found[column.index] = effect if row is None else self._computed.put_in(effect, row)
