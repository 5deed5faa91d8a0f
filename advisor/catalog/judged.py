"""What is said of an answer: limits, constraints over a closed grammar of predicates, ratings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from advisor.catalog.texts import LocalizedText, Source


class Severity(StrEnum):
    """What a violated constraint does to its pattern."""

    EXCLUDE = "exclude"
    CONDITION = "condition"
    WARN = "warn"


class LimitKind(StrEnum):
    FIXED = "fixed"
    ADJUSTABLE = "adjustable"


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
    """A status, never points. `near` is the share of a limit from which to warn (0 to 1).

    `cured_in_front`: a pattern of the edge before it does what it cannot do, so that it may stand
    behind as the origin all the same.
    """

    id: str
    severity: Severity
    when: Predicate
    limit: Limit | None
    near: Fraction | None
    reason: LocalizedText
    remedy: LocalizedText | None
    source: Source | None
    cured_in_front: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """What a calculated rating was made of: pages of prices, the one that weighs most first.

    `prices_as_of` is the date of the oldest price; None where every price is assumed.
    """

    sources: tuple[Source, ...]
    prices_as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How well a pattern serves one answer, -2 to +2.

    Without `source` and `calculation` it is a judgement.
    """

    trait: str
    option: str
    value: int
    reason: LocalizedText
    source: Source | None
    calculation: Calculation | None = None
