"""One estimate's lines in print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.catalog.cost_model import Basis
from advisor.catalog.model import Source
from advisor.cost import Estimate, Line, oldest
from advisor.presentation.cost_words import figure, money


@dataclass(frozen=True, kw_only=True)
class LineView:
    name: str
    quantity: str
    unit: str
    unit_price: str
    amount: str
    source: Source
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EstimateView:
    """One way to build a pattern, or an addition. `total` is None where prices are missing."""

    id: str
    name: str
    addition: bool
    total: str | None
    lines: tuple[LineView, ...]
    rounding: str | None
    missing: tuple[str, ...]


def estimate_view(item: Estimate, language: str) -> EstimateView:
    return EstimateView(
        id=item.variant.id,
        name=item.variant.name.in_language(language),
        addition=item.variant.counting is not None,
        total=None if item.total is None else money(item.total),
        lines=tuple(_line(line, language) for line in item.lines),
        rounding=_signed(item),
        missing=tuple(price.name.in_language(language) for price in item.missing),
    )


def oldest_of(days: Iterable[str | None]) -> str | None:
    return oldest(day for day in days if day)


def _signed(item: Estimate) -> str | None:
    if item.missing or not item.rounding:
        return None
    sign = "+" if item.rounding > 0 else "\u2212"
    return sign + money(abs(item.rounding))


def _line(line: Line, language: str) -> LineView:
    return LineView(
        name=line.name.in_language(language),
        quantity=figure(line.quantity, 3),
        unit=line.unit.in_language(language),
        unit_price=figure(line.unit_price, 10),
        amount=money(line.amount),
        source=line.source,
        notes=tuple(_notes(line, language)),
    )


def _notes(line: Line, language: str) -> Iterable[str]:
    if line.unknown_tier:
        yield _("The price of this much is not known; the last known one is taken.")
    if line.basis is Basis.ASSUMED:
        yield _("An assumption: this price was not read anywhere.")
    if line.basis is Basis.THIRD_PARTY:
        yield _("Read on a page that is not the provider’s.")
    if line.note is not None:
        yield line.note.in_language(language)
