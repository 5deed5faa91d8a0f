"""A variant's cost over the volume, as the straight pieces it is made of.

Formulas are piecewise linear in the volume (the reader sees to it): `max` and `min` bend, `ceil`
jumps, tiers bend, a plan's end jumps. So instead of trying volumes, one walk along the axis
reads each formula as a straight line together with how far that line holds. Lines are floats:
what is printed as money is calculated exactly elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from math import ceil, floor, inf, nextafter

from advisor.catalog.cost_model import CostModel, Plan, Tariff, Variant
from advisor.catalog.formula import Algebra, fold
from advisor.cost.estimate import oldest
from advisor.cost.workload import Workload
from advisor.values import value

SMOOTH_FROM = 100
"""From this many on, steps are drawn as the slope through their middles: at most 0.5 % off."""

MOST_PIECES = 2000
"""No curve is cut finer: the line of the last piece then goes on to the end."""

CLOSE = 1e-9
"""Numbers this close, relative to what they are made of, are taken for equal."""


@value()
class Straight:
    base: float
    slope: float = 0.0

    def at(self, volume: float) -> float:
        return self.base + self.slope * volume

    def __add__(self, other: Straight) -> Straight:
        return Straight(self.base + other.base, self.slope + other.slope)

    def __sub__(self, other: Straight) -> Straight:
        return Straight(self.base - other.base, self.slope - other.slope)

    def times(self, factor: float) -> Straight:
        return Straight(self.base * factor, self.slope * factor)


ZERO = Straight(0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """`line` holds between `start` and `end`; at a jump it says nothing of the ends themselves.

    `oldest` is the ISO date of the oldest price in it, as far as it is known.
    """

    start: float
    end: float
    line: Straight
    oldest: str | None = None


class Step:
    """Formulas as straight lines just right of `start`. `end` shrinks to where all still hold.

    From `smooth_from` on steps are taken as the line `lift` above that of what is rounded up:
    with 0 below all of them, with 1 above. `smoothed` says whether there were any.
    """

    def __init__(
        self, start: float, end: float, *, smooth_from: float = SMOOTH_FROM, lift: float = 0.5
    ) -> None:
        self.start, self.end = start, end
        self.smoothed = False
        self._smooth_from, self._lift = smooth_from, lift
        self.algebra: Algebra[Straight] = Algebra(
            number=lambda value: Straight(float(value)),
            operations={
                "+": Straight.__add__,
                "-": Straight.__sub__,
                "*": self._times,
                "/": lambda left, right: left.times(1 / right.base),
                "max": lambda *lines: reduce(self.upper, lines),
                "min": lambda *lines: reduce(self.lower, lines),
                "ceil": self._ceil,
            },
        )

    @staticmethod
    def _times(left: Straight, right: Straight) -> Straight:
        return right.times(left.base) if left.slope == 0 else left.times(right.base)

    def upper(self, left: Straight, right: Straight) -> Straight:
        return left if self.sign(left, right) >= 0 else right

    def lower(self, left: Straight, right: Straight) -> Straight:
        return left if self.sign(left, right) <= 0 else right

    def sign(self, left: Straight, right: Straight) -> int:
        """Of the difference just right of the start; it holds up to `end`."""
        here, slope = left.at(self.start) - right.at(self.start), left.slope - right.slope
        if abs(here) <= CLOSE * (abs(left.at(self.start)) + abs(right.at(self.start))):
            return (slope > 0) - (slope < 0)
        if here * slope < 0:
            self.end = min(self.end, self.start - here / slope)
        return 1 if here > 0 else -1

    def _ceil(self, line: Straight) -> Straight:
        here = _settled(line.at(self.start))
        if line.slope == 0:
            return Straight(float(ceil(here)))
        if abs(here) >= self._smooth_from:
            self.smoothed = True
            return line + Straight(self._lift)
        whole = floor(here) + 1 if line.slope > 0 else ceil(here)
        edge = whole if line.slope > 0 else whole - 1
        self.end = min(self.end, self.start + (edge - here) / line.slope)
        return Straight(float(whole))


def _settled(value: float) -> float:
    """A whole number where `value` is one but for the last digits."""
    near = round(value)
    return float(near) if abs(value - near) <= CLOSE * max(1.0, abs(value)) else value


def pieces(
    variant: Variant, workload: Workload, low: float, high: float
) -> tuple[Piece, ...] | None:
    """The curve from `low` to `high`; None where a price that is needed lacks in the Region."""
    model = workload.model
    numbers = {**model.constants, **workload.values}
    fixed = {name: Straight(float(value)) for name, value in numbers.items()}
    fixed[model.volume] = Straight(0.0, 1.0)
    found: list[Piece] = []
    start = low
    while start < high:
        step = Step(start, high)
        total = totals(variant, workload, fixed, step, by_plan=workload.flat_rate)
        if total is None:
            return None
        end = max(step.end, nextafter(start, inf)) if len(found) < MOST_PIECES else high
        found.append(Piece(start, end, total.whole, total.oldest))
        start = end
    return tuple(found)


def value_at(curve: tuple[Piece, ...], volume: float) -> float:
    """Just left of `volume` where the curve jumps: there the lower step still counts."""
    index = bisect_left(curve, volume, key=lambda piece: piece.end)
    return curve[min(index, len(curve) - 1)].line.at(volume)


@dataclass(frozen=True, slots=True)
class Totals:
    """A month as a straight line, and what is left of it without the groups that stand apart.

    `oldest` is the date of the oldest price in it.
    """

    whole: Straight
    rest: Straight
    oldest: str | None


def totals(
    variant: Variant,
    workload: Workload,
    fixed: Mapping[str, Straight],
    step: Step,
    *,
    apart: Container[str] = (),
    by_plan: bool,
) -> Totals | None:
    """`fixed` are the names whose lines are known. None where a price that is needed lacks in the
    Region."""
    names = _names(variant, fixed, step)
    kept = replaced = kept_apart = replaced_apart = ZERO
    days, days_replaced = [], []
    for item in variant.items:
        quantity = fold(item.quantity.node, step.algebra, names)
        if quantity == ZERO:
            continue
        tariff = item.price.tariff(workload.region)
        if tariff is None:
            return None
        amount = _priced(quantity, tariff, step)
        stands_apart = amount if item.group in apart else ZERO
        if by_plan and item.group in variant.plan_replaces:
            replaced += amount
            replaced_apart += stands_apart
            days_replaced.append(tariff.source.date)
        else:
            kept += amount
            kept_apart += stands_apart
            days.append(tariff.source.date)
    paid, plan = _with_plan(replaced, workload.model, names, step)
    days += [plan.source.date] if plan else days_replaced
    rest = paid if plan else paid - replaced_apart
    return Totals(whole=kept + paid, rest=kept - kept_apart + rest, oldest=oldest(days))


def _names(variant: Variant, fixed: Mapping[str, Straight], step: Step) -> dict[str, Straight]:
    names = dict(fixed)
    for item in variant.derived:
        if item.id not in fixed:
            names[item.id] = fold(item.formula.node, step.algebra, names)
    for name, formula in variant.defaults.items():
        if name not in fixed:
            names[name] = fold(formula.node, step.algebra, names)
    return names


def _priced(quantity: Straight, tariff: Tariff, step: Step) -> Straight:
    """The quantity by tier; past the last one its price goes on."""
    if len(tariff.tiers) == 1:
        return quantity.times(float(tariff.tiers[0].value))
    total, start = ZERO, ZERO
    last = len(tariff.tiers) - 1
    for index, tier in enumerate(tariff.tiers):
        top = None if tier.to is None else Straight(float(tier.to))
        end = quantity if top is None or index == last else step.lower(quantity, top)
        total += step.upper(end - start, ZERO).times(float(tier.value))
        start = top or start
    return total


def _with_plan(
    replaced: Straight, model: CostModel, names: Mapping[str, Straight], step: Step
) -> tuple[Straight, Plan | None]:
    """The cheaper of paying by use and a plan that covers the use."""
    cheapest, chosen = replaced, None
    if replaced == ZERO:
        return cheapest, chosen
    for plan in _covering(model, names, step):
        price = Straight(float(plan.value))
        if step.lower(cheapest, price) is price:
            cheapest, chosen = price, plan
    return cheapest, chosen


def _covering(model: CostModel, names: Mapping[str, Straight], step: Step) -> Iterator[Plan]:
    for plan in model.plans:
        limits = [(names[name], Straight(float(most))) for name, most in plan.allowances.items()]
        if all(step.sign(used, most) < 0 or used == most for used, most in limits):
            yield plan
