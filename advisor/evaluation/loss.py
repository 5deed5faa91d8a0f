"""How far a catalog is from the known answers, finer than by counting hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from advisor.advice import advise
from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.questionnaire.parse import parse_answers

MARGIN = 5.0
"""Points by which an acceptable pattern should lead; what is missing is the loss of a case."""

EXCLUDED = 100.0
"""The loss of a case whose acceptable patterns are all excluded: no rating mends that."""

LEAST_GAIN = 0.5
"""Loss that an edit has to take away to be kept: each has its price."""

SEED = 20_240_229
SHUFFLES = 10


@dataclass(frozen=True, slots=True)
class Place:
    """First place, and the score of each pattern that no limit rules out."""

    first: str | None
    scores: Mapping[str, float]


def place(catalog: Catalog, traits: Sequence[tuple[str, str]]) -> Place:
    found = advise(catalog, parse_answers(catalog.questionnaire, traits).answers).analysis
    at, totals = found.at, found.at.state.totals
    scores = {at.matrix.slugs[i]: float(at.points(totals[i])) for i in at.feasible}
    return Place(next(iter(found.first), None), scores)


def loss(case: Case, scores: Mapping[str, float]) -> float:
    """0 where an acceptable pattern leads by `MARGIN` points or more."""
    right = {slug for slug in (case.chosen, *case.acceptable) if slug in scores}
    if not right:
        return EXCLUDED
    others = (score for slug, score in scores.items() if slug not in right)
    lead = max(scores[slug] for slug in right if slug) - max(others, default=0.0)
    return max(0.0, MARGIN - lead)


def dealt(cases: Iterable[Case]) -> list[list[Case]]:
    """The same workloads with the known answers dealt out anew; always the same deals."""
    random, given = Random(SEED), list(cases)
    found = []
    for _deal in range(SHUFFLES):
        order = sorted(given, key=lambda _case: random.random())
        found.append(
            [
                replace(case, chosen=other.chosen, acceptable=other.acceptable)
                for case, other in zip(given, order, strict=True)
            ]
        )
    return found
