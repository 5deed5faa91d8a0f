"""Workloads for which the answer is none of the patterns."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.analysis.conditions import TRUE, Values, compiled
from advisor.catalog.model import Elsewhere, Questionnaire
from advisor.scoring.kleene import traits


def elsewhere(outcomes: Sequence[Elsewhere], values: Values) -> tuple[Elsewhere, ...]:
    """The outcomes that hold for what was said, in the catalog's order."""
    return tuple(item for item in outcomes if compiled(item.when)(values) == TRUE)


def scope(
    outcomes: Sequence[Elsewhere], values: Values, questionnaire: Questionnaire
) -> tuple[str, ...]:
    """The open questions that decide whether any pattern fits at all, in the catalog's order."""
    asked = {trait for item in outcomes for trait in traits(item.when)}
    return tuple(q.id for q in questionnaire.questions if q.id in asked and q.id not in values)
