"""A bundle's parameters as fields of a form. The catalog's schema of each decides which field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.bundles.formats import parameter_name
from advisor.bundles.values import Origin, ParameterValue
from advisor.catalog.model import BundleFormat, Parameter, ParameterType
from advisor.questionnaire.numbers import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterField:
    """`typed` is what was given by hand, `stands` what the bundle holds without it."""

    id: str
    name: str
    description: str
    typed: str
    stands: str
    choices: tuple[str, ...]
    number: bool
    limits: str
    refused: bool


def parameter_fields(
    values: Sequence[ParameterValue], bundle_format: BundleFormat, language: str
) -> tuple[ParameterField, ...]:
    """Every parameter but the name of the project, which has a form of its own."""
    return tuple(
        _field(value, bundle_format, language)
        for value in values
        if value.parameter.id != "project_name"
    )


def _field(value: ParameterValue, bundle_format: BundleFormat, language: str) -> ParameterField:
    parameter = value.parameter
    by_hand = value.origin is Origin.GIVEN
    return ParameterField(
        id=parameter.id,
        name=parameter_name(bundle_format, parameter.id),
        description=parameter.description.in_language(language),
        typed=value.refused or (value.value if by_hand else ""),
        stands="" if by_hand else value.value,
        choices=_choices(parameter),
        number=parameter.type is ParameterType.NUMBER,
        limits=_limits(parameter, language),
        refused=value.refused is not None,
    )


def _choices(parameter: Parameter) -> tuple[str, ...]:
    flags = ("true", "false") if parameter.type is ParameterType.FLAG else ()
    return parameter.allowed or flags


def _limits(parameter: Parameter, language: str) -> str:
    """What would be taken, where that is not a list of choices."""
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None:
        return _("from %(low)s to %(high)s") % {"low": plain(low), "high": plain(high)}
    if low is not None:
        return _("at least %(low)s") % {"low": plain(low)}
    if high is not None:
        return _("at most %(high)s") % {"high": plain(high)}
    return parameter.pattern_hint.in_language(language) if parameter.pattern_hint else ""
