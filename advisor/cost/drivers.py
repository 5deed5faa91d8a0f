"""Which inputs move a total most: each changed alone, by a fifth or by one step.

An input at zero stands for something the bill does not have, and moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from advisor.catalog.cost_model import Input
from advisor.cost.comparison import PatternCost
from advisor.cost.estimate import price_variants
from advisor.cost.workload import Origin, Workload

SHARE = Fraction(1, 5)
MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """`input` set to `value` instead of what it is changes the pattern's total by `change`."""

    input: Input
    value: Fraction
    change: Fraction


def drivers(cost: PatternCost, workload: Workload) -> tuple[Driver, ...]:
    """The inputs that matter most, largest change first; free allowances are no such input."""
    now = cost.exact
    if cost.cheapest is None or now is None:
        return ()
    found = []
    for name in sorted(_used(cost)):
        changes = list(_changes(name, cost, workload, now))
        if changes:
            found.append(max(changes, key=lambda driver: abs(driver.change)))
    found.sort(key=lambda driver: -abs(driver.change))
    return tuple(found[:MOST])


def _used(cost: PatternCost) -> frozenset[str]:
    return frozenset().union(*(item.variant.uses for item in cost.counted))


def _changes(name: str, cost: PatternCost, workload: Workload, now: Fraction) -> Iterator[Driver]:
    item = workload.inputs[name].input
    value = workload.inputs[name].value
    if not value or item.allowance is not None:
        return
    for changed in _neighbours(item, value):
        total = _total(cost, _with(workload, name, changed))
        if total is not None and total != now:
            yield Driver(input=item, value=changed, change=total - now)


def _neighbours(item: Input, value: Fraction) -> Iterator[Fraction]:
    """A fifth more and less, in whole numbers at least one, within the input's range."""
    more, less = value * (1 + SHARE), value * (1 - SHARE)
    if item.whole:
        more, less = Fraction(ceil(max(more, value + 1))), Fraction(floor(min(less, value - 1)))
    for changed in (more, less):
        bounded = min(max(changed, Fraction(item.minimum)), Fraction(item.maximum))
        if bounded != value:
            yield bounded


def _with(workload: Workload, name: str, value: Fraction) -> Workload:
    changed = replace(workload.inputs[name], value=value, origin=Origin.GIVEN)
    inputs = MappingProxyType({**workload.inputs, name: changed})
    return replace(workload, inputs=inputs)


def _total(cost: PatternCost, workload: Workload) -> Fraction | None:
    assert cost.cheapest is not None
    variants = [cost.cheapest.variant, *(item.variant for item in cost.additions)]
    priced = price_variants(variants, workload)
    if any(item.missing for item in priced):
        return None
    return sum((item.exact for item in priced), Fraction(0))
