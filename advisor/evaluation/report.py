"""How often the advisor agrees with known answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.questionnaire.answers import Notice
from advisor.questionnaire.parse import parse_answers
from advisor.scoring.model import Recommendation
from advisor.scoring.ranking import recommend

PUBLISHED = "published"
CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One case with what the advisor makes of it. `first` is the first of the ranking, if any."""

    case: Case
    first: str | None
    excluded: frozenset[str]
    notices: tuple[Notice, ...]

    @property
    def top1(self) -> bool:
        return self.first is not None and self.first == self.case.chosen

    @property
    def accepted(self) -> bool:
        return self.top1 or self.first in self.case.acceptable

    @property
    def missed_exclusions(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.case.ruled_out if slug not in self.excluded)

    @property
    def wrong_exclusions(self) -> tuple[str, ...]:
        return tuple(slug for slug in self.case.acceptable if slug in self.excluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    outcomes: tuple[Outcome, ...]

    def of(self, origin: str) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.case.origin == origin)

    def figures(self) -> dict[str, dict[str, float | int]]:
        """Shares between 0 and 1; a share of nothing is 0."""
        published, constraint = self.of(PUBLISHED), self.of(CONSTRAINT)
        ruled_out = sum(len(outcome.case.ruled_out) for outcome in constraint)
        missed = sum(len(outcome.missed_exclusions) for outcome in constraint)
        return {
            PUBLISHED: {
                "cases": len(published),
                "top1": _share(sum(outcome.top1 for outcome in published), len(published)),
                "accepted": _share(sum(outcome.accepted for outcome in published), len(published)),
            },
            "constraints": {
                "cases": len(constraint),
                "ruled_out_recall": _share(ruled_out - missed, ruled_out),
                "wrong_exclusions": sum(len(outcome.wrong_exclusions) for outcome in constraint),
            },
        }

    def misses(self) -> tuple[str, ...]:
        """One line for each disagreement and each answer that was not understood."""
        return tuple(line for outcome in self.outcomes for line in _misses(outcome))


def evaluate_cases(catalog: Catalog, cases: Sequence[Case]) -> Report:
    return Report(outcomes=tuple(_outcome(catalog, case) for case in cases))


def _outcome(catalog: Catalog, case: Case) -> Outcome:
    parsed = parse_answers(catalog.questionnaire, case.traits)
    result = recommend(catalog.questionnaire, catalog.patterns, parsed.answers)
    return Outcome(
        case=case,
        first=_first(result),
        excluded=frozenset(item.pattern.slug for item in result.assessments if item.excluded),
        notices=parsed.notices,
    )


def _first(result: Recommendation) -> str | None:
    return result.first[0].pattern.slug if result.first else None


def _misses(outcome: Outcome) -> Iterable[str]:
    case = outcome.case
    for notice in outcome.notices:
        yield f"{case.id}: {notice.key}={notice.value} was not understood ({notice.code})"
    if case.origin == PUBLISHED and not outcome.top1:
        word = "accepted" if outcome.accepted else "missed"
        yield f"{case.id}: {word}: expected {case.chosen}, first is {outcome.first}"
    if case.origin == CONSTRAINT:
        for slug in outcome.missed_exclusions:
            yield f"{case.id}: {slug} should be excluded and is not"
        for slug in outcome.wrong_exclusions:
            yield f"{case.id}: {slug} is excluded and should not be"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
