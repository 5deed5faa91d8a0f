"""What a pattern costs over the volume: at every place, by the variant that costs least there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from advisor.catalog.cost_model import Variant
from advisor.cost.curve import CLOSE, ZERO, Piece, Straight, pieces, value_at
from advisor.cost.estimate import Estimate, oldest
from advisor.cost.standing import counted, standing
from advisor.cost.workload import Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One way to build a pattern, with the additions that always count."""

    variant: Variant
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cheapest:
    """Within `piece`, `variant` costs least of its pattern."""

    piece: Piece
    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCurve:
    """`cheapest` covers the axis without a gap, rising in volume."""

    pattern: str
    curves: tuple[Curve, ...]
    cheapest: tuple[Cheapest, ...]

    def at(self, volume: float) -> float:
        return min(value_at(curve.pieces, volume) for curve in self.curves)

    def cheapest_at(self, volume: float) -> Variant:
        return min(self.curves, key=lambda curve: value_at(curve.pieces, volume)).variant

    @property
    def oldest(self) -> str | None:
        """The date of the oldest price used at any volume, as far as it is known."""
        return oldest(item.piece.oldest or "" for item in self.cheapest)

    @property
    def variant(self) -> Variant | None:
        """The one that costs least at every volume, where it is the same one."""
        found = {item.variant.id: item.variant for item in self.cheapest}
        return self.cheapest[0].variant if len(found) == 1 else None


def pattern_curves(workload: Workload, patterns: Sequence[str]) -> tuple[PatternCurve, ...]:
    """The patterns that can be priced in the Region, in the order given."""
    found = []
    for slug in patterns:
        curves = tuple(_curves(workload, slug))
        if curves:
            cheapest = tuple(_cheapest(curves))
            found.append(PatternCurve(pattern=slug, curves=curves, cheapest=cheapest))
    return tuple(found)


def oldest_price(priced: Iterable[Estimate], curves: Iterable[PatternCurve]) -> str | None:
    """The date of the oldest price used in any estimate, or at any volume of any curve."""
    dates = [*(item.oldest for item in priced), *(curve.oldest for curve in curves)]
    return oldest(day for day in dates if day)


def _curves(workload: Workload, slug: str) -> Iterator[Curve]:
    low, high = map(float, workload.model.chart)
    own = workload.model.of_pattern(slug)
    counts = counted((variant, standing(variant, workload)) for variant in own)
    added = [pieces(variant, workload, low, high) for variant in own if variant.id in counts.added]
    for variant in (item for item in own if item.id in counts.whole):
        curve = pieces(variant, workload, low, high)
        known = [part for part in (curve, *added) if part is not None]
        if len(known) == 1 + len(added):
            yield Curve(variant=variant, pieces=_sum(known))


def _sum(curves: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    if len(curves) == 1:
        return curves[0]
    return tuple(_added(curves, start, end) for start, end in pairwise(edges(curves)))


def _added(curves: Sequence[tuple[Piece, ...]], start: float, end: float) -> Piece:
    parts = [curve[index_in(curve, start, end)] for curve in curves]
    line = sum((part.line for part in parts), start=ZERO)
    return Piece(start, end, line, oldest(part.oldest or "" for part in parts))


def _cheapest(curves: Sequence[Curve]) -> Iterator[Cheapest]:
    if len(curves) == 1:
        yield from (Cheapest(piece, curves[0].variant) for piece in curves[0].pieces)
        return
    for start, end in pairwise(edges([curve.pieces for curve in curves])):
        here = [(c.pieces[index_in(c.pieces, start, end)], c.variant) for c in curves]
        inner = crossings([piece.line for piece, _variant in here], start, end)
        for left, right in pairwise([start, *inner, end]):
            middle = (left + right) / 2
            piece, variant = min(here, key=lambda pair: pair[0].line.at(middle))
            yield Cheapest(Piece(left, right, piece.line, piece.oldest), variant)


def edges(curves: Iterable[Sequence[Piece]]) -> list[float]:
    """Where any of the curves bends or jumps, the ends included; the same place only once."""
    pieces_ = (piece for curve in curves for piece in curve)
    found: list[float] = []
    for edge in sorted({edge for piece in pieces_ for edge in (piece.start, piece.end)}):
        if not found or edge > found[-1] * (1 + CLOSE):
            found.append(edge)
    return found


def index_in(curve: Sequence[Piece], start: float, end: float) -> int:
    """Which piece holds between two neighbouring edges."""
    return bisect_left(curve, (start + end) / 2, key=lambda piece: piece.end)


def crossings(lines: Sequence[Straight], start: float, end: float) -> list[float]:
    """Where any two of `lines` cross between `start` and `end`, rising."""
    found = set()
    for one, other in combinations(lines, 2):
        gap = one - other
        if gap.slope:
            place = -gap.base / gap.slope
            if start < place < end:
                found.add(place)
    return sorted(found)
