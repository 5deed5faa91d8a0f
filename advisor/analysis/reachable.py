"""What the open questions can still make of the totals, computed ratings included.

Where no rating is computed this is a sum of extremes, question by question, and exact. The open
questions that reach a computed rating are tried together, every choice of each. Where that is too
many, or a number among them could be any, the computed rating is taken to be anything within its
caps: then the extremes may be too wide, and are never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import prod

from advisor.analysis.matrix import Column
from advisor.analysis.moves import moves
from advisor.analysis.position import Position
from advisor.analysis.spread import best_difference, highest_rating, lowest_rating
from advisor.catalog.model import QuestionKind

MOST_TRIED = 250
"""Combinations of answers beyond which the caps are taken instead."""

Span = tuple[int, int]


class Reachable:
    """The extremes of one position. `together` are the open questions that are tried together."""

    def __init__(self, at: Position) -> None:
        self._at = at
        open_ones = [column for column in at.matrix.columns if at.awaits(column.id)]
        reaching = at.still_reaching
        self.together = tuple(column for column in open_ones if column.id in reaching)
        self._apart = [c for c in open_ones if at.weights[c.index] and c.id not in reaching]
        self._rated = at.rated if self.together else ()
        self._tried = tuple(_tried(at, self.together))
        self._bounded = [
            column
            for column in (() if self._tried else self.together)
            if at.weights[column.index] and column not in self._rated
        ]

    def lowest(self, place: int) -> int:
        """The least that a pattern's total can become."""
        at = self._at
        apart = sum(at.weights[c.index] * lowest_rating(c, place) for c in self._apart)
        if self._tried:
            return apart + min(totals[place] for totals in self._tried)
        bounded = sum(at.weights[c.index] * lowest_rating(c, place) for c in self._bounded)
        rated = sum(w * (low - now) for w, now, (low, _) in self._spans(place))
        return at.state.totals[place] + apart + bounded + rated

    def highest(self, place: int) -> int:
        """The most that a pattern's total can become."""
        at = self._at
        apart = sum(at.weights[c.index] * highest_rating(c, place) for c in self._apart)
        if self._tried:
            return apart + max(totals[place] for totals in self._tried)
        bounded = sum(at.weights[c.index] * highest_rating(c, place) for c in self._bounded)
        rated = sum(w * (high - now) for w, now, (_, high) in self._spans(place))
        return at.state.totals[place] + apart + bounded + rated

    def worst_lead(self, one: int, other: int) -> int:
        """The least that the total of `one` can be ahead of that of `other`."""
        at = self._at
        apart = sum(at.weights[c.index] * best_difference(c, other, one) for c in self._apart)
        if self._tried:
            return min(totals[one] - totals[other] for totals in self._tried) - apart
        bounded = sum(at.weights[c.index] * best_difference(c, other, one) for c in self._bounded)
        falls = sum(w * (low - now) for w, now, (low, _) in self._spans(one))
        rises = sum(w * (high - now) for w, now, (_, high) in self._spans(other))
        return at.state.totals[one] - at.state.totals[other] - apart - bounded + falls - rises

    def _spans(self, place: int) -> Iterator[tuple[int, int, Span]]:
        """Weight, rating now and the ends of what it can become, by rated question."""
        at = self._at
        for column in self._rated:
            now = at.effects[column.index].ratings[place]
            yield at.weights[column.index], now, self._span(column, place)

    def _span(self, column: Column, place: int) -> Span:
        at, computed = self._at, self._at.computed
        assert computed is not None  # there are rated questions
        own = at.words[column.index].ratings[place]
        low, high = (
            (lowest_rating(column, place), highest_rating(column, place))
            if at.awaits(column.id)
            else (min(0, own), max(0, own))
        )
        if column.id != computed.trait:
            return low, high
        cap = max(computed.caps[option] for option in self._options(column))
        return min(low, -cap), max(high, cap)

    def _options(self, column: Column) -> tuple[str, ...]:
        answer = self._at.answers.known(column.id)
        return column.question.rated_ids if answer is None else answer.options


@lru_cache(maxsize=8)
def reachable(at: Position) -> Reachable:
    return Reachable(at)


def _tried(at: Position, columns: tuple[Column, ...]) -> Iterator[tuple[int, ...]]:
    """The totals after every combination of answers; nothing where not all can be tried."""
    if not columns or any(c.question.kind is not QuestionKind.SINGLE for c in columns):
        return
    rows = [(None, *moves(column, None)) for column in columns]
    if prod(map(len, rows)) > MOST_TRIED:
        return
    for chosen in product(*rows):
        yield at.after(*(move for move in chosen if move is not None)).totals
