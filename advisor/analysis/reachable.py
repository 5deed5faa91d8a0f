"""What the open questions can still make of the totals, computed ratings included.

Where no rating is computed this is a sum of extremes, question by question, and exact. The open
questions that reach a computed rating are tried together, every choice of each, and of a number
every value that can be told apart. Where that is too many, only the questions whose ratings can
be computed are tried, and a computed rating is taken to be anything within its cap: then the
extremes may be too wide, and are never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from math import prod

from advisor.analysis.computed import Computed, Given
from advisor.analysis.matrix import Column, Ratings
from advisor.analysis.moves import Move, answers_to, number_said
from advisor.analysis.position import Position
from advisor.analysis.spread import best_difference, highest_rating, lowest_rating
from advisor.catalog.model import QuestionKind

MOST_TRIED = 250
"""Combinations of answers beyond which caps are taken instead."""

MOST_WALKS = 6
"""The same for those that differ in more than a number and the answer that is rated."""

Totals = tuple[int, ...]
Chosen = tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Between these each total is, whatever the others are."""

    low: Totals
    high: Totals


class Reachable:
    """The extremes of one position. `together` are the open questions that are tried together."""

    def __init__(self, at: Position) -> None:
        self._at = at
        open_ones = [column for column in at.matrix.columns if at.awaits(column.id)]
        reaching = at.still_reaching
        self.together = tuple(column for column in open_ones if column.id in reaching)
        tried = _tried(at, self.together)
        self.exact = tried is not None
        alone = [column for column in open_ones if column.id not in reaching]
        if tried is None:
            tried = list(_capped(at, self.together))
            alone += [column for column in self.together if column not in at.rated]
        self._spans = tried
        self._alone = [column for column in alone if at.weights[column.index]]

    def lowest(self, place: int) -> int:
        """The least that a pattern's total can become."""
        weights = self._at.weights
        alone = sum(weights[c.index] * lowest_rating(c, place) for c in self._alone)
        return alone + min(span.low[place] for span in self._spans)

    def highest(self, place: int) -> int:
        """The most that a pattern's total can become."""
        weights = self._at.weights
        alone = sum(weights[c.index] * highest_rating(c, place) for c in self._alone)
        return alone + max(span.high[place] for span in self._spans)

    def worst_lead(self, one: int, other: int) -> int:
        """The least that the total of `one` can be ahead of that of `other`."""
        weights = self._at.weights
        alone = sum(weights[c.index] * best_difference(c, other, one) for c in self._alone)
        return min(span.low[one] - span.high[other] for span in self._spans) - alone


@lru_cache(maxsize=2)
def reachable(at: Position) -> Reachable:
    return Reachable(at)


def _tried(at: Position, together: Sequence[Column]) -> list[Span] | None:
    """The totals after every combination of answers; None where not all can be tried."""
    number = at.computed.number if at.computed else None
    singles = [column for column in together if column.id != number]
    if any(column.question.kind is not QuestionKind.SINGLE for column in singles):
        return None
    rows = [(None, *answers_to(column)) for column in singles]
    if prod(map(len, rows)) > MOST_TRIED:
        return None
    chosen = [tuple(move for move in row if move is not None) for row in product(*rows)]
    if len(singles) == len(together) or at.computed is None:
        totals = (at.after(*moves).totals for moves in chosen)
        return [Span(found, found) for found in totals]
    keys = {at.computed.key(at.given_after(moves)) for moves in chosen}
    if len(keys) > MOST_WALKS:
        return None
    found = {totals for moves in chosen for totals in _at_every_number(at, at.computed, moves)}
    return [Span(totals, totals) for totals in sorted(found)]


def _at_every_number(at: Position, computed: Computed, chosen: Chosen) -> Iterator[Totals]:
    """The totals after `chosen`, with the number still open and for every number."""
    yield at.after(*chosen).totals
    assert computed.number is not None
    column, given = at.matrix.by_trait[computed.number], at.given_after(chosen)
    if computed.trait not in given:
        for move in answers_to(column):
            yield at.after(*chosen, move).totals
        return
    for answer, ratings in computed.every(given):
        assert answer.number is not None
        move = number_said(column, answer.number)
        yield at.after(*chosen, move, rated=ratings).totals


def _capped(at: Position, together: Sequence[Column]) -> Iterator[Span]:
    """The totals for every answer to the questions with computed ratings, in words or within caps.

    Where these are too many, or take several options, each by itself goes to its extremes.
    """
    assert at.computed is not None  # there are questions that reach a rating
    open_ones = [column for column in at.rated if column in together]
    rows = [(None, *answers_to(column)) for column in open_ones]
    severals = any(c.question.kind is QuestionKind.SEVERAL for c in open_ones)
    if severals or prod(map(len, rows)) > MOST_TRIED:
        yield _widest(at, at.computed, open_ones)
        return
    for row in product(*rows):
        yield _span(at, at.computed, tuple(move for move in row if move is not None))


def _span(at: Position, computed: Computed, chosen: Chosen) -> Span:
    words = at.after(*chosen, rated={}).totals
    given = at.given_after(chosen)
    missing = computed.needs - given.keys()
    open_still = {trait for trait in missing - {*computed.rated} if at.awaits(trait)}
    if computed.trait not in given or missing != open_still:
        return Span(words, words)
    silent = at.after(*chosen, rated=_silent(at, computed)).totals
    weight = at.weights[at.matrix.by_trait[computed.trait].index]
    reach = weight * computed.caps[given[computed.trait].options[0]]
    unsure = missing or _may_be_nothing(at, computed, given)
    sure = frozenset[int]() if unsure else computed.sure
    return Span(
        tuple(
            total - reach if place in sure else min(total - reach, in_words)
            for place, (total, in_words) in enumerate(zip(silent, words, strict=True))
        ),
        tuple(
            total + reach if place in sure else max(total + reach, in_words)
            for place, (total, in_words) in enumerate(zip(silent, words, strict=True))
        ),
    )


def _may_be_nothing(at: Position, computed: Computed, given: Given) -> bool:
    """Whether a number could be 0, so that nothing is computed."""
    for trait in computed.needs:
        number, line = given[trait].number, at.matrix.by_trait[trait].line
        if number is None:
            continue
        if not number or (at.awaits(trait) and line.place(number) == line.place(Decimal(0))):
            return True
    return False


def _silent(at: Position, computed: Computed) -> dict[str, Ratings]:
    return dict.fromkeys(computed.rated, (0,) * at.matrix.width)


def _widest(at: Position, computed: Computed, open_ones: Sequence[Column]) -> Span:
    base = at.after(rated=_silent(at, computed)).totals
    low, high = list(base), list(base)
    for column in at.rated:
        weight, own = at.weights[column.index], at.words[column.index].ratings
        cap = 0
        if column.id == computed.trait:
            answer = at.answers.known(column.id)
            options = column.question.rated_ids if answer is None else answer.options
            cap = max(computed.caps[option] for option in options)
        for place in range(at.matrix.width):
            least, most = min(0, own[place]), max(0, own[place])
            if column in open_ones:
                least, most = lowest_rating(column, place), highest_rating(column, place)
            low[place] += weight * min(least, -cap)
            high[place] += weight * max(most, cap)
    return Span(tuple(low), tuple(high))
