"""How dear a month of each pattern is, as a rating, for many workloads in a row.

The months are calculated in floats, some ten times as fast as exactly. Wherever the last digits
could decide (a step, a tie, an anchor), the exact calculation of `advisor.cost.advice` is asked
instead, so that the ratings are always its ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from operator import itemgetter

from advisor.catalog.cost_model import Advice, CostModel, Item, Plan, Tariff, Variant
from advisor.catalog.formula import Name, Node, Number
from advisor.cost.advice import exact_levels, rating_for
from advisor.cost.standing import counted, standing
from advisor.cost.workload import Workload

CLOSE = 1e-9
"""Floats that lie so close, relative to their size, are not told apart."""

Names = dict[str, float]
Function = Callable[[Names], float]
Levels = Mapping[str, int]
"""The rating before any cap, by pattern; a pattern whose price lacks in the Region is absent."""


class UnsureError(ArithmeticError):
    """Floats are too coarse to tell."""


class LevelTable:
    """The levels of one cost model's workloads."""

    def __init__(self, model: CostModel, advice: Advice) -> None:
        self._model, self._advice = model, advice
        self._constants = {name: float(value) for name, value in model.constants.items()}
        self._derived = [(item.id, compiled(item.formula.node)) for item in model.derived]
        self._reference = compiled(advice.reference.node)
        self._ways = {
            slug: [_Way(variant, model, advice) for variant in variants]
            for slug, variants in model.by_pattern().items()
        }

    def levels(self, workload: Workload) -> Levels:
        """Nothing without a volume."""
        if not workload.volume:
            return {}
        try:
            return self.quick(workload)
        except UnsureError:
            return exact_levels(self._advice, workload)

    def quick(self, workload: Workload) -> Levels:
        """In floats, for a workload with a volume. Raises UnsureError where they are too coarse."""
        names = dict(self._constants)
        for name, item in workload.inputs.items():
            if item.value is not None:
                names[name] = item.value.numerator / item.value.denominator
        for name, function in self._derived:
            names[name] = function(names)
        reference = self._reference(names)
        months = ((slug, _rated(ways, names, workload)) for slug, ways in self._ways.items())
        return {slug: self._level(month / reference) for slug, month in months if month is not None}

    def _level(self, ratio: float) -> int:
        for anchor in self._advice.anchors:
            if anchor.ratio is not None and _near(ratio, float(anchor.ratio)):
                raise UnsureError
        return rating_for(Fraction(ratio), self._advice)


class _Way:
    """One way to build a pattern, or an addition that always counts."""

    def __init__(self, variant: Variant, model: CostModel, advice: Advice) -> None:
        self.variant = variant
        known = {item.id for item in model.derived}
        self._derived = [
            (item.id, compiled(item.formula.node))
            for item in variant.derived
            if item.id not in known
        ]
        self._defaults = [(n, compiled(formula.node)) for n, formula in variant.defaults.items()]
        self._items = [
            (item, compiled(item.quantity.node), item.group in advice.apart)
            for item in variant.items
        ]
        self.replaced = variant.plan_replaces
        self._plans = model.plans

    def month(
        self, shared: Names, workload: Workload, *, by_plan_too: bool
    ) -> tuple[float, float] | None:
        """The whole month, and what of it is left apart; None where a price lacks."""
        names = dict(shared)
        for name, function in self._derived:
            names[name] = function(names)
        for name, function in self._defaults:
            if name not in shared:
                names[name] = function(names)
        whole = apart = by_plan = by_plan_apart = 0.0
        for item, quantity, is_apart in self._items:
            amount = _amount(item, quantity(names), workload.region)
            if amount is None:
                return None
            whole += amount
            apart += amount if is_apart else 0.0
            if by_plan_too and item.group in self.replaced:
                by_plan += amount
                by_plan_apart += amount if is_apart else 0.0
        plan = _plan(self._plans, by_plan, names) if by_plan else None
        if plan is not None:
            return whole - by_plan + plan, apart - by_plan_apart
        return whole, apart


def _rated(ways: Sequence[_Way], names: Names, workload: Workload) -> float | None:
    """The smaller month of by use and with a plan."""
    by_use = _month(ways, names, workload, by_plan_too=False)
    if not workload.flat_rate or not any(way.replaced for way in ways):
        return by_use
    with_plan = _month(ways, names, workload, by_plan_too=True)
    return min((month for month in (by_use, with_plan) if month is not None), default=None)


def _month(
    ways: Sequence[_Way], names: Names, workload: Workload, *, by_plan_too: bool
) -> float | None:
    """The cheapest way that counts with what is added to it, without what is left apart."""
    counts = counted((way.variant, standing(way.variant, workload)) for way in ways)
    added, whole = (
        [
            way.month(names, workload, by_plan_too=by_plan_too)
            for way in ways
            if way.variant.id in ids
        ]
        for ids in (counts.added, counts.whole)
    )
    priced = sorted(month for month in whole if month is not None)
    if not priced or None in added:
        return None
    if len(priced) > 1 and _near(priced[0][0], priced[1][0]):
        raise UnsureError
    return sum(total - apart for total, apart in (priced[0], *filter(None, added)))


def _amount(item: Item, quantity: float, region: str) -> float | None:
    if quantity == 0:
        return 0.0
    tariff = item.price.tariff(region)
    if tariff is None:
        if quantity < CLOSE:
            raise UnsureError
        return None
    return sum(part * price for part, price in _parts(quantity, tariff))


def _parts(quantity: float, tariff: Tariff) -> Iterator[tuple[float, float]]:
    start = 0.0
    for tier in tariff.tiers:
        end = quantity if tier.to is None else min(quantity, float(tier.to))
        if end > start:
            yield end - start, float(tier.value)
            start = end
    if quantity > start:
        yield quantity - start, float(tariff.tiers[-1].value)


def _plan(plans: Sequence[Plan], replaced: float, names: Names) -> float | None:
    """The price of the cheapest plan that covers the month, where it costs less."""
    covering = [float(plan.value) for plan in plans if _covers(plan, names)]
    cheapest = min(covering, default=None)
    if cheapest is not None and _near(cheapest, replaced):
        raise UnsureError
    return None if cheapest is None or cheapest > replaced else cheapest


def _covers(plan: Plan, names: Names) -> bool:
    limits = [(names[name], float(most)) for name, most in plan.allowances.items()]
    if any(_near(used, most) for used, most in limits):
        raise UnsureError
    return all(used < most for used, most in limits)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))


def compiled(node: Node) -> Function:
    """`node` as a function of names. It raises UnsureError at a step."""
    if isinstance(node, Number):
        value = float(node.value)
        return lambda _names: value
    if isinstance(node, Name):
        return itemgetter(node.id)
    operands = tuple(map(compiled, node.operands))
    return _OPERATIONS[node.name](*operands)


def _whole(value: float) -> float:
    near = round(value)
    if value and abs(value - near) <= CLOSE * max(1.0, abs(value)):
        raise UnsureError
    return float(ceil(value))


_OPERATIONS: Mapping[str, Callable[..., Function]] = {
    "+": lambda a, b: lambda names: a(names) + b(names),
    "-": lambda a, b: lambda names: a(names) - b(names),
    "*": lambda a, b: lambda names: a(names) * b(names),
    "/": lambda a, b: lambda names: a(names) / b(names),
    "max": lambda *parts: lambda names: max([part(names) for part in parts]),
    "min": lambda *parts: lambda names: min([part(names) for part in parts]),
    "ceil": lambda a: lambda names: _whole(a(names)),
}
