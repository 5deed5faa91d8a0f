"""Totals: every line is a quantity times a unit price, calculated exactly.

Each line is rounded to the cent by itself, and so is the exact sum of all lines. Where the two
differ, the estimate has a rounding (as an invoice has), so that what is printed adds up. Where a
flat-rate plan may stand for some of it, `advisor.cost.printed` rounds the month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from advisor.catalog.cost_model import (
    Basis,
    CostModel,
    Formula,
    Item,
    Plan,
    Price,
    Tariff,
    Variant,
)
from advisor.catalog.formula import fold
from advisor.catalog.formula_checks import EXACT
from advisor.catalog.model import LocalizedText, Source
from advisor.cost.printed import cents, printed
from advisor.cost.standing import Standing, standing
from advisor.cost.workload import Workload

Names = Mapping[str, Fraction]
PLAN_LINE = "flat_rate_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One position. `exact` is `quantity` x `unit_price`, `amount` is that in cents.

    `formula` gives the quantity; none where the line is but a tier's part of it, or a plan.
    `unknown_tier`: so much is bought that its price is not known; the last known one is taken.
    """

    id: str
    group: str
    name: LocalizedText
    quantity: Fraction
    unit: LocalizedText
    unit_price: Fraction
    source: Source
    basis: Basis
    note: LocalizedText | None = None
    formula: Formula | None = None
    unknown_tier: bool = False

    @property
    def exact(self) -> Fraction:
        return self.quantity * self.unit_price

    @property
    def amount(self) -> Decimal:
        return cents(self.exact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A price that lacks in the Region, and how much of what it prices would be bought."""

    price: Price
    quantity: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One variant's month. Without every price there is no total: `missing` names what lacks.

    `replaced` are the lines that `plan` stands for. `exact` is the sum of `lines`, unrounded.
    `names` are the values that the formulas used. `in_print` gives `total`, where it is not
    `by_hand`: only on demand, as other months have to be looked at for it.
    """

    variant: Variant
    standing: Standing
    names: Names
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...] = ()
    plan: Plan | None = None
    replaced: tuple[Line, ...] = ()
    in_print: Callable[[], Decimal | None] | None = field(default=None, repr=False, compare=False)
    exact: Fraction = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exact", _sum(self.lines))

    @property
    def total(self) -> Decimal | None:
        """What is printed of `exact`: rounded half up, with a plan a neighbouring cent."""
        return self.by_hand if self.in_print is None else self.in_print()

    @property
    def by_hand(self) -> Decimal | None:
        """The month paid by use, less what a plan replaces, plus the plan, each in cents."""
        if self.missing:
            return None
        plan = _sum(line for line in self.lines if line.id == PLAN_LINE)
        replaced = _sum(self.replaced)
        return cents(self.exact - plan + replaced) - cents(replaced) + cents(plan)

    @property
    def rounding(self) -> Decimal:
        """What the rounded lines lack to the total; nothing where there is no total."""
        total = self.total
        if total is None:
            return Decimal(0)
        return total - sum((line.amount for line in self.lines), Decimal(0))

    @property
    def oldest(self) -> str | None:
        """The oldest date of a price used, as far as it is known."""
        return oldest(line.source.date for line in self.lines)

    @property
    def assumed(self) -> int:
        """How many lines have a price that was not read anywhere."""
        return sum(line.basis is Basis.ASSUMED for line in self.lines)

    @property
    def unknown_tier(self) -> bool:
        return any(line.unknown_tier for line in self.lines)


def _sum(lines: Iterable[Line]) -> Fraction:
    return sum((line.exact for line in lines), Fraction(0))


def oldest(dates: Iterable[str]) -> str | None:
    """The earliest of ISO dates; a year or a month counts from its first day."""
    return min((day for day in dates if day), key=lambda day: (day + "-01-01")[:10], default=None)


def estimates(workload: Workload) -> tuple[Estimate, ...]:
    """Every variant and addition; empty without a volume."""
    return price_variants(workload.model.variants, workload)


def price_variants(variants: Iterable[Variant], workload: Workload) -> tuple[Estimate, ...]:
    if workload.volume is None:
        return ()
    names = {**workload.model.constants, **workload.values}
    return tuple(_estimate(variant, workload, workload.volume, names) for variant in variants)


