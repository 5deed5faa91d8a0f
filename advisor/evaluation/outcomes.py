"""What the advisor makes of a case, and how that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.advice import advise
from advisor.analysis import Verdict
from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case, Pairs
from advisor.questionnaire.answers import Notice
from advisor.questionnaire.parse import parse_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`first` is the first of the ranking, None where nothing is claimed; `tied` are all that
    share the place with it. `elsewhere` are the answers "none of these" that come before the
    ranking.
    """

    case: Case
    first: str | None
    tied: tuple[str, ...]
    excluded: frozenset[str]
    verdict: Verdict
    elsewhere: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def top1(self) -> bool:
        return is_top1(self.case, self.first)

    @property
    def accepted(self) -> bool:
        return is_accepted(self.case, self.first)

    @property
    def top1_shared(self) -> float:
        """As `top1`, but by chance among patterns of the same points, which are listed by name."""
        return share(sum(is_top1(self.case, slug) for slug in self.tied), len(self.tied))

    @property
    def accepted_shared(self) -> float:
        return share(sum(is_accepted(self.case, slug) for slug in self.tied), len(self.tied))

    @property
    def missed_exclusions(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.case.ruled_out if slug not in self.excluded)

    @property
    def wrong_exclusions(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.case.acceptable if slug in self.excluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many of some cases were met. Shares lie between 0 and 1; a share of nothing is 0."""

    cases: int
    top1: int
    accepted: int

    def figures(self) -> dict[str, float | int]:
        return {
            "cases": self.cases,
            "top1": share(self.top1, self.cases),
            "accepted": share(self.accepted, self.cases),
        }


def is_top1(case: Case, first: str | None) -> bool:
    return first is not None and first == case.chosen


def is_accepted(case: Case, first: str | None) -> bool:
    return is_top1(case, first) or first in case.acceptable


def hits(results: Sequence[tuple[Case, str | None]]) -> Hits:
    return Hits(
        cases=len(results),
        top1=sum(is_top1(case, first) for case, first in results),
        accepted=sum(is_accepted(case, first) for case, first in results),
    )


def outcome(catalog: Catalog, case: Case, traits: Pairs | None = None) -> Outcome:
    """What the advisor says of `case`, or of other `traits` of the same workload."""
    parsed = parse_answers(catalog.questionnaire, case.traits if traits is None else traits)
    advice = advise(catalog, parsed.answers)
    result = advice.recommendation
    tied = tuple(item.pattern.slug for item in result.first)
    return Outcome(
        case=case,
        first=tied[0] if tied else None,
        tied=tied,
        excluded=frozenset(item.pattern.slug for item in result.assessments if item.excluded),
        verdict=advice.analysis.verdict,
        elsewhere=tuple(item.id for item in advice.analysis.outcomes),
        notices=parsed.notices,
    )


def share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
