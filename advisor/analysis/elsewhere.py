"""Workloads for which the answer is none of the patterns."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.analysis.conditions import TRUE, Values, compiled, value_of
from advisor.analysis.model import Flip
from advisor.analysis.moves import moves
from advisor.analysis.position import Position
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


def endings(outcomes: Sequence[Elsewhere], at: Position) -> tuple[Flip, ...]:
    """The changes of one answer after which none of the patterns fits, in the catalog's order;
    those to a number are left out."""
    asked = {trait for item in outcomes for trait in traits(item.when)}
    conditions = [compiled(item.when) for item in outcomes]
    return tuple(
        Flip(
            base=at.answers,
            trait=column.id,
            change=move.change,
            option=move.option,
            answer=move.answer,
            first=(),
            ahead=None,
            distance=move.distance,
            given=not at.open(column),
            bound=move.bound,
            by_limit=True,
        )
        for column in at.matrix.columns
        if column.id in asked
        for move in moves(column, at.answers.known(column.id))
        if move.answer.number is None
        and (value := value_of(move.answer)) is not None
        and any(holds({**at.values, column.id: value}) == TRUE for holds in conditions)
    )
