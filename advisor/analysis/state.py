"""What decides first place, as integers."""

from __future__ import annotations

from dataclasses import dataclass

TIER = 1 << 40
"""More than any total: a veto weighs more than all points together."""


@dataclass(frozen=True, slots=True)
class State:
    """What decides first place: totals, patterns with a veto, exclusions that hold, and whether
    anything speaks (the number of questions that make a point)."""

    totals: tuple[int, ...]
    vetoed: int
    broken: int
    speaking: int
