"""What a reader should know before deploying a bundle with these answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from advisor.bundles.values import ParameterValue
from advisor.catalog.model import LocalizedText, Pattern, Questionnaire, Severity
from advisor.questionnaire.answers import Answers
from advisor.scoring.constraints import check
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import evaluate, traits
from advisor.scoring.model import Check, CheckStatus, Truth


class AttentionKind(StrEnum):
    """Why something needs attention, the gravest first."""

    EXCLUDED = "excluded"
    REFUSED = "refused"
    CONDITION = "condition"
    NOT_COVERED = "not-covered"
    WARNING = "warning"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing to see to. `value` is the parameter that refused what was given.

    `text` says what it is about; of a refused value it is the form that would have been taken,
    where the parameter has one.
    """

    kind: AttentionKind
    text: LocalizedText | None
    remedy: LocalizedText | None = None
    traits: tuple[str, ...] = ()
    value: ParameterValue | None = None


def attention(
    pattern: Pattern,
    questionnaire: Questionnaire,
    answers: Answers,
    values: Sequence[ParameterValue],
) -> tuple[Attention, ...]:
    """Broken and near limits, refused values, and what the bundle does not cover."""
    found = [
        *_checks(pattern, questionnaire, answers),
        *_refusals(values),
        *_notes(pattern, questionnaire, answers),
    ]
    gravity = list(AttentionKind)
    return tuple(sorted(found, key=lambda item: gravity.index(item.kind)))


def _checks(
    pattern: Pattern, questionnaire: Questionnaire, answers: Answers
) -> Iterator[Attention]:
    for constraint in pattern.constraints:
        result = check(constraint, questionnaire, answers)
        kind = _kind(result)
        if kind is not None:
            yield Attention(
                kind=kind,
                text=constraint.reason,
                remedy=constraint.remedy,
                traits=_answered(result.traits, answers),
            )


def _kind(result: Check) -> AttentionKind | None:
    if result.status is CheckStatus.NEAR:
        return AttentionKind.NEAR
    if result.status is not CheckStatus.VIOLATED:
        return None
    return {
        Severity.EXCLUDE: AttentionKind.EXCLUDED,
        Severity.CONDITION: AttentionKind.CONDITION,
        Severity.WARN: AttentionKind.WARNING,
    }[result.severity]


def _refusals(values: Sequence[ParameterValue]) -> Iterator[Attention]:
    for value in values:
        if value.refused is not None:
            hint = value.parameter.pattern_hint
            yield Attention(kind=AttentionKind.REFUSED, text=hint, value=value)


def _notes(pattern: Pattern, questionnaire: Questionnaire, answers: Answers) -> Iterator[Attention]:
    evidence = Evidence(questionnaire=questionnaire, answers=answers, estimates=True)
    for note in pattern.attention:
        if evaluate(note.when, evidence) is Truth.TRUE:
            yield Attention(
                kind=AttentionKind.NOT_COVERED,
                text=note.text,
                traits=_answered(traits(note.when), answers),
            )


def _answered(names: Sequence[str], answers: Answers) -> tuple[str, ...]:
    return tuple(name for name in names if answers.known(name) is not None)
