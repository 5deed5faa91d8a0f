"""Constraints held against answers. They change a pattern's status, never its points."""

from __future__ import annotations

from decimal import Decimal

from advisor.catalog.model import Above, Below, Constraint, Questionnaire, Severity
from advisor.questionnaire.answers import Answers
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import atoms, evaluate, traits
from advisor.scoring.model import Check, CheckStatus, Truth


def check(constraint: Constraint, questionnaire: Questionnaire, answers: Answers) -> Check:
    """The status of `constraint`.

    A constraint that holds only because an estimate stands in for a number is violated as a
    condition at most: an exclusion needs the number itself.
    """
    stated = Evidence(questionnaire=questionnaire, answers=answers, estimates=False)
    estimated = Evidence(questionnaire=questionnaire, answers=answers, estimates=True)
    severity = constraint.severity
    if evaluate(constraint.when, stated) is Truth.TRUE:
        status = CheckStatus.VIOLATED
    else:
        status = _status(constraint, estimated)
        if status is CheckStatus.VIOLATED and severity is Severity.EXCLUDE:
            severity = Severity.CONDITION
    return Check(
        constraint=constraint,
        status=status,
        severity=severity,
        value=_value(constraint, stated),
        limit=constraint.limit,
        traits=traits(constraint.when),
    )


def _status(constraint: Constraint, evidence: Evidence) -> CheckStatus:
    truth = evaluate(constraint.when, evidence)
    if truth is Truth.TRUE:
        return CheckStatus.VIOLATED
    if truth is Truth.UNKNOWN:
        return CheckStatus.UNCHECKED
    near = constraint.near
    if near is not None and evaluate(constraint.when, evidence, near) is Truth.TRUE:
        return CheckStatus.NEAR
    return CheckStatus.OK


def _value(constraint: Constraint, stated: Evidence) -> Decimal | None:
    """The number the person gave for the quantity this constraint compares."""
    for atom in atoms(constraint.when):
        answer = stated.known(atom.trait) if isinstance(atom, Above | Below) else None
        if answer is not None and answer.number is not None:
            return answer.number
    return None
