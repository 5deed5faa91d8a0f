"""What a loaded catalog is: frozen values that the rest of the program never doubts.

Nothing here reads a file or knows a word of any particular catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from advisor.catalog.bundle_files import (
    Bundle,
    BundleFile,
    BundleFormat,
    Parameter,
    ParameterRule,
    ParameterType,
)
from advisor.catalog.bundle_notes import AttentionNote, PracticeHere
from advisor.catalog.cost_model import CostModel
from advisor.catalog.glossary import Term
from advisor.catalog.judged import (
    Above,
    All,
    AnyOf,
    Below,
    Constraint,
    Is,
    Limit,
    LimitKind,
    Not,
    Predicate,
    Rating,
    Severity,
)
from advisor.catalog.questions import (
    Band,
    Combine,
    Estimate,
    Group,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
)
from advisor.catalog.request_path import Stop
from advisor.catalog.texts import LocalizedText, Source
from advisor.catalog.transitions import Effort, Transition
from advisor.catalog.verification import Stamp, Verification

__all__ = [
    "Above",
    "All",
    "AnyOf",
    "Band",
    "Below",
    "Bundle",
    "BundleFile",
    "BundleFormat",
    "Catalog",
    "Combine",
    "Composition",
    "Constraint",
    "Effort",
    "Elsewhere",
    "Estimate",
    "Example",
    "Feature",
    "Group",
    "Is",
    "Layer",
    "Limit",
    "LimitKind",
    "LocalizedText",
    "Not",
    "Option",
    "Parameter",
    "ParameterRule",
    "ParameterType",
    "Pattern",
    "Practice",
    "PracticeGroup",
    "Predicate",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Rating",
    "Relation",
    "Service",
    "Severity",
    "Source",
    "Stop",
    "Transition",
]


class Layer(StrEnum):
    """Where a pattern answers: at the origin, or in front of one."""

    ORIGIN = "origin"
    EDGE = "edge"


class Relation(StrEnum):
    IN_FRONT_OF = "in-front-of"
    BEHIND = "behind"
    REPLACED_BY = "replaced-by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    title: LocalizedText
    text: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    name: str
    role: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """How this pattern stands to another: it goes in front of it, behind it, or gives way to it.

    `note` says when. `transition` is there where it gives way.
    """

    pattern: str
    relation: Relation
    note: LocalizedText
    transition: Transition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    slug: str
    name: LocalizedText
    short_name: LocalizedText
    summary: LocalizedText
    layer: Layer
    colour: str
    mark: str
    services: tuple[Service, ...]
    features: tuple[Feature, ...]
    scenes: tuple[LocalizedText, ...]
    advantages: tuple[LocalizedText, ...]
    disadvantages: tuple[LocalizedText, ...]
    diagram: LocalizedText
    limits: tuple[Limit, ...]
    ratings: tuple[Rating, ...]
    constraints: tuple[Constraint, ...]
    compositions: tuple[Composition, ...]
    practices: Mapping[str, PracticeHere]
    parameters: tuple[Parameter, ...]
    bundles: tuple[Bundle, ...]
    attention: tuple[AttentionNote, ...] = ()
    path: tuple[Stop, ...] = ()
    stamp: Stamp | None = None
    rating_of: Mapping[tuple[str, str], Rating] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells = {(rating.trait, rating.option): rating for rating in self.ratings}
        object.__setattr__(self, "rating_of", MappingProxyType(cells))

    def bundle(self, bundle_format: str) -> Bundle | None:
        return next((item for item in self.bundles if item.format == bundle_format), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    id: str
    title: LocalizedText
    text: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeGroup:
    id: str
    title: LocalizedText
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A workload to start from. `answers` are key-value pairs as they would stand in a link."""

    id: str
    title: LocalizedText
    text: LocalizedText
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A workload for which the answer is none of the patterns, and where to look instead."""

    id: str
    when: Predicate
    title: LocalizedText
    reason: LocalizedText
    look: LocalizedText
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All content. `cost` is None where the catalog says nothing of it.

    `digest` is the SHA-256 of every file read: equal content, equal digest.
    """

    version: str
    title: LocalizedText
    subject: LocalizedText
    reviewed_on: date
    languages: tuple[str, ...]
    questionnaire: Questionnaire
    patterns: tuple[Pattern, ...]
    practice_groups: tuple[PracticeGroup, ...]
    examples: tuple[Example, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    glossary: tuple[Term, ...] = ()
    verification: Verification | None = None
    folder: Path
    digest: str
    cost: CostModel | None = None

    def pattern(self, slug: str) -> Pattern | None:
        return next((pattern for pattern in self.patterns if pattern.slug == slug), None)
