"""What can be said of a formula before any number is known: its unit, its range, its growth."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil
from types import MappingProxyType

from advisor.catalog.formula import Algebra, FormulaError

# --- units ----------------------------------------------------------------------------------

Unit = Mapping[str, int]
"""Exponents by base unit: GB/h is {GB: 1, h: -1}, a plain number is {}."""

ONE: Unit = MappingProxyType({})


def parse_unit(text: str) -> Unit:
    """`GB s`, `KB/request`, `connection/s LCU` (all after the slash divides), `1`."""
    above, _, below = text.partition("/")
    unit: dict[str, int] = {}
    for words, sign in ((above, 1), (below, -1)):
        for word in words.split():
            if word != "1":
                unit[word] = unit.get(word, 0) + sign
    return _lean(unit)


def unit_text(unit: Unit) -> str:
    above = " ".join(sorted(word for word, power in unit.items() for _ in range(power)))
    below = " ".join(sorted(word for word, power in unit.items() for _ in range(-power)))
    return f"{above or 1}/{below}" if below else above or "1"


def _lean(unit: Unit) -> Unit:
    return MappingProxyType({word: power for word, power in unit.items() if power})


def _joined(left: Unit | None, right: Unit | None, sign: int) -> Unit | None:
    if left is None or right is None:
        return None
    words = {*left, *right}
    return _lean({word: left.get(word, 0) + sign * right.get(word, 0) for word in words})


def _same(*units: Unit | None) -> Unit | None:
    known = [unit for unit in units if unit is not None]
    for unit in known[1:]:
        if unit != known[0]:
            message = f"{unit_text(known[0])} and {unit_text(unit)} are put together"
            raise FormulaError(message, "quantities of the same unit")
    return known[0] if known else None


UNITS: Algebra[Unit | None] = Algebra(
    number=lambda value: ONE if value else None,
    operations={
        "+": _same,
        "-": _same,
        "max": _same,
        "min": _same,
        "*": lambda left, right: _joined(left, right, 1),
        "/": lambda left, right: _joined(left, right, -1),
        "ceil": lambda unit: unit,
    },
)
"""The unit of a result. None is that of zero, which goes with every unit."""


# --- ranges ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Range:
    """Every value from `low` to `high`; what is calculated may be wider than what can occur."""

    low: Fraction
    high: Fraction


def _times(left: Range, right: Range) -> Range:
    ends = [a * b for a, b in product((left.low, left.high), (right.low, right.high))]
    return Range(min(ends), max(ends))


def _over(left: Range, right: Range) -> Range:
    if right.low <= 0 <= right.high:
        raise FormulaError("divides by something that can be zero", "a minimum above zero")
    return _times(left, Range(1 / right.high, 1 / right.low))


RANGES: Algebra[Range] = Algebra(
    number=lambda value: Range(value, value),
    operations={
        "+": lambda a, b: Range(a.low + b.low, a.high + b.high),
        "-": lambda a, b: Range(a.low - b.high, a.high - b.low),
        "*": _times,
        "/": _over,
        "max": lambda *all_: Range(max(r.low for r in all_), max(r.high for r in all_)),
        "min": lambda *all_: Range(min(r.low for r in all_), min(r.high for r in all_)),
        "ceil": lambda r: Range(Fraction(ceil(r.low)), Fraction(ceil(r.high))),
    },
)


# --- growth ---------------------------------------------------------------------------------


def _bent(*grows: bool) -> bool:
    if sum(grows) > 1:
        raise FormulaError("multiplies two values that grow with the volume", "one of them fixed")
    return any(grows)


def _over_fixed(left: bool, right: bool) -> bool:  # noqa: FBT001 (operands)
    if right:
        raise FormulaError("divides by a value that grows with the volume", "a fixed divisor")
    return left


GROWTH: Algebra[bool] = Algebra(
    number=lambda _value: False,
    operations={
        **dict.fromkeys(("+", "-", "max", "min", "ceil"), lambda *grows: any(grows)),
        "*": _bent,
        "/": _over_fixed,
    },
)
"""Whether a value grows with the volume; piecewise linear, or refused."""


# --- numbers --------------------------------------------------------------------------------

EXACT: Algebra[Fraction] = Algebra(
    number=lambda value: value,
    operations={
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "max": max,
        "min": min,
        "ceil": lambda value: Fraction(ceil(value)),
    },
)
