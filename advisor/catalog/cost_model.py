"""What a catalog says about cost: prices, inputs, and one list of items per way to build it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.formula import Node
from advisor.catalog.judged import Predicate
from advisor.catalog.texts import LocalizedText, Source

EVERYWHERE = "global"
"""Stands for a Region in a price that is the same in all of them."""


class Basis(StrEnum):
    """How a price is known."""

    PRICE_LIST = "price-list"
    PROVIDER = "provider"
    THIRD_PARTY = "third-party"
    ASSUMED = "assumed"


class Counting(StrEnum):
    """Whether an addition belongs to its pattern's total: always, or only where it is chosen."""

    COUNTED = "counted"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    text: str
    node: Node
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A part of a quantity with a unit price of its own. `to` None has no end."""

    to: Fraction | None
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A price in one Region. Past the end of the last tier the price is not known."""

    tiers: tuple[Tier, ...]
    source: Source
    basis: Basis
    note: LocalizedText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A unit price. `unit` is what one buys, in base units; `unit_name` says it in words."""

    id: str
    name: LocalizedText
    unit: str
    unit_name: LocalizedText
    regions: Mapping[str, Tariff]

    def tariff(self, region: str) -> Tariff | None:
        return self.regions.get(region) or self.regions.get(EVERYWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A flat price a month for as much of each allowance (a name of the model) as stated."""

    id: str
    name: LocalizedText
    value: Fraction
    allowances: Mapping[str, Fraction]
    source: Source
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    id: str
    name: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRule:
    """Sets an input when the answers make `when` true: to `value`, or to a number answered."""

    when: Predicate | None
    value: Decimal | None
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A number that the formulas use.

    `default` None: there is none, or each variant has its own. `allowance` is what the input is
    worth when free allowances are counted; such an input is 0 otherwise.
    """

    id: str
    label: LocalizedText
    meaning: LocalizedText
    unit: str
    unit_name: LocalizedText | None
    default: Decimal | None
    minimum: Decimal
    maximum: Decimal
    whole: bool
    rules: tuple[InputRule, ...]
    allowance: Decimal | None
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    id: str
    name: LocalizedText
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Quantity times unit price. `group` names the items that make one position together."""

    id: str
    group: str
    name: LocalizedText
    quantity: Formula
    price: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to build a pattern, or (`counting`) an addition to it.

    `lacks` are inputs that it cannot serve, each with the reason: where one of them is above 0,
    other variants come first; `needs` are inputs without which it is no choice: where one of them
    is 0, likewise. `download` says what of it the pattern's bundles set up. `defaults` are inputs
    that depend on the variant; `plan_replaces` names the groups of items that a flat-rate plan
    stands for. `uses` holds every input, and `derived` every derived value, that the items look
    at, also indirectly.
    """

    id: str
    pattern: str
    name: LocalizedText
    counting: Counting | None
    defaults: Mapping[str, Formula]
    lacks: Mapping[str, LocalizedText]
    needs: Mapping[str, LocalizedText]
    download: LocalizedText | None
    plan_replaces: frozenset[str]
    items: tuple[Item, ...]
    uses: frozenset[str]
    derived: tuple[Derived, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Up to `ratio` times the reference, cost is rated `rating`. `ratio` None has no end."""

    ratio: Fraction | None
    rating: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """How cost meets the recommendation.

    `caps` is the largest rating, up or down, by answer to `trait`. `replaces` are questions that
    judge the same thing in words. `apart` names groups of lines that are left out of the month:
    what every pattern pays alike. `reason` has the places {total}, {volume}, {ratio}, {reference};
    `reason_by_plan` is that of a month whose flat-rate plan replaces lines of `apart`.
    """

    trait: str
    caps: Mapping[str, int]
    replaces: tuple[str, ...]
    apart: frozenset[str]
    reference: Formula
    anchors: tuple[Anchor, ...]
    reason: LocalizedText
    reason_by_plan: LocalizedText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostModel:
    """Everything about cost. `volume` is the input that the curve runs over, `chart` its ends."""

    currency: str
    regions: tuple[Region, ...]
    volume: str
    chart: tuple[Decimal, Decimal]
    inputs: tuple[Input, ...]
    constants: Mapping[str, Fraction]
    derived: tuple[Derived, ...]
    plans: tuple[Plan, ...]
    plan_name: LocalizedText | None
    variants: tuple[Variant, ...]
    not_modelled: tuple[LocalizedText, ...]
    advice: Advice | None
    by_id: Mapping[str, Input] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = MappingProxyType({item.id: item for item in self.inputs})
        object.__setattr__(self, "by_id", by_id)

    def variant(self, variant_id: str) -> Variant | None:
        return next((item for item in self.variants if item.id == variant_id), None)

    def by_pattern(self) -> dict[str, tuple[Variant, ...]]:
        """The variants and additions of each pattern that has any, in the order of the catalog."""
        found: dict[str, tuple[Variant, ...]] = {}
        for variant in self.variants:
            found[variant.pattern] = (*found.get(variant.pattern, ()), variant)
        return found

    def of_pattern(self, slug: str) -> tuple[Variant, ...]:
        return tuple(item for item in self.variants if item.pattern == slug)

    def region(self, region_id: str) -> Region | None:
        return next((item for item in self.regions if item.id == region_id), None)
