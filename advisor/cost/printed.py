"""What is printed of a month with a flat-rate plan, in cents.

A reader takes what a plan replaces off the month paid by use and adds the plan, all of it in cents.
Two numbers are rounded then, so with a few requests more the result can be a cent less. Hence only
one number of requests in each cent of the exact month is calculated so, the roundest, which is the
one somebody checks. All others are rounded, and not across it.
docs/decisions/0009-rounding-of-money.md says why.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor
from typing import Protocol

from advisor.scoring.rounding import round_half_up

UNITS = tuple(digit * 10**zeros for zeros in range(13) for digit in (1, 5))
"""A number is the rounder, the more of these divide it. Each divides the next."""


class Month(Protocol):
    """Of one number of requests: `exact`, and `by_hand` as a reader calculates it, less than a cent
    from that. None: there is no total."""

    @property
    def exact(self) -> Fraction: ...

    @property
    def by_hand(self) -> Decimal | None: ...


def cents(amount: Fraction) -> Decimal:
    return Decimal(round_half_up(amount * 100)).scaleb(-2)


def printed(requests: Fraction, month: Callable[[Fraction], Month]) -> Decimal | None:
    """Never less for more requests, where exact months never are."""
    months = cache(month)
    here = months(requests)
    if here.by_hand is None:
        return None
    roundest = _roundest(requests, months)
    if roundest is None:
        return cents(here.exact)
    by_hand = months(roundest).by_hand
    assert by_hand is not None  # it lies in the same cent
    below = Decimal(_cent(here)).scaleb(-2)
    if roundest == requests or (roundest < requests) == (by_hand > below):
        return by_hand
    return cents(here.exact)


def _cent(month: Month) -> int:
    """The last whole cent of an exact month."""
    return floor(month.exact * 100)


def _roundest(requests: Fraction, month: Callable[[Fraction], Month]) -> Fraction | None:
    """The roundest number of requests, from 1, whose month has the same whole cents; the smallest
    of several. None where no whole number does."""
    cent = _cent(month(requests))

    def same(number: Fraction) -> bool:
        there = month(number) if number >= 1 else None
        return there is not None and there.by_hand is not None and _cent(there) == cent

    found: tuple[Fraction, int] | None = None
    for unit in UNITS:
        below = Fraction(requests // unit * unit)
        nearest = next((number for number in (below, below + unit) if same(number)), None)
        if nearest is None:
            break
        found = nearest, unit
    if found is None:
        return None
    number, unit = found
    while same(number - unit):
        number -= unit
    return number
