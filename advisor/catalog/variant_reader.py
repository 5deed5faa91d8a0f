"""A pattern's cost.yaml: the ways to build it, and what each is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from advisor.catalog.cost_model import Counting, Derived, Formula, Item, Price, Variant
from advisor.catalog.cost_scope import Known, NameScope
from advisor.catalog.model import LocalizedText
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up, report_duplicates

_NO_TEXT = LocalizedText(MappingProxyType({}))
NO_PRICE = Price(id="", name=_NO_TEXT, unit="1", unit_name=_NO_TEXT, regions=MappingProxyType({}))


def read_variants(
    patterns: Mapping[str, Cursor],
    prices: Mapping[str, Price],
    derived: Sequence[Derived],
    plan_names: frozenset[str],
    scope: NameScope,
) -> tuple[Variant, ...]:
    """Every variant of every pattern; a formula is checked with the variant's own defaults."""
    items = [(slug, item) for slug, at in patterns.items() for item in at["variants"].items()]
    report_duplicates((item["id"] for _slug, item in items), "variant")
    for at in patterns.values():
        if at["variants"] and all(item["addition"] for item in at["variants"].items()):
            at["variants"].report("nothing but additions", "one variant that stands by itself")
    variants = (_variant(slug, item, prices, scope) for slug, item in items)
    return tuple(
        replace(variant, derived=_needed(variant, derived, plan_names)) for variant in variants
    )


def _needed(
    variant: Variant, derived: Sequence[Derived], plan_names: frozenset[str]
) -> tuple[Derived, ...]:
    """The derived values behind the variant's formulas, in the order they are calculated."""
    formulas = [*variant.defaults.values(), *(item.quantity for item in variant.items)]
    names = set().union(*(formula.names for formula in formulas))
    names |= plan_names if variant.plan_replaces else set()
    for item in reversed(derived):
        names |= item.formula.names if item.id in names else set()
    return tuple(item for item in derived if item.id in names)


def _variant(slug: str, at: Cursor, prices: Mapping[str, Price], scope: NameScope) -> Variant:
    defaults, own = _defaults(at["defaults"], scope)
    inner = scope.within(own)
    items = tuple(_item(item, prices, inner) for item in at["items"].items())
    report_duplicates(item["id"] for item in at["items"].items())
    groups = {item.group: item.group for item in items}
    for group in at["plan_replaces"].items():
        look_up(group, group.as_text(), groups, "group of items")
    uses = [inner.inputs_of(item.quantity) for item in items]
    return Variant(
        id=at.text("id"),
        pattern=slug,
        name=at.localized("name"),
        counting=at.choice("addition", Counting) if at["addition"] else None,
        defaults=MappingProxyType(defaults),
        lacks=MappingProxyType(_reasons(at, "lacks", scope)),
        needs=MappingProxyType(_reasons(at, "needs", scope)),
        download=at.optional_localized("download"),
        plan_replaces=frozenset(at["plan_replaces"].as_texts()),
        items=items,
        uses=frozenset().union(*uses),
        derived=(),
    )


def _reasons(at: Cursor, key: str, scope: NameScope) -> dict[str, LocalizedText]:
    """Inputs other than the volume, which would let a curve change its variant midway."""
    for name, item in at[key].entries():
        known = look_up(item, name, scope.names, "input")
        scope.used.add(name)
        if known is not None and (known.inputs != frozenset([name]) or known.grows):
            item.report(f"'{name}' is no input that stays the same", "an input of cost_model.yaml")
    return {name: at[key].localized(name) for name, _item in at[key].entries()}


def _defaults(at: Cursor, scope: NameScope) -> tuple[dict[str, Formula], dict[str, Known]]:
    """The formulas, and what is known of the names they stand for: given or calculated."""
    formulas, known = {}, {}
    for name, item in at.entries():
        given = look_up(item, name, scope.names, "input")
        if given is not None and given.inputs != frozenset([name]):
            item.report(f"'{name}' is no input", "an input of cost_model.yaml")
        formula, calculated = scope.read(item, None)
        formulas[name] = formula
        if given is None or calculated is None:
            continue
        if given.unit != calculated.unit:
            item.report(f"another unit than '{name}'", "the unit of the input")
        inputs = given.inputs | calculated.inputs
        known[name] = replace(given, grows=calculated.grows, inputs=inputs)
    return formulas, known


def _item(at: Cursor, prices: Mapping[str, Price], scope: NameScope) -> Item:
    price = look_up(at["price"], at.text("price"), prices, "price") or NO_PRICE
    formula, known = scope.read(at["quantity"], price.unit if price.id else None)
    if known is not None and known.range.low < 0:
        at["quantity"].report("can be negative", "max(0, …) around it")
    return Item(
        id=at.text("id"),
        group=at.text("group") or at.text("id"),
        name=at.localized("name"),
        quantity=formula,
        price=price,
    )
