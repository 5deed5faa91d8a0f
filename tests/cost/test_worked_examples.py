"""Every worked example, to the cent: totals and positions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.cost import Estimate, cents
from tests.cost.pricing import by_variant, priced

EXAMPLES = yaml.safe_load((Path(__file__).parent / "worked_examples.yaml").read_text("utf-8"))
HALF_A_CENT = Fraction(1, 200)


def cases() -> Iterator[Any]:
    for example in EXAMPLES:
        for region, variants in example["regions"].items():
            for variant, wanted in variants.items():
                inputs = {**example["inputs"], "region": region}
                yield pytest.param(
                    inputs, variant, wanted, id=f"{example['name']}-{region}-{variant}"
                )


CASES = list(cases())


def total(item: Estimate) -> Decimal:
    assert item.total is not None
    return item.total


def positions(item: Estimate) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for line in item.lines:
        sums[line.group] = sums.get(line.group, Fraction(0)) + line.exact
    return sums


@pytest.mark.parametrize(("inputs", "variant", "wanted"), CASES)
def test_the_total_at_list_price(
    inputs: dict[str, Any], variant: str, wanted: dict[str, Any]
) -> None:
    assert total(by_variant(priced(**inputs))[variant]) == cents(Fraction(str(wanted["list"])))


@pytest.mark.parametrize(("inputs", "variant", "wanted"), CASES)
def test_the_total_with_free_allowances(
    inputs: dict[str, Any], variant: str, wanted: dict[str, Any]
) -> None:
    item = by_variant(priced(**inputs, free_allowances="on"))[variant]
    assert total(item) == cents(Fraction(str(wanted["free"])))


@pytest.mark.parametrize(("inputs", "variant", "wanted"), CASES)
def test_every_position(inputs: dict[str, Any], variant: str, wanted: dict[str, Any]) -> None:
    """Exact to half a cent: one position of the examples (125.025) is rounded down there."""
    found = positions(by_variant(priced(**inputs))[variant])
    for name, amount in wanted["positions"].items():
        assert abs(found.pop(name) - Fraction(str(amount))) <= HALF_A_CENT
    assert all(amount < HALF_A_CENT for amount in found.values())


@pytest.mark.parametrize(
    ("inputs", "variant", "wanted"), [case for case in CASES if "plan" in case.values[2]]
)
def test_the_total_with_a_flat_rate_plan(
    inputs: dict[str, Any], variant: str, wanted: dict[str, Any]
) -> None:
    """The plan takes printed lines off the printed month, and its own price on."""
    item = by_variant(priced(**inputs, flat_rate="on"))[variant]
    assert item.plan is not None
    assert item.plan.id == wanted["plan"]["id"]
    assert total(item) == Decimal(str(wanted["plan"]["total"]))
