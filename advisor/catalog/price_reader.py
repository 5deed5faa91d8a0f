"""prices.yaml: unit prices by Region, and flat-rate plans."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from advisor.catalog.cost_model import EVERYWHERE, Basis, Plan, Price, Tariff, Tier
from advisor.catalog.model import Source
from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.references import report_duplicates


def read_prices(at: Cursor, regions: tuple[str, ...]) -> dict[str, Price]:
    return {price_id: _price(price_id, item, regions) for price_id, item in at["prices"].entries()}


def _price(price_id: str, at: Cursor, regions: tuple[str, ...]) -> Price:
    known = (*regions, EVERYWHERE)
    tariffs = dict(at["regions"].entries())
    for region, item in tariffs.items():
        if regions and region not in known:
            item.report(f"unknown Region '{region}'", known_words(region, known, "known"))
        if region == EVERYWHERE and len(tariffs) > 1:
            item.report(f"{EVERYWHERE} beside a Region", "one or the other")
    if at["regions"] and regions and not {regions[0], EVERYWHERE} & tariffs.keys():
        at["regions"].report(f"no price for {regions[0]}", "a price in the default Region")
    return Price(
        id=price_id,
        name=at.localized("name"),
        unit=at.text("unit"),
        unit_name=at.localized("unit_name"),
        regions=MappingProxyType({region: _tariff(item) for region, item in tariffs.items()}),
    )


def _tariff(at: Cursor) -> Tariff:
    basis = at.choice("basis", Basis)
    _check_date(at, basis)
    return Tariff(
        tiers=_tiers(at),
        source=_source(at),
        basis=basis,
        note=at.optional_localized("note"),
    )


def _source(at: Cursor) -> Source:
    return Source(id="", title=at.text("title"), url=at.text("url"), date=at.text("date"))


def _check_date(at: Cursor, basis: Basis) -> None:
    if basis is Basis.ASSUMED and at["date"]:
        at["date"].report("a date on an assumed price", "leave it out: nothing was read")
    elif at.text("basis") and basis is not Basis.ASSUMED and not at["date"]:
        at["date"].report("missing key", "add it: date of what was read")


def _tiers(at: Cursor) -> tuple[Tier, ...]:
    if bool(at["value"]) == bool(at["tiers"]):
        at["value"].report("value or tiers", "exactly one of the two")
    if not at["tiers"]:
        return (_tier(at.number("known_to"), at.number("value")),)
    if at["known_to"]:
        at["known_to"].report("known_to beside tiers", "`to` of the last tier says it")
    tiers = list(at["tiers"].items())
    _check_ends(tiers)
    return tuple(_tier(tier.number("to"), tier.number("value")) for tier in tiers)


def _tier(to: Decimal | None, value: Decimal | None) -> Tier:
    return Tier(to=None if to is None else Fraction(to), value=Fraction(value or 0))


def _check_ends(tiers: list[Cursor]) -> None:
    end = Decimal(0)
    for tier in tiers:
        to = tier.number("to")
        if to is None and tier.path != tiers[-1].path:
            tier["to"].report("missing key", "only the last tier has no end")
        elif to is not None and to <= end:
            tier["to"].report(f"{to} is not above {end}", "tiers in rising order")
        end = end if to is None else to


def read_plans(at: Cursor) -> tuple[Plan, ...]:
    plans = list(at["plans"].items())
    report_duplicates(plan["id"] for plan in plans)
    return tuple(_plan(plan) for plan in plans)


def _plan(at: Cursor) -> Plan:
    allowances = {name: item.as_number() or Decimal() for name, item in at["allowances"].entries()}
    if at["allowances"] and not allowances:
        at["allowances"].report("no allowance", "a name of the model with its largest value")
    return Plan(
        id=at.text("id"),
        name=at.localized("name"),
        value=Fraction(at.required_number("value")),
        allowances=MappingProxyType({name: Fraction(most) for name, most in allowances.items()}),
        source=_source(at),
        basis=at.choice("basis", Basis),
    )
