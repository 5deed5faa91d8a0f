"""What a loaded catalog is: frozen values that the rest of the program never doubts.

Nothing here reads a file or knows a word of any particular catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.catalog.bundle_notes import AttentionNote, PracticeHere
    from advisor.catalog.cost_model import CostModel
    from advisor.catalog.glossary import Term
    from advisor.catalog.verification import Stamp, Verification


class QuestionKind(StrEnum):
    SINGLE = "single"
    SEVERAL = "several"
    NUMBER = "number"


class Severity(StrEnum):
    """What a violated constraint does to its pattern."""

    EXCLUDE = "exclude"
    CONDITION = "condition"
    WARN = "warn"


class LimitKind(StrEnum):
    FIXED = "fixed"
    ADJUSTABLE = "adjustable"


class Layer(StrEnum):
    """Where a pattern answers: at the origin, or in front of one."""

    ORIGIN = "origin"
    EDGE = "edge"


class Combine(StrEnum):
    """Who decides a question where one pattern stands in front of another.

    The origin behind, the better of the two (an ability), or the worse of the two (a burden).
    """

    ORIGIN = "origin"
    BEST = "best"
    WORST = "worst"


class Relation(StrEnum):
    IN_FRONT_OF = "in-front-of"
    BEHIND = "behind"
    REPLACED_BY = "replaced-by"


class BundleFormat(StrEnum):
    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"

    @property
    def label(self) -> str:
        """The tool's name as it writes it."""
        return {"cloudformation": "CloudFormation", "terraform": "Terraform"}[self.value]


class ParameterType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in every language of the catalog, by language code."""

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in `language`, or in the catalog's first language."""
        return self.by_language.get(language) or next(iter(self.by_language.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that states a fact. `date` is the date of what was read (ISO, may be a month)."""

    id: str
    title: str
    url: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    text: LocalizedText
    hint: LocalizedText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named part of a number question's range, lower end included, upper end not."""

    id: str
    text: LocalizedText
    lower: Decimal
    upper: Decimal | None

    def contains(self, number: Decimal) -> bool:
        return self.lower <= number and (self.upper is None or number < self.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What an option of another question says about a number: the closed interval it implies."""

    question: str
    intervals: Mapping[str, tuple[Decimal, Decimal | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `weight` is the author's base weight, 0 to 3; 0 never makes a point."""

    id: str
    aliases: tuple[str, ...] = ()
    group: str
    kind: QuestionKind
    weight: int
    leading: bool = False
    combine: Combine = Combine.BEST
    text: LocalizedText
    label: LocalizedText
    why: LocalizedText
    decides: LocalizedText
    options: tuple[Option, ...] = ()
    none_option: str | None = None
    bands: tuple[Band, ...] = ()
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    estimate: Estimate | None = None

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)

    def band_for(self, number: Decimal) -> Band | None:
        return next((band for band in self.bands if band.contains(number)), None)

    @property
    def rated_ids(self) -> tuple[str, ...]:
        """What a rating of this question may name: its options, or its bands."""
        return tuple(item.id for item in (self.options or self.bands))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    id: str
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    by_id: Mapping[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = MappingProxyType({question.id: question for question in self.questions})
        object.__setattr__(self, "by_id", by_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A documented quota. `value` is in `unit`, a unit of the questionnaire or of prose."""

    id: str
    name: LocalizedText
    value: Decimal
    unit: str
    kind: LimitKind
    note: LocalizedText | None
    source: Source


# --- predicates: a closed grammar over answers ------------------------------------------


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Predicate


@dataclass(frozen=True, slots=True)
class Is:
    """The answer to `trait` is (for several: includes) one of `options`."""

    trait: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Above:
    """The number answered for `trait` is greater than `bound` (in the question's unit)."""

    trait: str
    bound: Decimal
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """The number answered for `trait` is less than `bound` (in the question's unit)."""

    trait: str
    bound: Decimal
    limit: Limit | None = None


Predicate = All | AnyOf | Not | Is | Above | Below


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A status, never points. `near` is the share of a limit from which to warn (0 to 1)."""

    id: str
    severity: Severity
    when: Predicate
    limit: Limit | None
    near: Fraction | None
    reason: LocalizedText
    remedy: LocalizedText | None
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How well a pattern serves one answer, -2 to +2. `source` None means judgement."""

    trait: str
    option: str
    value: int
    reason: LocalizedText
    source: Source | None


# --- patterns ----------------------------------------------------------------------------


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
    """How this pattern stands to another: it goes in front of it, behind it, or gives way to it."""

    pattern: str
    relation: Relation
    note: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRule:
    """Sets a parameter to `value` when the answers make `when` true."""

    when: Predicate
    value: str
    reason: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value of a bundle, the same in every format. Values are kept as text."""

    id: str
    type: ParameterType
    default: str
    description: LocalizedText
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    pattern_hint: LocalizedText | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    rules: tuple[ParameterRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """A file of a bundle: its path in the bundle, and its text as it lies in the catalog."""

    path: str
    text: str
    executable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    format: BundleFormat
    files: tuple[BundleFile, ...]
    readme: LocalizedText


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
    stamp: Stamp | None = None
    rating_of: Mapping[tuple[str, str], Rating] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells = {(rating.trait, rating.option): rating for rating in self.ratings}
        object.__setattr__(self, "rating_of", MappingProxyType(cells))

    def bundle(self, bundle_format: str) -> Bundle | None:
        return next((item for item in self.bundles if item.format == bundle_format), None)


# --- the rest ----------------------------------------------------------------------------


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
