"""Which of two patterns costs less at which volumes, and where that turns round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from advisor.catalog.cost_model import Variant
from advisor.cost.curve import CLOSE, Straight
from advisor.cost.pattern_curve import PatternCurve, crossings, edges, index_in

ROUNDING = 1e-12
"""Sums of floats that differ by less, relative to their size, are taken for equal."""

WORTH_SAYING = 1.01
"""A stretch of equal cost is told from this many times its lower end on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Below `volume`, `below` costs less than `above`; past it the order is the other way round.

    `at_step`: one of the two jumps there, so that they are never quite equal.
    """

    below: Variant
    above: Variant
    volume: float
    at_step: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Requests a month from `low` to `high`; None where it goes on to that end of the axis."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOrder:
    """Two patterns over the whole axis, where their order turns at all.

    `first` costs less up to the first of `turns`, and from then on they take turns. Only within
    `equal` do they cost the same. `variants` are those of `first` and `second`, where the pattern
    is built in the same way at every volume.
    """

    first: str
    second: str
    variants: tuple[Variant | None, Variant | None]
    turns: tuple[BreakEven, ...]
    equal: tuple[Stretch, ...]

    @property
    def last(self) -> str:
        """Which costs less above the last turn."""
        return self.turns[-1].above.pattern

    @property
    def where_second(self) -> tuple[Stretch, ...]:
        """Where `second` costs less, rising in volume."""
        places = [turn.volume for turn in self.turns]
        ends = [*places[1::2], *([None] if len(places) % 2 else [])]
        return tuple(Stretch(low=a, high=b) for a, b in zip(places[::2], ends, strict=True))


def pair_orders(curves: Sequence[PatternCurve]) -> tuple[PairOrder, ...]:
    """Every pair whose order turns, by the volume of its first turn."""
    found = [order for a, b in combinations(curves, 2) for order in _order(a, b)]
    return tuple(sorted(found, key=lambda order: order.turns[0].volume))


def break_evens(curves: Sequence[PatternCurve]) -> tuple[BreakEven, ...]:
    """Every turn of order between two patterns, by volume."""
    found = [turn for a, b in combinations(curves, 2) for turn in _turns(list(_cells(a, b)))]
    return tuple(sorted(found, key=lambda turn: turn.volume))


def _order(a: PatternCurve, b: PatternCurve) -> Iterator[PairOrder]:
    cells = list(_cells(a, b))
    turns = tuple(_turns(cells))
    if not turns:
        return
    first, second = (a, b) if turns[0].below.pattern == a.pattern else (b, a)
    yield PairOrder(
        first=first.pattern,
        second=second.pattern,
        variants=(first.variant, second.variant),
        turns=turns,
        equal=tuple(_equal(cells)),
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """Between `start` and `end`, `a` and `b` are the cheapest lines and do not cross."""

    start: float
    end: float
    a: tuple[Straight, Variant]
    b: tuple[Straight, Variant]
    gap: Straight
    sign: int


def _turns(cells: Sequence[_Cell]) -> Iterator[BreakEven]:
    for left, right in pairwise([cell for cell in cells if cell.sign]):
        if left.sign == right.sign:
            continue
        below, above = (left.a, left.b) if left.sign < 0 else (left.b, left.a)
        nothing = CLOSE * abs(left.a[0].at(right.start))
        jump = max(abs(cell.gap.at(right.start)) for cell in (left, right)) > nothing
        yield BreakEven(below=below[1], above=above[1], volume=right.start, at_step=jump)


def _equal(cells: Sequence[_Cell]) -> Iterator[Stretch]:
    """The stretches of equal cost, neighbours put together."""
    low, high = cells[0].start, cells[-1].end
    start: float | None = None
    for cell, following in pairwise([*cells, None]):
        assert cell is not None  # only the last one follows nothing
        if cell.sign:
            continue
        start = cell.start if start is None else start
        if following is not None and not following.sign:
            continue
        if cell.end > start * WORTH_SAYING:
            yield Stretch(
                low=None if start == low else start, high=None if cell.end == high else cell.end
            )
        start = None


def _cells(a: PatternCurve, b: PatternCurve) -> Iterator[_Cell]:
    own, others = ([item.piece for item in curve.cheapest] for curve in (a, b))
    for start, end in pairwise(edges([own, others])):
        one = a.cheapest[index_in(own, start, end)]
        other = b.cheapest[index_in(others, start, end)]
        lines = one.piece.line, other.piece.line
        for left, right in pairwise([start, *crossings(lines, start, end), end]):
            yield _Cell(
                start=left,
                end=right,
                a=(lines[0], one.variant),
                b=(lines[1], other.variant),
                gap=lines[0] - lines[1],
                sign=_sign(*lines, (left + right) / 2),
            )


def _sign(one: Straight, other: Straight, volume: float) -> int:
    a, b = one.at(volume), other.at(volume)
    if abs(a - b) <= ROUNDING * max(abs(a), abs(b)):
        return 0
    return 1 if a > b else -1
