"""How dear a month of each pattern is, as a rating, for many workloads in a row.

The months are calculated in floats, some ten times as fast as exactly. Wherever the last digits
could decide (a step, a tie, an anchor), the exact calculation of `advisor.cost.advice` is asked
instead, so that the ratings are always its ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, inf
from operator import itemgetter

from advisor.catalog.cost_model import Advice, CostModel, Plan, Tariff, Variant
from advisor.catalog.formula import Name, Node, Number
from advisor.cost.advice import exact_levels
from advisor.cost.inputs import inputs_of
from advisor.cost.standing import counted, standing
from advisor.cost.workload import Workload

CLOSE = 1e-9
"""Floats that lie so close, relative to their size, are not told apart."""

MOST_KEPT = 4_000
"""Months of one pattern that are kept; beyond, they are forgotten and calculated anew."""

Names = dict[str, float]
Tiers = tuple[tuple[float, float], ...]
"""By tier where it ends, and its price."""

Function = Callable[[Names], float]
Levels = Mapping[str, int]
"""The rating before any cap, by pattern; a pattern whose price lacks in the Region is absent."""


class UnsureError(ArithmeticError):
    """Floats are too coarse to tell."""


class LevelTable:
    """The levels of one cost model's workloads."""

    def __init__(self, model: CostModel, advice: Advice) -> None:
        self._advice = advice
        self._constants = {name: float(value) for name, value in model.constants.items()}
        self._derived = [(item.id, compiled(item.formula.node)) for item in model.derived]
        self._reference = compiled(advice.reference.node)
        self._anchors = [
            (None if anchor.ratio is None else float(anchor.ratio), anchor.rating)
            for anchor in advice.anchors
        ]
        self._months = [
            _Months(slug, variants, model, advice) for slug, variants in model.by_pattern().items()
        ]

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
        found = ((months.slug, months.rated(names, workload)) for months in self._months)
        return {slug: self._level(month / reference) for slug, month in found if month is not None}

    def _level(self, ratio: float) -> int:
        for most, rating in self._anchors:
            if most is None or ratio < most * (1 - CLOSE):
                return rating
            if ratio <= most * (1 + CLOSE):
                raise UnsureError
        raise ValueError("the last anchor has no end")


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
        self._quantities = [compiled(item.quantity.node) for item in variant.items]
        self._apart = [item.group in advice.apart for item in variant.items]
        self._by_plan = [item.group in variant.plan_replaces for item in variant.items]
        self._tiers: dict[str, list[Tiers | None]] = {}
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
        tiers = self._tiers.get(workload.region) or self._tiers_in(workload.region)
        for quantity, tariff, is_apart, is_in_plan in zip(
            self._quantities, tiers, self._apart, self._by_plan, strict=True
        ):
            amount = _amount(quantity(names), tariff)
            if amount is None:
                return None
            whole += amount
            apart += amount if is_apart else 0.0
            if by_plan_too and is_in_plan:
                by_plan += amount
                by_plan_apart += amount if is_apart else 0.0
        plan = _plan(self._plans, by_plan, names) if by_plan else None
        if plan is not None:
            return whole - by_plan + plan, apart - by_plan_apart
        return whole, apart

    def _tiers_in(self, region: str) -> list[Tiers | None]:
        found = [_tiers(item.price.tariff(region)) for item in self.variant.items]
        return self._tiers.setdefault(region, found)


class _Months:
    """Those of one pattern, kept by the inputs that they hang on."""

    def __init__(
        self, slug: str, variants: Sequence[Variant], model: CostModel, advice: Advice
    ) -> None:
        self.slug = slug
        self._ways = [_Way(variant, model, advice) for variant in variants]
        self._inputs = inputs_of(model, variants)
        self._found: dict[tuple[object, ...], float | None] = {}

    def rated(self, names: Names, workload: Workload) -> float | None:
        """The smaller month of by use and with a plan."""
        inputs = [names.get(name) for name in self._inputs]
        key = (workload.region, workload.variants, workload.flat_rate, *inputs)
        if key not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            self._found[key] = self._rated(names, workload)
        return self._found[key]

    def _rated(self, names: Names, workload: Workload) -> float | None:
        by_use = self._month(names, workload, by_plan_too=False)
        if not workload.flat_rate or not any(way.replaced for way in self._ways):
            return by_use
        with_plan = self._month(names, workload, by_plan_too=True)
        return min((month for month in (by_use, with_plan) if month is not None), default=None)

    def _month(self, names: Names, workload: Workload, *, by_plan_too: bool) -> float | None:
        """The cheapest way that counts with what is added to it, without what is left apart."""
        counts = counted((way.variant, standing(way.variant, workload)) for way in self._ways)
        added, whole = (
            [
                way.month(names, workload, by_plan_too=by_plan_too)
                for way in self._ways
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


def _amount(quantity: float, tiers: Tiers | None) -> float | None:
    if quantity == 0 or (quantity < 0 and tiers is not None):
        return 0.0
    if tiers is None:
        if quantity < CLOSE:
            raise UnsureError
        return None
    start = amount = 0.0
    for end, price in tiers:
        if quantity <= end:
            return amount + (quantity - start) * price
        amount += (end - start) * price
        start = end
    return amount


def _tiers(tariff: Tariff | None) -> Tiers | None:
    """The last has no end: beyond the catalog's last, it is its price that is taken on."""
    if tariff is None:
        return None
    ends = [inf if tier.to is None else float(tier.to) for tier in tariff.tiers[:-1]]
    values = [float(tier.value) for tier in tariff.tiers]
    return tuple(zip((*ends, inf), values, strict=True))


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
