"""Pairs of changes that change first place together and neither alone: complete, but pruned.

Differences of points are separable by question. So for two changes that move points and at most
take rivals out, a rival draws level exactly when their gains add up to the margin. Changes that
bring a pattern back or touch a veto are few, as are the questions that reach a computed rating;
their pairs are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations, product

from advisor.analysis.interplay import interplay
from advisor.analysis.moves import Move
from advisor.analysis.position import Outcome, Position
from advisor.analysis.state import TIER, State

Pair = tuple[Move, Move]
Ranked = tuple[tuple[int, int], ...]
"""Gain on first place and index of each simple change, the largest gain first."""


def flipping_pairs(at: Position) -> list[Pair]:
    """None where nobody is first: there is no first place to change."""
    return _Search(at).found() if at.first else []


class _Search:
    """Pairs of changes by their indices among those that leave first place alone."""

    def __init__(self, at: Position) -> None:
        self._at = at
        outcomes = [outcome for outcome in at.outcomes if outcome.first == at.first]
        self._moves = [outcome.move for outcome in outcomes]
        self._states = [outcome.state for outcome in outcomes]
        self._columns = [move.column.index for move in self._moves]
        self._interplay = interplay(at)
        self._simple = [i for i in range(len(outcomes)) if self._is_simple(outcomes[i])]
        self._ranked = {
            rival: self._by_gain(rival)
            for rival in range(at.matrix.width)
            if not at.first >> rival & 1
        }

    def found(self) -> list[Pair]:
        together = self._together
        codes = {
            code
            for index in range(len(self._moves))
            for code in self._level(index)
            if not self._is_joint(together, *code)
        }
        codes |= {code for code in self._to_check() if self._flips(*code)}
        return [(self._moves[one], self._moves[other]) for one, other in sorted(codes)]

    @cached_property
    def _together(self) -> frozenset[tuple[int, int]]:
        """Questions that one exclusion, or one computed rating, looks at together."""
        reaching = [c.index for c in self._at.matrix.columns if self._at.reaches(c)]
        return self._at.matrix.together | frozenset(combinations(reaching, 2))

    def _is_joint(self, together: frozenset[tuple[int, int]], one: int, other: int) -> bool:
        """Whether the effect of two changes can be more than a sum."""
        columns = self._columns[one], self._columns[other]
        if columns in self._at.matrix.together:
            return True
        return columns in together and self._interplay.together(
            self._moves[one], self._moves[other]
        )

    def _is_simple(self, outcome: Outcome) -> bool:
        """Whether a change moves points and takes patterns out, and does no more than that."""
        if self._at.state.broken & ~outcome.state.broken:
            return False
        return not (self._at.critical and self._at.moves_veto(outcome.move))

    def _by_gain(self, rival: int) -> Ranked:
        """Without those that take `rival` out."""
        top, base = self._at.top, self._at.state
        lead, mask = base.totals[rival] - base.totals[top], self._at.matrix.masks[rival]
        found = []
        for index in self._simple:
            state = self._states[index]
            if not state.broken & ~base.broken & mask:
                found.append((state.totals[rival] - state.totals[top] - lead, index))
        return tuple(sorted(found, reverse=True))

    def _level(self, index: int) -> Iterator[tuple[int, int]]:
        """Simple changes that, behind this one, bring a rival level."""
        state, column = self._states[index], self._columns[index]
        for rival, ranked in self._ranked.items():
            margin = self._margin(state, rival)
            if margin is None or not ranked or ranked[0][0] < margin:
                continue
            for gain, other in ranked:
                if gain < margin:
                    break
                if self._columns[other] != column:
                    yield (index, other) if index < other else (other, index)

    def _margin(self, state: State, rival: int) -> int | None:
        """How far first place is ahead of `rival`; None where the rival is excluded."""
        if state.broken & self._at.matrix.masks[rival]:
            return None
        top = self._at.top
        tiers = (state.vetoed >> rival & 1) - (state.vetoed >> top & 1)
        return state.totals[top] - state.totals[rival] + TIER * tiers

    def _to_check(self) -> Iterator[tuple[int, int]]:
        """Pairs whose effect is more than a sum; also those that leave nothing that speaks."""
        simple, everything = set(self._simple), range(len(self._moves))
        yield from combinations([index for index in everything if index not in simple], 2)
        by_column: dict[int, list[int]] = {}
        for index, column in enumerate(self._columns):
            by_column.setdefault(column, []).append(index)
        for one, other in self._together:
            for code in product(by_column.get(one, ()), by_column.get(other, ())):
                if self._is_joint(self._together, *code):
                    yield code
        silencing = self._silencing(everything)
        speaking = self._at.state.speaking
        most = max((speaking - self._states[index].speaking for index in silencing), default=0)
        if 2 * most >= speaking:
            yield from combinations(silencing, 2)

    def _silencing(self, indices: Iterable[int]) -> list[int]:
        return [i for i in indices if self._states[i].speaking < self._at.state.speaking]

    def _flips(self, one: int, other: int) -> bool:
        first, second = self._moves[one], self._moves[other]
        if first.column is second.column:
            return False
        at = self._at
        together = at.reaches(first.column) and at.reaches(second.column)
        state = at.after_both(first, second) if together else at.after(first, second)
        return at.first_in(state) != at.first
