"""One estimate's lines in print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from advisor.catalog.cost_model import Basis
from advisor.catalog.model import Source
from advisor.cost import Estimate, Line, Workload, oldest, unserved
from advisor.presentation.cost_arithmetic import arithmetic
from advisor.presentation.cost_words import figure, is_stale, money


@dataclass(frozen=True, kw_only=True)
class LineView:
    """`arithmetic` says where the quantity comes from, None where it is simply so much."""

    name: str
    quantity: str
    arithmetic: str | None
    unit: str
    unit_price: str
    amount: str
    source: Source
    stale: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MissingView:
    """A price that lacks in the Region, and how much would be bought."""

    name: str
    quantity: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A value between the inputs and the quantities."""

    name: str
    arithmetic: str
    value: str


@dataclass(frozen=True, kw_only=True)
class EstimateView:
    """One way to build a pattern, or an addition. `total` is None where prices are missing."""

    id: str
    name: str
    addition: bool
    total: str | None
    oldest: str | None
    lines: tuple[LineView, ...]
    rounding: str | None
    missing: tuple[MissingView, ...]
    steps: tuple[StepView, ...]
    reservations: tuple[str, ...]
    download: str


def estimate_view(item: Estimate, workload: Workload, language: str, today: date) -> EstimateView:
    return EstimateView(
        id=item.variant.id,
        name=item.variant.name.in_language(language),
        addition=item.variant.counting is not None,
        total=None if item.total is None else money(item.total),
        oldest=item.oldest,
        lines=tuple(_line(line, item, language, today) for line in item.lines),
        rounding=_signed(item),
        missing=tuple(_missing(item, language)),
        steps=tuple(_steps(item, language)),
        reservations=tuple(_reservations(item, workload, language)),
        download=item.variant.download.in_language(language) if item.variant.download else "",
    )


def _missing(item: Estimate, language: str) -> Iterable[MissingView]:
    for lacking in item.missing:
        yield MissingView(
            name=lacking.price.name.in_language(language),
            quantity=figure(lacking.quantity, 3),
            unit=lacking.price.unit_name.in_language(language),
        )


def _steps(item: Estimate, language: str) -> Iterable[StepView]:
    named = [(d.name.in_language(language), d.id, d.formula) for d in item.variant.derived]
    for name, key, formula in named:
        written = arithmetic(formula, item.names)
        if written is not None:
            yield StepView(name=name, arithmetic=written, value=figure(item.names[key], 4))


def _reservations(item: Estimate, workload: Workload, language: str) -> Iterable[str]:
    for reason in unserved(item.variant, workload):
        yield reason.in_language(language)


def oldest_of(days: Iterable[str | None]) -> str | None:
    return oldest(day for day in days if day)


def _signed(item: Estimate) -> str | None:
    if item.missing or not item.rounding:
        return None
    sign = "+" if item.rounding > 0 else "\u2212"
    return sign + money(abs(item.rounding))


def _line(line: Line, item: Estimate, language: str, today: date) -> LineView:
    return LineView(
        name=line.name.in_language(language),
        quantity=figure(line.quantity, 3),
        arithmetic=arithmetic(line.formula, item.names) if line.formula else None,
        unit=line.unit.in_language(language),
        unit_price=figure(line.unit_price, 10),
        amount=money(line.amount),
        source=line.source,
        stale=is_stale(line.source.date or None, today),
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
