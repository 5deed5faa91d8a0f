"""Answers and a catalog in, a recommendation out. Pure: no clock, no files, no state."""

from advisor.scoring.model import (
    Assessment,
    Check,
    CheckStatus,
    Contribution,
    PatternStatus,
    Recommendation,
    Repair,
    Truth,
)
from advisor.scoring.ranking import recommend
from advisor.scoring.rounding import printed

__all__ = [
    "Assessment",
    "Check",
    "CheckStatus",
    "Contribution",
    "PatternStatus",
    "Recommendation",
    "Repair",
    "Truth",
    "printed",
    "recommend",
]
