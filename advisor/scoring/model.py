"""What the engine returns: every number with the answer and the sentence it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction

from advisor.catalog.model import Constraint, Limit, Pattern, Rating, Severity
from advisor.questionnaire.answers import Importance


class Truth(IntEnum):
    """Kleene's three values, ordered so that `all` is min and `any` is max."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


class CheckStatus(StrEnum):
    VIOLATED = "violated"
    NEAR = "near"
    UNCHECKED = "unchecked"
    OK = "ok"


class PatternStatus(StrEnum):
    RANKED = "ranked"
    CONDITIONAL = "conditional"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One ledger line: answer x importance x sourced sentence.

    `weight` is base weight x importance multiplier, `product` is `weight` x rating value, and
    `points` is 25 x `product` / W, exactly. A line whose pattern makes no statement has
    `rating` None and product 0.
    """

    trait: str
    option: str
    importance: Importance
    weight: int
    rating: Rating | None
    product: int
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One constraint held against the answers.

    `severity` is what applies now: a constraint met only through an estimate is no more than a
    condition. `value` is the number given (or None), `traits` are the questions it looked at.
    """

    constraint: Constraint
    status: CheckStatus
    severity: Severity
    value: Decimal | None
    limit: Limit | None
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One pattern, judged. `score` is 50 + 25 x `total` / W, in [0, 100], exactly.

    `tier` is 0, or 1 where the pattern has -2 on a question marked critical (`vetoes` names
    them). `rank` is shared by ties and None when excluded.
    """

    pattern: Pattern
    status: PatternStatus
    rank: int | None
    tier: int
    vetoes: tuple[str, ...]
    total: int
    score: Fraction
    contributions: tuple[Contribution, ...]
    checks: tuple[Check, ...]

    @property
    def excluded(self) -> bool:
        return self.status is PatternStatus.EXCLUDED

    @property
    def violations(self) -> tuple[Check, ...]:
        """The checks that exclude this pattern."""
        return tuple(
            check
            for check in self.checks
            if check.status is CheckStatus.VIOLATED and check.severity is Severity.EXCLUDE
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """An inclusion-minimal set of answers that would have to give for `pattern` to return."""

    pattern: Pattern
    traits: tuple[str, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The whole result, patterns in order: ranked first, then excluded ones by points.

    `weight_sum` is W, the weight of all questions. `claimed` is False when nothing that makes a
    point was answered: then no recommendation is made. `first` holds every pattern that shares
    first place (more than one is a tie, none when nothing is claimed or all are excluded).
    """

    assessments: tuple[Assessment, ...]
    weight_sum: int
    answered: tuple[str, ...]
    unknown: tuple[str, ...]
    unanswered: tuple[str, ...]
    claimed: bool
    first: tuple[Assessment, ...]
    repairs: tuple[Repair, ...]

    @property
    def excluded(self) -> frozenset[str]:
        """The patterns that a limit rules out."""
        return frozenset(item.pattern.slug for item in self.assessments if item.excluded)

    def of(self, slug: str) -> Assessment:
        """Raises KeyError for a slug that is not in the catalog."""
        for assessment in self.assessments:
            if assessment.pattern.slug == slug:
                return assessment
        raise KeyError(slug)
