"""The ranking against pymcdm and scikit-criteria, which live in .tools/mcdm."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from advisor.analysis.analysis import matrix_of
from advisor.catalog.model import Catalog
from advisor.evaluation.methods import Methods, Problem, Scores, best, problem
from advisor.evaluation.profiles import random_profile
from advisor.management.mcdm import OVERRIDE, installed_methods
from advisor.questionnaire import Importance
from advisor.questionnaire.link import with_importance
from advisor.scoring import recommend
from advisor.web.catalog import get_catalog

PROFILES = 200
LEVEL = 1e-9
"""Scores so close are equal: they differ by rounding."""


def test_another_place_can_be_named() -> None:
    assert installed_methods({OVERRIDE: "/nowhere"}) is None


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    catalog, random = get_catalog(), Random(20)
    return [found for _ in range(PROFILES) if (found := _drawn(catalog, random))]


def _drawn(catalog: Catalog, random: Random) -> Problem | None:
    matrix = matrix_of(catalog.questionnaire, catalog.patterns)
    answers = random_profile(matrix, random)
    for question in random.sample(catalog.questionnaire.questions, 4):
        level = random.choice([Importance.LOW, Importance.HIGH, Importance.OFF])
        answers = with_importance(answers, question.id, level)
    found = problem(recommend(catalog.questionnaire, catalog.patterns, answers))
    return found if found is not None and len(found.slugs) > 1 else None


@pytest.fixture(scope="module")
def methods() -> Methods:
    found = installed_methods()
    if found is not None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no .tools/mcdm: .ci/run makes it from requirements-mcdm.txt")
    pytest.skip("no .tools/mcdm; make it with: make test ARGS=tests/scoring")


@pytest.fixture(scope="module")
def scores(problems: list[Problem], methods: Methods) -> Scores:
    return methods(problems)


@pytest.mark.parametrize("method", ["pymcdm-wsm", "scikit-criteria-wsm"])
def test_a_weighted_sum_on_the_fixed_scale_gives_exactly_our_order(
    method: str, problems: list[Problem], scores: Scores
) -> None:
    assert len(problems) > PROFILES / 2
    for found, row in zip(problems, scores[method], strict=True):
        assert _order(row) == _order(found.totals), found


def _order(values: Sequence[float]) -> list[int]:
    """For every two patterns whether the first is ahead, level, or behind."""
    gaps = (a - b for a, b in combinations(values, 2))
    return [0 if abs(gap) < LEVEL else 1 if gap > 0 else -1 for gap in gaps]


@pytest.mark.parametrize("method", ["pymcdm-topsis", "pymcdm-wsm-by-sum"])
def test_methods_that_scale_by_the_patterns_at_hand_differ_now_and_then(
    method: str, problems: list[Problem], scores: Scores
) -> None:
    """They put another pattern first in some cases, and the same in most."""
    other = sum(
        best(found, row) != best(found, found.totals)
        for found, row in zip(problems, scores[method], strict=True)
    )
    assert 0 < other < len(problems) / 2


@pytest.mark.parametrize("method", ["pymcdm-topsis", "pymcdm-wsm-by-sum"])
def test_there_a_pattern_that_loses_can_turn_the_order_of_the_others(
    method: str, problems: list[Problem], methods: Methods
) -> None:
    """Without the last of the ranking, TOPSIS orders the others anew; our totals cannot change."""
    larger = [found for found in problems if len(found.slugs) > 2]
    whole, part = methods(larger)[method], methods([_without_last(p) for p in larger])[method]
    turned = sum(_order(a[:-1]) != _order(b) for a, b in zip(whole, part, strict=True))
    assert turned > 0


def _without_last(found: Problem) -> Problem:
    return Problem(
        slugs=found.slugs[:-1],
        weights=found.weights,
        rows=found.rows[:-1],
        totals=found.totals[:-1],
    )
