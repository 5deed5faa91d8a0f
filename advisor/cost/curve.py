"""A variant's cost over the volume, as the straight pieces it is made of.

Formulas are piecewise linear in the volume (the reader sees to it): `max` and `min` bend, `ceil`
jumps, tiers bend, a plan's end jumps. So instead of trying volumes, one walk along the axis
reads each formula as a straight line together with how far that line holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor

from advisor.catalog.cost_model import CostModel, Item, Tariff, Variant
from advisor.catalog.formula import Algebra, fold
from advisor.cost.workload import Workload

SMOOTH_FROM = 100
"""From this many on, steps are drawn as the slope through their middles: at most 0.5 % off."""


@dataclass(frozen=True, slots=True)
class Straight:
    base: Fraction
    slope: Fraction = Fraction(0)

    def at(self, volume: Fraction) -> Fraction:
        return self.base + self.slope * volume

    def __add__(self, other: Straight) -> Straight:
        return Straight(self.base + other.base, self.slope + other.slope)

    def __sub__(self, other: Straight) -> Straight:
        return Straight(self.base - other.base, self.slope - other.slope)

    def times(self, factor: Fraction) -> Straight:
        return Straight(self.base * factor, self.slope * factor)


ZERO = Straight(Fraction(0))


@dataclass(frozen=True, slots=True)
class Piece:
    """`line` holds between `start` and `end`; at a jump it says nothing of the ends themselves."""

    start: Fraction
    end: Fraction
    line: Straight


class _Step:
    """Formulas as straight lines just right of `start`. `end` shrinks to where all still hold."""

    def __init__(self, start: Fraction, end: Fraction) -> None:
        self.start, self.end = start, end
        self.algebra: Algebra[Straight] = Algebra(
            number=Straight,
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
        return left if self.sign(left - right) >= 0 else right

    def lower(self, left: Straight, right: Straight) -> Straight:
        return left if self.sign(left - right) <= 0 else right

    def sign(self, line: Straight) -> int:
        """The sign just right of the start, which holds up to `end`."""
        here = line.at(self.start)
        if here == 0:
            return (line.slope > 0) - (line.slope < 0)
        if here * line.slope < 0:
            self.end = min(self.end, self.start - here / line.slope)
        return 1 if here > 0 else -1

    def _ceil(self, line: Straight) -> Straight:
        here = line.at(self.start)
        if line.slope == 0:
            return Straight(Fraction(ceil(here)))
        if abs(here) >= SMOOTH_FROM:
            return line + Straight(Fraction(1, 2))
        value = floor(here) + 1 if line.slope > 0 else ceil(here)
        edge = value if line.slope > 0 else value - 1
        self.end = min(self.end, self.start + (edge - here) / line.slope)
        return Straight(Fraction(value))


def pieces(
    variant: Variant, workload: Workload, low: Fraction, high: Fraction
) -> tuple[Piece, ...] | None:
    """The curve from `low` to `high`; None where a price that is needed lacks in the Region."""
    fixed = {name: Straight(value) for name, value in workload.model.constants.items()}
    fixed |= {name: Straight(value) for name, value in workload.values.items()}
    fixed[workload.model.volume] = Straight(Fraction(0), Fraction(1))
    found: list[Piece] = []
    start = low
    while start < high:
        step = _Step(start, high)
        line = _total(variant, workload, fixed, step)
        if line is None:
            return None
        found.append(Piece(start, step.end, line))
        start = step.end
    return tuple(found)


def value_at(curve: tuple[Piece, ...], volume: Fraction) -> Fraction:
    """Just left of `volume` where the curve jumps: there the lower step still counts."""
    index = bisect_left(curve, volume, key=lambda piece: piece.end)
    return curve[min(index, len(curve) - 1)].line.at(volume)


def _total(
    variant: Variant, workload: Workload, fixed: Mapping[str, Straight], step: _Step
) -> Straight | None:
    names = _names(variant, fixed, step)
    kept, replaced = ZERO, ZERO
    for item in variant.items:
        amount = _amount(item, workload.region, names, step)
        if amount is None:
            return None
        if workload.flat_rate and item.group in variant.plan_replaces:
            replaced += amount
        else:
            kept += amount
    return kept + _with_plan(replaced, workload.model, names, step)


def _names(variant: Variant, fixed: Mapping[str, Straight], step: _Step) -> dict[str, Straight]:
    names = dict(fixed)
    for item in variant.derived:
        names[item.id] = fold(item.formula.node, step.algebra, names)
    for name, formula in variant.defaults.items():
        if name not in fixed:
            names[name] = fold(formula.node, step.algebra, names)
    return names


def _amount(item: Item, region: str, names: Mapping[str, Straight], step: _Step) -> Straight | None:
    quantity = fold(item.quantity.node, step.algebra, names)
    tariff = item.price.tariff(region)
    if tariff is None:
        return ZERO if quantity == ZERO else None
    return _priced(quantity, tariff, step)


def _priced(quantity: Straight, tariff: Tariff, step: _Step) -> Straight:
    total, start = ZERO, ZERO
    last = len(tariff.tiers) - 1
    for index, tier in enumerate(tariff.tiers):
        end = quantity
        if tier.to is not None and index < last:
            end = step.lower(quantity, Straight(tier.to))
        total += step.upper(end - start, ZERO).times(tier.value)
        start = Straight(tier.to or Fraction(0))
    return total


def _with_plan(
    replaced: Straight, model: CostModel, names: Mapping[str, Straight], step: _Step
) -> Straight:
    if replaced == ZERO:
        return ZERO
    covering = [
        Straight(plan.value)
        for plan in model.plans
        if all(
            step.sign(names[name] - Straight(most)) < 0 or names[name] == Straight(most)
            for name, most in plan.allowances.items()
        )
    ]
    return reduce(step.lower, covering, replaced)
