"""Cases as decision matrices, for methods that packages of others have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.scoring import Recommendation

NEUTRAL, SPAN = 2, 4
"""A rating of -2 to 2 as a value of 0 to 1: (rating + 2) / 4."""

PLACES = 9
"""Scores that agree in so many decimals are equal: they differ by rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The patterns that no limit rules out, by criterion: `rows` has the values of each.

    Only what was answered is a criterion. `weights` are those of the ledger, `totals` its sums.
    """

    slugs: tuple[str, ...]
    weights: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]
    totals: tuple[int, ...]

    @property
    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {"weights": list(self.weights), "rows": [list(row) for row in self.rows]}


Scores = Mapping[str, Sequence[Sequence[float]]]
"""By method, for each problem the score of each pattern; the highest is best."""

Methods = Callable[[Sequence[Problem]], Scores]


def problem(result: Recommendation) -> Problem | None:
    """None where no criterion is answered or no pattern is left."""
    items = [item for item in result.assessments if not item.excluded]
    weighted = [[line for line in item.contributions if line.weight] for item in items]
    if not items or not weighted[0]:
        return None
    return Problem(
        slugs=tuple(item.pattern.slug for item in items),
        weights=tuple(line.weight for line in weighted[0]),
        rows=tuple(
            tuple(
                float(Fraction((line.rating.value if line.rating else 0) + NEUTRAL, SPAN))
                for line in lines
            )
            for lines in weighted
        ),
        totals=tuple(item.total for item in items),
    )


def best(found: Problem, scores: Sequence[float]) -> str:
    """The pattern with the highest score; of equals the first by name."""
    level = [round(score, PLACES) for score in scores]
    return min(zip(level, found.slugs, strict=True), key=lambda pair: (-pair[0], pair[1]))[1]