def shared_names(model: CostModel, values: Names) -> dict[str, Fraction]:
    """Every name that does not depend on the variant."""
    names = {**model.constants, **values}
    for item in model.derived:
        names[item.id] = fold(item.formula.node, EXACT, names)
    return names


def variant_names(variant: Variant, names: Names) -> Names:
    """What the variant's formulas use: derived values, and its defaults for what is not given."""
    own = dict(names)
    for item in variant.derived:
        own[item.id] = fold(item.formula.node, EXACT, own)
    for name, formula in variant.defaults.items():
        if name not in names:
            own[name] = fold(formula.node, EXACT, own)
    return own


def _estimate(variant: Variant, workload: Workload, volume: Fraction, names: Names) -> Estimate:
    here = _month(variant, workload, names)
    if not workload.flat_rate or not variant.plan_replaces:
        return here

    def month(requests: Fraction) -> Estimate:
        if requests == volume:
            return here
        return _month(variant, workload, {**names, workload.model.volume: requests})

    return replace(here, in_print=cache(lambda: printed(volume, month)))


def _month(variant: Variant, workload: Workload, names: Names) -> Estimate:
    """As a reader calculates it."""
    known = variant_names(variant, names)
    lines: list[Line] = []
    missing: dict[str, Missing] = {}
    for item in variant.items:
        quantity = fold(item.quantity.node, EXACT, known)
        tariff = item.price.tariff(workload.region)
        if quantity and tariff is None:
            before = missing[item.price.id].quantity if item.price.id in missing else Fraction(0)
            missing[item.price.id] = Missing(price=item.price, quantity=before + quantity)
        elif quantity and tariff is not None:
            lines += _lines(item, quantity, tariff)
    plan = None
    if workload.flat_rate and not missing:
        plan = _worthwhile(variant, workload.model, known, lines)
    replaced = [line for line in lines if plan and line.group in variant.plan_replaces]
    if plan is not None:
        kept = (line for line in lines if line.group not in variant.plan_replaces)
        lines = [_plan_line(plan, workload.model), *kept]
    return Estimate(
        variant=variant,
        standing=standing(variant, workload),
        names=MappingProxyType(dict(known)),
        lines=tuple(lines),
        missing=tuple(missing.values()),
        plan=plan,
        replaced=tuple(replaced),
    )


def _lines(item: Item, quantity: Fraction, tariff: Tariff) -> Iterator[Line]:
    split = list(parts(quantity, tariff))
    for part, unit_price, known in split:
        yield Line(
            id=item.id,
            group=item.group,
            name=item.name,
            quantity=part,
            unit=item.price.unit_name,
            unit_price=unit_price,
            source=tariff.source,
            basis=tariff.basis,
            note=tariff.note,
            formula=item.quantity if len(split) == 1 else None,
            unknown_tier=not known,
        )


def parts(quantity: Fraction, tariff: Tariff) -> Iterator[tuple[Fraction, Fraction, bool]]:
    """`quantity` by tier, with the unit price and whether that price is known."""
    start = Fraction(0)
    for tier in tariff.tiers:
        end = quantity if tier.to is None else min(quantity, tier.to)
        if end > start:
            yield end - start, tier.value, True
            start = end
    if quantity > start:
        yield quantity - start, tariff.tiers[-1].value, False


# --- flat-rate plans ------------------------------------------------------------------------


def _worthwhile(variant: Variant, model: CostModel, names: Names, lines: list[Line]) -> Plan | None:
    """The cheapest plan that covers this month, where it costs less than what it replaces."""
    replaced = [line.exact for line in lines if line.group in variant.plan_replaces]
    if not replaced:
        return None
    covering = [
        plan
        for plan in model.plans
        if all(names[name] <= most for name, most in plan.allowances.items())
    ]
    cheapest = min(covering, key=lambda plan: plan.value, default=None)
    if cheapest is None or cheapest.value >= sum(replaced):
        return None
    return cheapest


def _plan_line(plan: Plan, model: CostModel) -> Line:
    return Line(
        id=PLAN_LINE,
        group=PLAN_LINE,
        name=model.plan_name or plan.name,
        quantity=Fraction(1),
        unit=plan.name,
        unit_price=plan.value,
        source=plan.source,
        basis=plan.basis,
    )
