"""Workloads for which the answer is none of the patterns."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.analysis.conditions import TRUE, Values, compiled
from advisor.catalog.model import Elsewhere


def elsewhere(outcomes: Sequence[Elsewhere], values: Values) -> tuple[Elsewhere, ...]:
    """The outcomes that hold for what was said, in the catalog's order."""
    return tuple(item for item in outcomes if compiled(item.when)(values) == TRUE)
