"""The values a bundle starts with: given by hand, set from an answer, or the default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advisor.catalog.model import (
    LocalizedText,
    Parameter,
    ParameterType,
    Pattern,
    Questionnaire,
)
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.numbers import parse_number
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import evaluate, traits
from advisor.scoring.model import Truth


class Origin(StrEnum):
    DEFAULT = "default"
    ANSWER = "answer"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterValue:
    """A parameter with its value, and where the value comes from.

    `reason` and `traits` tell the answers that set it. `refused` is a value that was given but
    breaks the parameter's rules; then `value` is what stands instead.
    """

    parameter: Parameter
    value: str
    origin: Origin
    reason: LocalizedText | None = None
    traits: tuple[str, ...] = ()
    refused: str | None = None


def fill(
    pattern: Pattern,
    questionnaire: Questionnaire,
    answers: Answers,
    given: Mapping[str, str],
) -> tuple[ParameterValue, ...]:
    """Every parameter of `pattern` with its value, in the catalog's order."""
    evidence = Evidence(questionnaire=questionnaire, answers=answers, estimates=True)
    return tuple(
        _value(parameter, evidence, given.get(parameter.id)) for parameter in pattern.parameters
    )


def accepts(parameter: Parameter, value: str) -> bool:
    """Whether `value` keeps the parameter's type, allowed values, pattern and limits.

    No value may hold `{{`: CloudFormation takes `{{resolve:…}}` for a look-up of a secret in the
    account it deploys to, and a link that somebody else wrote must not ask for one.
    """
    if len(value) > 512 or not value.isprintable() or "{{" in value:
        return False
    if parameter.allowed and value not in parameter.allowed:
        return False
    if parameter.pattern is not None and not re.fullmatch(parameter.pattern, value):
        return False
    if parameter.type is ParameterType.FLAG:
        return value in {"true", "false"}
    return parameter.type is not ParameterType.NUMBER or _in_range(parameter, value)


def _value(parameter: Parameter, evidence: Evidence, given: str | None) -> ParameterValue:
    if given and accepts(parameter, given):
        return ParameterValue(parameter=parameter, value=given, origin=Origin.GIVEN)
    refused = given or None
    for rule in parameter.rules:
        if evaluate(rule.when, evidence) is Truth.TRUE:
            return ParameterValue(
                parameter=parameter,
                value=rule.value,
                origin=Origin.ANSWER,
                reason=rule.reason,
                traits=traits(rule.when),
                refused=refused,
            )
    return ParameterValue(
        parameter=parameter, value=parameter.default, origin=Origin.DEFAULT, refused=refused
    )


def _in_range(parameter: Parameter, value: str) -> bool:
    number = parse_number(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else None
    if number is None:
        return False
    above = parameter.minimum is None or number >= parameter.minimum
    return above and (parameter.maximum is None or number <= parameter.maximum)
