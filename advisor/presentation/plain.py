"""Answers and numbers as JSON writes them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from advisor.questionnaire import UNKNOWN, Answer

PLACES = 2
"""Decimals of points."""


def answer_value(answer: Answer) -> str | list[str] | int | float:
    if answer.unknown:
        return UNKNOWN
    if answer.number is not None:
        return number(answer.number)
    return answer.options[0] if len(answer.options) == 1 else list(answer.options)


def number(value: Decimal) -> int | float:
    """Whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def rounded(value: Fraction | float, places: int = PLACES) -> float:
    return round(float(value), places)
