"""Rounding that keeps a sum: the printed lines add up to the printed total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


def printed(parts: Sequence[Fraction], places: int = 1) -> tuple[Decimal, ...]:
    """`parts` rounded to `places` decimals so that they add up to their rounded sum.

    Largest remainder: every part is rounded down, then the units that are missing go to the parts
    that lost most. Each result differs from its part by less than one unit.
    """
    scale = 10**places
    scaled = [part * scale for part in parts]
    floors = [floor(part) for part in scaled]
    missing = round_half_up(sum(scaled, Fraction(0))) - sum(floors)
    by_loss = sorted(range(len(parts)), key=lambda i: (floors[i] - scaled[i], i))
    for index in by_loss[:missing]:
        floors[index] += 1
    return tuple(Decimal(value).scaleb(-places) for value in floors)


def round_half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
