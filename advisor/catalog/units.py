"""Converts a limit's unit to its question's."""

from __future__ import annotations

from decimal import Decimal

_FAMILIES: tuple[dict[str, int], ...] = (
    {"s": 1, "min": 60, "h": 3600},
    {"KB": 1, "MB": 1024, "GB": 1024 * 1024},
)


def convert(value: Decimal, unit: str, wanted: str | None) -> Decimal | None:
    """`value` in `wanted` (1 MB is 1024 KB), or None where the units have nothing in common."""
    if unit == wanted:
        return value
    for family in _FAMILIES:
        if unit in family and wanted in family:
            return value * family[unit] / family[wanted]
    return None
