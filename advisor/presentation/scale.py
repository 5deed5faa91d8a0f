"""Scores and limits as places on a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """A linear axis from `low` to `high` points, both multiples of `step`."""

    low: int
    high: int
    step: int

    def share(self, score: Fraction | Decimal) -> float:
        """Where `score` lies, 0 at the left end and 1 at the right."""
        return float((Fraction(score) - self.low) / (self.high - self.low))

    @property
    def ticks(self) -> tuple[int, ...]:
        return tuple(range(self.low + self.step, self.high, self.step))


def score_scale(scores: Iterable[Fraction], neutral: int) -> ScoreScale:
    """An axis around `neutral` that holds every score, with room at both ends."""
    values = [Fraction(neutral), *scores]
    span = max(values) - min(values)
    step = next((size for size in (2, 5, 10) if span <= size * 6), 20)
    low = step * floor(min(values) / step - Fraction(1, 2))
    high = step * ceil(max(values) / step + Fraction(1, 2))
    return ScoreScale(low, high, step)


@dataclass(frozen=True, slots=True)
class LogScale:
    """A logarithmic axis over positive numbers."""

    low: float
    high: float

    def share(self, value: Decimal) -> float:
        place = (log10(max(float(value), 1e-9)) - self.low) / (self.high - self.low)
        return min(max(place, 0.0), 1.0)


def log_scale(values: Iterable[Decimal]) -> LogScale:
    """An axis that holds every positive value of `values`, a little beyond at both ends."""
    logs = [log10(float(value)) for value in values if value > 0] or [0.0]
    margin = max(0.25, (max(logs) - min(logs)) * 0.2)
    return LogScale(min(logs) - margin, max(logs) + margin)
