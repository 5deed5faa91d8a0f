"""The order of the patterns: excluded last, vetoed before that, then by points; ties stay ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.catalog.model import Pattern, Questionnaire, Severity
from advisor.questionnaire.answers import Answers
from advisor.scoring import ledger
from advisor.scoring.constraints import check
from advisor.scoring.model import (
    Assessment,
    Check,
    CheckStatus,
    PatternStatus,
    Recommendation,
    Repair,
)
from advisor.scoring.repairs import repairs


def recommend(
    questionnaire: Questionnaire, patterns: Sequence[Pattern], answers: Answers
) -> Recommendation:
    """Judge every pattern by itself, then put them in order."""
    total_weight = ledger.weight_sum(questionnaire, answers)
    judged = [_assess(pattern, questionnaire, answers, total_weight) for pattern in patterns]
    ordered = _ranked(sorted(judged, key=_order))
    claimed = _claimed(ordered)
    return Recommendation(
        assessments=ordered,
        weight_sum=total_weight,
        answered=_traits(questionnaire, answers, unknown=False),
        unknown=_traits(questionnaire, answers, unknown=True),
        unanswered=tuple(q.id for q in questionnaire.questions if answers.get(q.id) is None),
        claimed=claimed,
        first=tuple(item for item in ordered if item.rank == 1) if claimed else (),
        repairs=_repairs(ordered, questionnaire, answers),
    )


def _assess(
    pattern: Pattern, questionnaire: Questionnaire, answers: Answers, total_weight: int
) -> Assessment:
    lines = ledger.contributions(pattern, questionnaire, answers, total_weight)
    checks = tuple(check(item, questionnaire, answers) for item in pattern.constraints)
    total = sum(line.product for line in lines)
    vetoes = ledger.vetoes(lines)
    return Assessment(
        pattern=pattern,
        status=_status(checks),
        rank=None,
        tier=1 if vetoes else 0,
        vetoes=vetoes,
        total=total,
        score=ledger.NEUTRAL + ledger.points(total, total_weight),
        contributions=lines,
        checks=checks,
    )


def _status(checks: tuple[Check, ...]) -> PatternStatus:
    severities = {item.severity for item in checks if item.status is CheckStatus.VIOLATED}
    if Severity.EXCLUDE in severities:
        return PatternStatus.EXCLUDED
    if Severity.CONDITION in severities:
        return PatternStatus.CONDITIONAL
    return PatternStatus.RANKED


def _place(item: Assessment) -> tuple[bool, int, int]:
    return item.excluded, item.tier, -item.total


def _order(item: Assessment) -> tuple[tuple[bool, int, int], str]:
    return _place(item), item.pattern.slug


def _ranked(ordered: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Equal places share the rank of the first of them; the next rank counts all before it."""
    ranked: list[Assessment] = []
    for position, item in enumerate(ordered, start=1):
        tied = ranked and _place(ranked[-1]) == _place(item)
        rank = ranked[-1].rank if tied else position
        ranked.append(replace(item, rank=None if item.excluded else rank))
    return tuple(ranked)


def _claimed(ordered: Sequence[Assessment]) -> bool:
    """Something must speak: a point somewhere, or limits that leave a single pattern."""
    feasible = [item for item in ordered if not item.excluded]
    if not feasible:
        return False
    only_one_left = len(feasible) == 1 < len(ordered)
    return only_one_left or any(line.product for item in ordered for line in item.contributions)


def _traits(questionnaire: Questionnaire, answers: Answers, *, unknown: bool) -> tuple[str, ...]:
    given = ((q.id, answers.get(q.id)) for q in questionnaire.questions)
    return tuple(trait for trait, answer in given if answer and answer.unknown is unknown)


def _repairs(
    ordered: Sequence[Assessment], questionnaire: Questionnaire, answers: Answers
) -> tuple[Repair, ...]:
    if not all(item.excluded for item in ordered):
        return ()
    found = [repair for item in ordered for repair in repairs(item, questionnaire, answers)]
    return tuple(sorted(found, key=lambda repair: len(repair.traits)))
