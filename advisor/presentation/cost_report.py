"""Cost as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.catalog.cost_model import Basis
from advisor.catalog.model import Catalog
from advisor.cost import (
    Estimate,
    Line,
    Workload,
    estimates,
    oldest_price,
    pair_orders,
    pattern_curves,
    unserved,
)
from advisor.presentation.cost_sentences import order_sentences
from advisor.presentation.cost_words import about, dated_prices, figure, is_stale, money, remarks
from advisor.presentation.terminal import columns
from advisor.presentation.words import listed

NAME, AMOUNT = 44, 14


def cost_report(
    catalog: Catalog,
    workload: Workload,
    excluded: Container[str],
    *,
    language: str,
    today: date,
) -> list[str]:
    """Every estimate with its lines, then who costs less at which volumes.

    `excluded` are the patterns that a limit rules out for these answers.
    """
    region = workload.model.region(workload.region)
    place = region.name.in_language(language) if region else workload.region
    priced = estimates(workload)
    curves = pattern_curves(workload, [pattern.slug for pattern in catalog.patterns])
    prices = dated_prices(oldest_price(priced, curves), today)
    lines = [listed([place, workload.model.currency, *prices]), *remarks(workload), ""]
    for item in sorted(priced, key=_order):
        lines += [*_estimate(item, workload, language, today), ""]
    if curves:
        low, high = (about(Fraction(end), language) for end in workload.model.chart)
        lines.append(_("From %(low)s to %(high)s requests a month:") % {"low": low, "high": high})
        told = order_sentences(pair_orders(curves), catalog, excluded, language)
        lines += told or [_("The order by cost is the same at every volume on this axis.")]
    lines += ["", _("An estimate, not a quote.")]
    return lines


def _order(item: Estimate) -> tuple[bool, bool, float]:
    return item.variant.counting is not None, bool(item.missing), float(item.exact)


def _estimate(item: Estimate, workload: Workload, language: str, today: date) -> Iterator[str]:
    name = item.variant.id + pgettext("label", ": ") + item.variant.name.in_language(language)
    if item.missing:
        prices = listed([lacking.price.name.in_language(language) for lacking in item.missing])
        yield name
        yield "    " + _("No price here for: %(prices)s") % {"prices": prices}
        return
    assert item.total is not None  # nothing is missing
    since = dated_prices(item.oldest, today)
    yield _row(name, money(item.total), indent=0, source=listed(since))
    said = [*unserved(item.variant, workload), *filter(None, [item.variant.download])]
    for text in said:
        yield "    " + text.in_language(language)
    for line in item.lines:
        detail = f"{figure(line.quantity)} × {figure(line.unit_price, 10)}"
        words = {"name": line.name.in_language(language), "unit": line.unit.in_language(language)}
        label = _("%(name)s (%(unit)s)") % words
        yield _row(label, money(line.amount), detail=detail, source=_source(line, today))
    if item.rounding:
        yield _row(_("Rounding"), str(item.rounding))


def _source(line: Line, today: date) -> str:
    """The date of the price, and what is to be said against it."""
    remarks = {
        line.source.date: True,
        _("over 180 days old"): is_stale(line.source.date or None, today),
        _("assumed price"): line.basis is Basis.ASSUMED,
        _("price at this quantity not known"): line.unknown_tier,
    }
    return listed([text for text, holds in remarks.items() if text and holds])


def _row(label: str, amount: str, *, detail: str = "", indent: int = 4, source: str = "") -> str:
    head = " " * indent + label
    space = " " * max(1, NAME + 24 - columns(head) - len(detail))
    return f"{head}{space}{detail}{amount:>{AMOUNT}}  {source}".rstrip()
