"""By how much a pattern is in front, as the pages print it."""

from __future__ import annotations

from fractions import Fraction

from advisor.analysis.model import Ahead
from advisor.presentation.numbers import plain_points
from advisor.scoring.rounding import round_half_up


def lead(found: Ahead | None) -> str:
    """The difference of the scores as printed, both rounded to tenths; "" where nobody is next."""
    if found is None:
        return ""
    first, second = (round_half_up(score * 10) for score in found.scores)
    return plain_points(Fraction(first - second, 10))
