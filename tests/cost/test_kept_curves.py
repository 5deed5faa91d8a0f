"""Curves are kept from one page to the next, and never mistaken for another workload's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from advisor.cost import kept_curves, pattern_curves
from tests.cost.input_space import any_inputs
from tests.cost.pricing import priced, slugs


@settings(max_examples=60, deadline=None)
@given(any_inputs())
def test_they_are_those_that_would_be_worked_out(found: dict[str, Any]) -> None:
    case = priced(**found)
    assert kept_curves(case, slugs()) == pattern_curves(case, slugs())
    assert kept_curves(case, slugs()[:2]) == pattern_curves(case, slugs()[:2])


def test_another_volume_has_the_same_curves() -> None:
    one = kept_curves(priced(requests_per_month=7_000), slugs())
    assert kept_curves(priced(requests_per_month=9_000_000), slugs()) is one


@pytest.mark.parametrize(
    "other",
    [
        {"avg_response_kb": 21},
        {"region": "ap-northeast-1"},
        {"flat_rate": "on"},
        {"variant": "apigw_lambda_rest"},
    ],
)
def test_another_workload_has_curves_of_its_own(other: dict[str, Any]) -> None:
    assert kept_curves(priced(**other), slugs()) != kept_curves(priced(), slugs())


def test_another_catalog_has_curves_of_its_own() -> None:
    """Its inputs may have the same values: what differs is the price of something."""
    case = priced()
    cheaper = tuple(replace(variant, items=variant.items[:1]) for variant in case.model.variants)
    other = replace(case, model=replace(case.model, variants=cheaper))
    assert kept_curves(case, slugs()) != kept_curves(other, slugs())
    assert kept_curves(other, slugs()) == pattern_curves(other, slugs())
