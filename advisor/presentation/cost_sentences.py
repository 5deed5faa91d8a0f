"""What the curves and the drivers say, in sentences."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from advisor.catalog.cost_model import Variant
from advisor.catalog.model import Catalog
from advisor.cost import BreakEven, Driver
from advisor.presentation.cost_words import about, decimal_of, signed_money, signed_percent
from advisor.presentation.numbers import quantity, with_unit


def short_name(catalog: Catalog, slug: str, language: str) -> str:
    pattern = catalog.pattern(slug)
    return slug if pattern is None else pattern.short_name.in_language(language)


def break_even_sentence(turn: BreakEven, catalog: Catalog, language: str) -> str:
    """Which of two patterns costs less below and above a volume."""
    words = {
        "volume": about(Fraction(turn.volume), language),
        "below": _named(turn.below, catalog, language),
        "above": _named(turn.above, catalog, language),
    }
    if turn.at_step:
        return (
            _(
                "Up to about %(volume)s requests a month %(below)s costs less than %(above)s; there"
                " one of them rises by a step, and it is the other way round."
            )
            % words
        )
    return _("Below about %(volume)s requests a month %(below)s costs less than %(above)s.") % words


def _named(variant: Variant, catalog: Catalog, language: str) -> str:
    """The pattern, with the variant where the pattern has several."""
    assert catalog.cost is not None
    name = short_name(catalog, variant.pattern, language)
    whole = [v for v in catalog.cost.of_pattern(variant.pattern) if v.counting is None]
    if len(whole) == 1:
        return name
    return _("%(name)s (%(variant)s)") % {
        "name": name,
        "variant": variant.name.in_language(language),
    }


def driver_sentence(driver: Driver, total: Fraction | None, language: str) -> str:
    """“Average duration at 120 ms: +0.50 (+4%)”; `total` is the month as it is."""
    item = driver.input
    unit = item.unit_name.in_language(language) if item.unit_name else ""
    number = quantity(decimal_of(driver.value), None, language)
    return _("%(label)s at %(value)s: %(change)s") % {
        "label": item.label.in_language(language),
        "value": with_unit(number, unit) if unit else number,
        "change": _change(driver, total),
    }


def _change(driver: Driver, total: Fraction | None) -> str:
    amount = signed_money(driver.change)
    if not total:
        return amount
    return _("%(amount)s (%(share)s)") % {
        "amount": amount,
        "share": signed_percent(driver.change / total),
    }
