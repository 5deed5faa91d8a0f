"""Numbers and units as a reader expects them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor

from advisor.presentation.units import unit_word
from advisor.questionnaire.numbers import in_words, plain
from advisor.scoring.rounding import round_half_up

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def signed(points: Decimal) -> str:
    """`points` with its sign; zero has none."""
    if not points:
        return plain(abs(points))
    return (MINUS if points < 0 else "+") + f"{abs(points):f}"


def plain_points(points: Fraction) -> str:
    """`points` with one decimal, and a minus sign where there is one."""
    tenths = round_half_up(abs(points) * 10)
    return (MINUS if points < 0 and tenths else "") + f"{tenths // 10}.{tenths % 10}"


def probability(value: float) -> Decimal:
    """To two decimals, rounded down: what is printed never reaches a threshold before `value`."""
    return Decimal(floor(value * 100)).scaleb(-2)


def quantity(number: Decimal, unit: str | None, language: str) -> str:
    """`number` with thousands separators or 万 and 億, and its unit."""
    digits = in_words(number, language)
    return with_unit(digits, unit_word(unit)) if unit else digits


def with_unit(digits: str, word: str) -> str:
    """`digits` and a unit in words; Japanese words follow without a space."""
    return f"{digits}{NO_BREAK if word[:1].isascii() else ''}{word}"


_APART = re.compile(r"(?<=[0-9]) (?=(?:B|KB|MB|GB|TB|ms|s|min|h|vCPU|USD)(?![A-Za-z]))")


def unbroken(text: str) -> str:
    """`text` with every number on the line of its unit."""
    return _APART.sub(NO_BREAK, text)


def size(count: int) -> str:
    """A file size in bytes or KB (1 KB = 1,000 bytes)."""
    return f"{count}{NO_BREAK}B" if count < 1000 else f"{count / 1000:.1f}{NO_BREAK}KB"
