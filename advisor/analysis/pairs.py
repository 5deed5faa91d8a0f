"""Pairs of changes that change first place together and neither alone: complete, but pruned.

Differences of points are separable by question. So for two changes that move points only, a rival
draws level exactly when their gains add up to the margin (the method's two-answer flips). Changes
that touch an exclusion, a veto or the claim itself are few and looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from advisor.analysis.moves import Move
from advisor.analysis.position import TIER, Position, State

Pair = tuple[Move, Move]
Ranked = tuple[tuple[int, int], ...]
"""Gain on first place and index of each plain move, the largest gain first."""


def flipping_pairs(at: Position, flips: set[int]) -> list[Pair]:
    """`flips` are the identities of the moves that change first place alone."""
    moves = [move for move in at.moves if id(move) not in flips]
    if not at.first or not at.state.speaking:
        return [pair for pair in _apart(moves) if at.first_after(*pair) != at.first]
    return _Search(at, moves).found()


def _apart(moves: list[Move]) -> Iterator[Pair]:
    """Pairs of changes of different questions."""
    return (pair for pair in combinations(moves, 2) if pair[0].column is not pair[1].column)


class _Search:
    """Pairs of moves by their indices, the smaller first. Somebody is first, and points speak."""

    def __init__(self, at: Position, moves: list[Move]) -> None:
        self._at, self._moves = at, moves
        self._states = [at.after(move) for move in moves]
        self._top = at.top
        self._rivals = [p for p in range(at.matrix.width) if not at.first >> p & 1]
        self._plain = [i for i in range(len(moves)) if self._is_plain(i)]
        self._special = [i for i in range(len(moves)) if not self._is_plain(i)]
        self._ranked = {rival: self._by_gain(rival) for rival in self._rivals}

    def found(self) -> list[Pair]:
        codes = {code for index in range(len(self._moves)) for code in self._level(index)}
        codes = {code for code in codes if not self._together(*code)}
        checked = {code for code in self._to_check() if self._flips(*code)}
        return [(self._moves[i], self._moves[j]) for i, j in sorted(codes | checked)]

    def _is_plain(self, index: int) -> bool:
        """Whether a move changes points only."""
        same = self._states[index].broken == self._at.state.broken
        return same and not self._touches_veto(index)

    def _touches_veto(self, index: int) -> bool:
        """Also where another question vetoes the same pattern, and hides the change."""
        move = self._moves[index]
        column = move.column.index
        before = self._at.effects[column].vetoes
        return column in self._at.critical and move.effect.vetoes != before

    def _by_gain(self, rival: int) -> Ranked:
        gains = ((self._gain(index, rival), index) for index in self._plain)
        return tuple(sorted(gains, reverse=True))

    def _gain(self, index: int, rival: int) -> int:
        base, totals = self._at.state.totals, self._states[index].totals
        return (totals[rival] - totals[self._top]) - (base[rival] - base[self._top])

    def _level(self, index: int) -> Iterator[tuple[int, int]]:
        """Plain moves that, behind this one, bring a rival level."""
        state, column = self._states[index], self._moves[index].column
        for rival in self._rivals:
            margin = self._margin(state, rival)
            if margin is None:
                continue
            for gain, other in self._ranked[rival]:
                if gain < margin:
                    break
                if self._moves[other].column is not column:
                    yield (index, other) if index < other else (other, index)

    def _margin(self, state: State, rival: int) -> int | None:
        """How far first place is ahead of `rival`; None where the rival is excluded."""
        if state.broken & self._at.matrix.masks[rival]:
            return None
        vetoed = state.vetoed
        tiers = (vetoed >> rival & 1) - (vetoed >> self._top & 1)
        return state.totals[self._top] - state.totals[rival] + TIER * tiers

    def _to_check(self) -> Iterator[tuple[int, int]]:
        """Pairs whose effect is more than a sum."""
        active = [index for index in self._special if not self._only_restricts(index)]
        yield from combinations(active, 2)
        yield from self._linked()
        if self._at.state.speaking == 2:
            yield from combinations([i for i in range(len(self._moves)) if self._silences(i)], 2)

    def _only_restricts(self, index: int) -> bool:
        """Such a move takes rivals out and does nothing else; no other move is helped by it."""
        state, base = self._states[index], self._at.state
        adds_only = base.broken & ~state.broken == 0
        return adds_only and state.totals == base.totals and not self._touches_veto(index)

    def _linked(self) -> Iterator[tuple[int, int]]:
        """Moves of two questions that one exclusion looks at together."""
        together = self._at.matrix.together
        linked = {index for pair in together for index in pair}
        near = [i for i, move in enumerate(self._moves) if move.column.index in linked]
        return (pair for pair in combinations(near, 2) if self._together(*pair))

    def _together(self, one: int, other: int) -> bool:
        columns = self._moves[one].column.index, self._moves[other].column.index
        return (min(columns), max(columns)) in self._at.matrix.together

    def _silences(self, index: int) -> bool:
        return self._states[index].speaking < self._at.state.speaking

    def _flips(self, one: int, other: int) -> bool:
        first, second = self._moves[one], self._moves[other]
        if first.column is second.column:
            return False
        return self._at.first_after(first, second) != self._at.first
