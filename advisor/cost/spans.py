"""The levels of one pattern over every volume: the spans of volumes in which none changes.

A walk along straight lines, as in `advisor.cost.curve`. Steps are bracketed by a line below them
and one above; where both give the same level, it is that. Elsewhere the steps are walked, unless
they are many: then the month goes up to the one line and down to the other within each of them,
so that every level between occurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, pairwise
from math import inf, nextafter

from advisor.catalog.cost_model import Advice, Derived, Variant
from advisor.catalog.formula import fold
from advisor.cost.curve import CLOSE, ZERO, Step, Straight, Totals, totals
from advisor.cost.standing import counted, standing
from advisor.cost.workload import Workload

MOST_STEPS = 8
"""Steps that are walked one by one where they can change a level."""

Names = Mapping[str, Straight]

Level = int | None
"""None: a price lacks, so that words stay."""


@dataclass(frozen=True, slots=True)
class Span:
    """Between `start` and `end`, neither included, every one of `levels` occurs and no other."""

    start: float
    end: float
    levels: frozenset[Level]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Between `start` and `end` a month and the reference lie between their lines."""

    start: float
    end: float
    month: tuple[Straight, Straight] | None
    reference: tuple[Straight, Straight]


def spans(
    ways: Sequence[Variant],
    workload: Workload,
    advice: Advice,
    low: float,
    high: float,
    *,
    along: frozenset[str] | None = None,
) -> tuple[Span, ...]:
    """For the `ways` to build one pattern, additions included.

    `along` are the inputs that run from `low` to `high`, the volume unless others are given.
    """
    walk = _Walk(ways, workload, advice, along or frozenset((workload.model.volume,)))
    found = walk.pieces(low, high, bracket=True)
    return tuple(_joined(span for piece in found for span in walk.spans(piece)))


class _Walk:
    def __init__(
        self, ways: Sequence[Variant], workload: Workload, advice: Advice, along: frozenset[str]
    ) -> None:
        model = workload.model
        numbers = {**model.constants, **workload.values}
        self._fixed = {name: Straight(float(value)) for name, value in numbers.items()}
        self._fixed.update(dict.fromkeys(along, Straight(0.0, 1.0)))
        self._moving = self._take_fixed(model.derived, set(along))
        self._workload, self._model, self._advice = workload, model, advice
        counts = counted((variant, standing(variant, workload)) for variant in ways)
        self._added = [variant for variant in ways if variant.id in counts.added]
        self._whole = [variant for variant in ways if variant.id in counts.whole]
        self._planned = workload.flat_rate and any(variant.plan_replaces for variant in ways)

    def pieces(self, start: float, high: float, *, bracket: bool) -> Iterator[_Piece]:
        while start < high:
            below = self._step(start, high, lift=0.0, bracket=bracket)
            month, reference = self._lines(below)
            months, references, end = (month, month), (reference, reference), below.end
            if below.smoothed:
                above = self._step(start, end, lift=1.0, bracket=bracket)
                higher, other = self._lines(above)
                months, references, end = (month, higher), (reference, other), above.end
            end = max(end, nextafter(start, inf))
            under, over = months
            known = None if under is None or over is None else (under, over)
            yield _Piece(start, end, known, references)
            start = end

    def spans(self, piece: _Piece) -> Iterator[Span]:
        for span in self._bracketed(piece):
            if len(span.levels) == 1:
                yield span
                continue
            steps = list(islice(self.pieces(span.start, span.end, bracket=False), MOST_STEPS + 1))
            if len(steps) > MOST_STEPS:
                yield span
            else:
                yield from (part for step in steps for part in self._bracketed(step))

    def _bracketed(self, piece: _Piece) -> Iterator[Span]:
        if piece.month is None:
            yield Span(piece.start, piece.end, frozenset((None,)))
            return
        low = piece.month[0], piece.reference[1]
        high = piece.month[1], piece.reference[0]
        cuts = {*self._crossings(*low, piece), *self._crossings(*high, piece)}
        edges = [piece.start, *sorted(cuts), piece.end]
        for start, end in pairwise(edges):
            middle = (start + end) / 2
            ends = [
                self._levels(month.at(middle), other.at(middle)) for month, other in (low, high)
            ]
            best, worst = ends[0][0], ends[1][1]
            ratings = (anchor.rating for anchor in self._advice.anchors)
            yield Span(start, end, frozenset(r for r in ratings if worst <= r <= best))

    def _crossings(self, month: Straight, reference: Straight, piece: _Piece) -> Iterator[float]:
        for anchor in self._advice.anchors:
            if anchor.ratio is None:
                continue
            gap = month - reference.times(float(anchor.ratio))
            if gap.slope:
                place = -gap.base / gap.slope
                if piece.start < place < piece.end:
                    yield place

    def _levels(self, month: float, reference: float) -> tuple[int, int]:
        """The best and the worst, which differ where floats are too coarse to tell."""
        found = [
            next(a.rating for a in self._advice.anchors if a.ratio is None or ratio <= a.ratio)
            for ratio in (month / reference * (1 - CLOSE), month / reference * (1 + CLOSE))
        ]
        return found[0], found[1]

    def _step(self, start: float, end: float, *, lift: float, bracket: bool) -> Step:
        return Step(start, end, smooth_from=0.0 if bracket else inf, lift=lift)

    def _take_fixed(self, derived: Iterable[Derived], moving: set[str]) -> Sequence[Derived]:
        """Those of `derived` that hang on `moving` names; the others are taken as fixed."""
        found, step = [], Step(0.0, inf)
        for item in derived:
            if item.formula.names & moving:
                moving.add(item.id)
                found.append(item)
            else:
                self._fixed[item.id] = fold(item.formula.node, step.algebra, self._fixed)
        return found

    def _lines(self, step: Step) -> tuple[Straight | None, Straight]:
        """The month and the reference."""
        names = dict(self._fixed)
        for item in self._moving:
            names[item.id] = fold(item.formula.node, step.algebra, names)
        return self._month(step, names), fold(self._advice.reference.node, step.algebra, names)

    def _month(self, step: Step, names: Names) -> Straight | None:
        """What is rated, as in `advisor.cost.advice`: the smaller of by use and with a plan."""
        by_use = self._rated(step, names, by_plan=False)
        if not self._planned:
            return by_use
        with_plan = self._rated(step, names, by_plan=True)
        known = [month for month in (by_use, with_plan) if month is not None]
        return reduce(step.lower, known) if known else None

    def _rated(self, step: Step, names: Names, *, by_plan: bool) -> Straight | None:
        """The cheapest way that counts with what is added to it, without what stands apart."""
        priced = [p for v in self._whole if (p := self._priced(v, step, names, by_plan=by_plan))]
        known = [p for v in self._added if (p := self._priced(v, step, names, by_plan=by_plan))]
        if not priced or len(known) < len(self._added):
            return None
        cheapest = priced[0]
        for other in priced[1:]:
            if step.sign(other.whole, cheapest.whole) < 0:
                cheapest = other
        return sum((part.rest for part in (cheapest, *known)), start=ZERO)

    def _priced(
        self, variant: Variant, step: Step, names: Names, *, by_plan: bool
    ) -> Totals | None:
        return totals(
            variant, self._workload, names, step, apart=self._advice.apart, by_plan=by_plan
        )


def _joined(found: Iterable[Span]) -> Iterator[Span]:
    """Neighbours with the same levels as one."""
    last: Span | None = None
    for span in found:
        if last is not None and last.levels == span.levels:
            last = Span(last.start, span.end, last.levels)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
