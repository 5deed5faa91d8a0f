"""Cost as plain data: JSON for scripts, rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog
from advisor.cost import (
    BreakEven,
    Estimate,
    InputValue,
    Line,
    Missing,
    Standing,
    Workload,
    break_evens,
    estimates,
    oldest_price,
    pattern_curves,
    unserved,
)
from advisor.presentation.cost_arithmetic import arithmetic
from advisor.presentation.cost_words import decimal_of, is_stale
from advisor.presentation.plain import number

COLUMNS = (
    *("kind", "pattern", "variant", "name", "quantity", "unit", "unit_price", "amount"),
    *("currency", "region", "source", "source_date", "stale", "basis", "price_known"),
    "arithmetic",
)
ROUNDING, ROUNDING_SOURCE = "rounding", "calculated"


def cost_payload(
    catalog: Catalog, workload: Workload, language: str, today: date
) -> dict[str, Any]:
    """`today` decides which prices are stale."""
    priced = estimates(workload)
    curves = pattern_curves(workload, [pattern.slug for pattern in catalog.patterns])
    day = oldest_price(priced, curves)
    volume = workload.model.volume
    return {
        "catalog_version": catalog.version,
        "language": language,
        "currency": workload.model.currency,
        "region": workload.region,
        "prices_as_of": day,
        "stale": is_stale(day, today),
        "flat_rate": workload.flat_rate,
        "free_allowances": workload.free_allowances,
        "variants": sorted(workload.variants),
        "inputs": {name: _input(item, priced) for name, item in workload.inputs.items()},
        "inputs_by_answer": {
            name: list(item.because) for name, item in workload.inputs.items() if item.because
        },
        "estimates": [_estimate(item, workload, language, today) for item in priced],
        "break_even": [_break_even(turn, volume) for turn in break_evens(curves)],
        "not_modelled": [text.in_language(language) for text in workload.model.not_modelled],
    }


def _input(item: InputValue, priced: Sequence[Estimate]) -> dict[str, Any]:
    if item.value is not None:
        return {"value": number(decimal_of(item.value)), "origin": item.origin.value}
    name = item.input.id
    own = {
        each.variant.id: number(decimal_of(each.names[name]))
        for each in priced
        if name in each.variant.defaults
    }
    return {"value": None, "origin": item.origin.value, "by_variant": own}


def _estimate(item: Estimate, workload: Workload, language: str, today: date) -> dict[str, Any]:
    variant = item.variant
    lines = [_line(line, item, language, today) for line in item.lines]
    if item.rounding and not item.missing:
        lines.append(_rounding(item.rounding, workload.model.currency))
    return {
        "pattern": variant.pattern,
        "variant": variant.id,
        "name": variant.name.in_language(language),
        "addition": variant.counting.value if variant.counting else None,
        "chosen": item.standing is Standing.CHOSEN,
        "download": variant.download.in_language(language) if variant.download else None,
        "reservations": [text.in_language(language) for text in unserved(variant, workload)],
        "total": None if item.total is None else float(item.total),
        "unrounded": None if item.total is None else float(round(item.exact, 6)),
        "prices_as_of": item.oldest,
        "stale": is_stale(item.oldest, today),
        "missing": [_missing(lacking, language) for lacking in item.missing],
        "plan": item.plan.id if item.plan else None,
        "items": lines,
    }


def _missing(lacking: Missing, language: str) -> dict[str, Any]:
    return {
        "price": lacking.price.id,
        "name": lacking.price.name.in_language(language),
        "quantity": float(lacking.quantity),
        "unit": lacking.price.unit_name.in_language(language),
    }


def _line(line: Line, item: Estimate, language: str, today: date) -> dict[str, Any]:
    return {
        "id": line.id,
        "group": line.group,
        "name": line.name.in_language(language),
        "quantity": float(line.quantity),
        "unit": line.unit.in_language(language),
        "unit_price": float(line.unit_price),
        "amount": float(line.amount),
        "source": line.source.url,
        "source_title": line.source.title,
        "source_date": line.source.date or None,
        "stale": is_stale(line.source.date or None, today),
        "basis": line.basis.value,
        "price_known": not line.unknown_tier,
        "arithmetic": arithmetic(line.formula, item.names) if line.formula else None,
    }


def _rounding(amount: Decimal, currency: str) -> dict[str, Any]:
    return {
        "id": ROUNDING,
        "group": ROUNDING,
        "name": _("Rounding: every line is rounded to the cent"),
        "quantity": 1.0,
        "unit": currency,
        "unit_price": float(amount),
        "amount": float(amount),
        "source": ROUNDING_SOURCE,
        "source_title": None,
        "source_date": None,
        "stale": False,
        "basis": None,
        "price_known": True,
        "arithmetic": None,
    }


def _break_even(turn: BreakEven, volume: str) -> dict[str, Any]:
    return {
        "a": turn.below.id,
        "b": turn.above.id,
        volume: round(turn.volume),
        "a_pattern": turn.below.pattern,
        "b_pattern": turn.above.pattern,
        "at_step": turn.at_step,
    }


# --- CSV ------------------------------------------------------------------------------------


def cost_csv(payload: dict[str, Any], volume: str) -> str:
    """One row an input, an item, a total and a break-even point."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    common = {"currency": payload["currency"], "region": payload["region"]}
    for row in _rows(payload, volume):
        writer.writerow({**common, **row})
    return stream.getvalue()


def _rows(payload: dict[str, Any], volume: str) -> Iterator[dict[str, Any]]:
    for name, item in payload["inputs"].items():
        yield {"kind": "input", "name": name, "quantity": item["value"], "unit": item["origin"]}
    for estimate in payload["estimates"]:
        yield from _estimate_rows(estimate)
    for turn in payload["break_even"]:
        yield {
            "kind": "break_even",
            "variant": turn["a"],
            "name": turn["b"],
            "quantity": turn[volume],
        }


def _estimate_rows(estimate: dict[str, Any]) -> Iterator[dict[str, Any]]:
    whose = {"pattern": estimate["pattern"], "variant": estimate["variant"]}
    for item in estimate["items"]:
        row = {key: item[key] for key in COLUMNS if key in item}
        row |= {"amount": f"{item['amount']:.2f}"}
        row |= {key: str(item[key]).lower() for key in ("price_known", "stale")}
        yield {"kind": "item", **whose, **row}
    for price in estimate["missing"]:
        lacking = {key: price[key] for key in ("name", "quantity", "unit")}
        yield {"kind": "missing", **whose, **lacking, "price_known": "false"}
    if estimate["total"] is not None:
        yield {
            "kind": "total",
            **whose,
            "name": estimate["name"],
            "amount": f"{estimate['total']:.2f}",
            "source_date": estimate["prices_as_of"],
            "stale": str(estimate["stale"]).lower(),
        }
