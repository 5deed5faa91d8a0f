"""What any answer to a question could do: extremes, mean and spread of rating differences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from advisor.analysis.matrix import Column
from advisor.catalog.model import QuestionKind

CHOSEN = 1 / 3
"""How likely each option of a question that takes several is chosen, where nothing is known."""


REMEMBERED = 8192
"""Results kept of each function: they hang on the catalog alone, and are asked for often."""


def differences(column: Column, one: int, other: int) -> dict[str, int]:
    """Rating of pattern `one` less that of `other`, by option or band."""
    return {
        option: effect.ratings[one] - effect.ratings[other]
        for option, effect in column.effects.items()
    }


@lru_cache(maxsize=REMEMBERED)
def best_difference(column: Column, one: int, other: int) -> int:
    """The largest difference that any answer gives; 0 at least, as a question may stay open."""
    return _largest(column, differences(column, one, other))


@lru_cache(maxsize=REMEMBERED)
def highest_rating(column: Column, pattern: int) -> int:
    """The most that any answer gives `pattern`; 0 at least."""
    return _largest(column, {o: e.ratings[pattern] for o, e in column.effects.items()})


@lru_cache(maxsize=REMEMBERED)
def lowest_rating(column: Column, pattern: int) -> int:
    """The least that any answer gives `pattern`; 0 at most."""
    return -_largest(column, {o: -e.ratings[pattern] for o, e in column.effects.items()})


def _largest(column: Column, by_option: dict[str, int]) -> int:
    """Of several options any may be chosen together, but for the one that excludes the others."""
    if column.question.kind is not QuestionKind.SEVERAL:
        return max(0, *by_option.values()) if by_option else 0
    alone = by_option.get(column.question.none_option or "", 0)
    joint = sum(v for o, v in by_option.items() if v > 0 and o != column.question.none_option)
    return max(0, alone, joint)


@lru_cache(maxsize=REMEMBERED)
def mean_and_variance(column: Column, one: int, other: int) -> tuple[float, float]:
    """Of the difference over the answers there are, each as likely.

    Of several options each is taken with `CHOSEN`, one by one.
    """
    found = list(differences(column, one, other).values())
    if not found:
        return 0.0, 0.0
    squares = sum(value * value for value in found)
    if column.question.kind is QuestionKind.SEVERAL:
        return CHOSEN * sum(found), CHOSEN * (1 - CHOSEN) * squares
    mean = sum(found) / len(found)
    return mean, squares / len(found) - mean * mean


def deviation(column: Column, one: int, other: int) -> float:
    """The standard deviation of the difference, in ratings."""
    return sqrt(max(0.0, mean_and_variance(column, one, other)[1]))


def spread_of(values: Sequence[int]) -> float:
    """The standard deviation of values that are each as likely; 0 of none."""
    if not values:
        return 0.0
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / len(values))
