"""What a limit says beside the figure: the price of a raise, or the way round."""

from __future__ import annotations

import pytest

from advisor.catalog.judged import LimitKind
from advisor.catalog.model import Severity
from tests.catalog_content.shipped import shipped

RAISED = [
    ("apigw-lambda", "request-time", "costs throttle quota", "スロットリング枠が減る"),
    ("apigw-lambda", "concurrency", "carries no charge", "費用はかからない"),
    ("cloudfront-multi-origin", "response-timeout", "carries no charge", "費用はかからない"),
]
"""Conditions under which a quota is raised, and what that costs in each language."""


@pytest.mark.parametrize(("slug", "name", "english", "japanese"), RAISED)
def test_a_limit_that_is_raised_on_request_has_the_price_of_that(
    slug: str, name: str, english: str, japanese: str
) -> None:
    pattern = shipped().pattern(slug)
    assert pattern is not None
    found = next(item for item in pattern.constraints if item.id == name)
    assert found.severity is Severity.CONDITION
    assert found.remedy is not None
    for language, price in (("en", english), ("ja", japanese)):
        said = found.reason.in_language(language) + found.remedy.in_language(language)
        assert price in said


def test_a_condition_on_an_adjustable_limit_has_a_remedy() -> None:
    without = [
        f"{pattern.slug}/{item.id}"
        for pattern in shipped().patterns
        for item in pattern.constraints
        if item.severity is Severity.CONDITION
        and item.limit is not None
        and item.limit.kind is LimitKind.ADJUSTABLE
        and item.remedy is None
    ]
    assert without == []


NO_WAY_ROUND = frozenset(
    ("transport", "grpc", "open-connection", "runtime", "data-boundary", "private-network")
)
"""What a pattern cannot do at all: only another pattern can, or none."""


def test_every_other_exclusion_names_a_way_round() -> None:
    without = [
        f"{pattern.slug}/{item.id}"
        for pattern in shipped().patterns
        for item in pattern.constraints
        if item.severity is Severity.EXCLUDE and item.id not in NO_WAY_ROUND and item.remedy is None
    ]
    assert without == []
