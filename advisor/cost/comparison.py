"""Patterns against each other: their cheapest variants, and the volumes where the order turns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from advisor.catalog.cost_model import Counting, Variant
from advisor.cost.curve import CLOSE, ZERO, Piece, Straight, pieces, value_at
from advisor.cost.estimate import Estimate, Line, Standing, standing
from advisor.cost.workload import Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCost:
    """A pattern at the volume: its cheapest variant, and the additions that always count."""

    pattern: str
    cheapest: Estimate | None
    additions: tuple[Estimate, ...]
    others: tuple[Estimate, ...]

    @property
    def counted(self) -> tuple[Estimate, ...]:
        """What makes the total, where there is one."""
        return (*((self.cheapest,) if self.cheapest else ()), *self.additions)

    @property
    def priced(self) -> bool:
        return self.cheapest is not None and not any(item.missing for item in self.counted)

    @property
    def total(self) -> Decimal | None:
        """What is printed: the sum of the printed totals it is made of."""
        totals = [item.total for item in self.counted if item.total is not None]
        return sum(totals, Decimal(0)) if self.priced else None

    @property
    def exact(self) -> Fraction | None:
        if not self.priced:
            return None
        return sum((item.exact for item in self.counted), Fraction(0))

    def lines_without(self, groups: Container[str]) -> tuple[Line, ...]:
        """The lines of the month, those of `groups` left out."""
        lines = (line for item in self.counted for line in item.lines)
        return tuple(line for line in lines if line.group not in groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One way to build a pattern, with the additions that always count."""

    variant: Variant
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCurve:
    pattern: str
    curves: tuple[Curve, ...]

    def at(self, volume: float) -> float:
        return min(value_at(curve.pieces, volume) for curve in self.curves)

    def cheapest(self, volume: float) -> Variant:
        return min(self.curves, key=lambda curve: value_at(curve.pieces, volume)).variant


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Below `volume`, `below` costs less than `above`; past it the order is the other way round.

    `at_step`: one of the two jumps there, so that they are never quite equal.
    """

    below: Variant
    above: Variant
    volume: float
    at_step: bool


def pattern_costs(estimates: Sequence[Estimate], patterns: Sequence[str]) -> Iterator[PatternCost]:
    """The patterns that have any estimate, in the order given."""
    for slug in patterns:
        own = [item for item in estimates if item.variant.pattern == slug]
        if not own:
            continue
        whole = [item for item in own if item.variant.counting is None]
        first = min(item.standing for item in whole)
        priced = [item for item in whole if item.standing is first and not item.missing]
        cheapest = min(priced, key=lambda item: item.exact, default=None)
        additions = [item for item in own if is_added(item.variant, item.standing)]
        chosen = {id(item) for item in (cheapest, *additions)}
        yield PatternCost(
            pattern=slug,
            cheapest=cheapest,
            additions=tuple(item for item in additions if item.lines or item.missing),
            others=tuple(item for item in own if id(item) not in chosen),
        )


def is_added(variant: Variant, standing: Standing) -> bool:
    """Whether it is an addition that belongs to the total."""
    chosen = variant.counting is Counting.OPTIONAL and standing is Standing.CHOSEN
    return chosen or variant.counting is Counting.COUNTED


def pattern_curves(workload: Workload, patterns: Sequence[str]) -> tuple[PatternCurve, ...]:
    """The patterns that can be priced in the Region, in the order given."""
    found = []
    for slug in patterns:
        curves = tuple(_curves(workload, slug))
        if curves:
            found.append(PatternCurve(pattern=slug, curves=curves))
    return tuple(found)


def _curves(workload: Workload, slug: str) -> Iterator[Curve]:
    low, high = map(float, workload.model.chart)
    own = workload.model.of_pattern(slug)
    standings = {v.id: standing(v, workload) for v in own}
    added = [pieces(v, workload, low, high) for v in own if is_added(v, standings[v.id])]
    whole = [v for v in own if v.counting is None]
    first = min((standings[v.id] for v in whole), default=Standing.FIT)
    for variant in (v for v in whole if standings[v.id] is first):
        curve = pieces(variant, workload, low, high)
        counted = [curve, *added]
        known = [part for part in counted if part is not None]
        if curve is not None and len(known) == len(counted):
            yield Curve(variant=variant, pieces=_sum(known))


def _sum(curves: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    if len(curves) == 1:
        return curves[0]
    return tuple(
        Piece(start, end, sum((_line(curve, start, end) for curve in curves), start=ZERO))
        for start, end in pairwise(_edges(curves))
    )


def _edges(curves: Sequence[tuple[Piece, ...]]) -> list[float]:
    """Where any of the curves bends or jumps, the ends included; the same place only once."""
    pieces_ = (piece for curve in curves for piece in curve)
    found: list[float] = []
    for edge in sorted({edge for piece in pieces_ for edge in (piece.start, piece.end)}):
        if not found or edge > found[-1] * (1 + CLOSE):
            found.append(edge)
    return found


def _line(curve: tuple[Piece, ...], start: float, end: float) -> Straight:
    """The piece that holds between two neighbouring edges."""
    middle = (start + end) / 2
    return curve[bisect_left(curve, middle, key=lambda piece: piece.end)].line


def break_evens(curves: Sequence[PatternCurve]) -> tuple[BreakEven, ...]:
    """Every turn of order between two patterns, by volume."""
    found = [turn for a, b in combinations(curves, 2) for turn in _turns(a, b)]
    return tuple(sorted(found, key=lambda turn: turn.volume))


@dataclass(frozen=True, slots=True)
class _Cell:
    """Between `start` and `end`, `a` and `b` are the cheapest lines and do not cross."""

    start: float
    a: tuple[Straight, Variant]
    b: tuple[Straight, Variant]
    gap: Straight
    sign: int


def _turns(a: PatternCurve, b: PatternCurve) -> Iterator[BreakEven]:
    cells = [cell for cell in _cells(a, b) if cell.sign]
    for left, right in pairwise(cells):
        if left.sign == right.sign:
            continue
        below, above = (left.a, left.b) if left.sign < 0 else (left.b, left.a)
        nothing = CLOSE * abs(left.a[0].at(right.start))
        jump = max(abs(cell.gap.at(right.start)) for cell in (left, right)) > nothing
        yield BreakEven(below=below[1], above=above[1], volume=right.start, at_step=jump)


def _cells(a: PatternCurve, b: PatternCurve) -> Iterator[_Cell]:
    curves = (*a.curves, *b.curves)
    for start, end in pairwise(_edges([curve.pieces for curve in curves])):
        lines = [(_line(curve.pieces, start, end), curve.variant) for curve in curves]
        inner = _crossings([line for line, _variant in lines], start, end)
        for left, right in pairwise([start, *inner, end]):
            yield _cell(lines[: len(a.curves)], lines[len(a.curves) :], left, right)


def _crossings(lines: Sequence[Straight], start: float, end: float) -> list[float]:
    found = set()
    for one, other in combinations(lines, 2):
        gap = one - other
        if gap.slope:
            place = -gap.base / gap.slope
            if start < place < end:
                found.add(place)
    return sorted(found)


def _cell(
    a: Sequence[tuple[Straight, Variant]],
    b: Sequence[tuple[Straight, Variant]],
    start: float,
    end: float,
) -> _Cell:
    middle = (start + end) / 2
    best_a = min(a, key=lambda pair: pair[0].at(middle))
    best_b = min(b, key=lambda pair: pair[0].at(middle))
    gap = best_a[0] - best_b[0]
    here = gap.at(middle)
    return _Cell(start, best_a, best_b, gap, (here > 0) - (here < 0))
