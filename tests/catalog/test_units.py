"""Seconds, minutes and hours convert; so do KB, MB and GB, by 1024."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.catalog.units import convert


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "converted"),
    [
        ("900", "s", "min", "15"),
        ("2", "h", "s", "7200"),
        ("90", "min", "h", "1.5"),
        ("6", "MB", "KB", "6144"),
        ("512", "MB", "GB", "0.5"),
        ("1", "GB", "KB", "1048576"),
        ("7", "kg", "kg", "7"),
    ],
)
def test_it_converts(value: str, unit: str, wanted: str, converted: str) -> None:
    assert convert(Decimal(value), unit, wanted) == Decimal(converted)


@pytest.mark.parametrize(("unit", "wanted"), [("s", "MB"), ("kg", "g"), ("s", None), ("MB", "mb")])
def test_it_does_not_convert_what_has_nothing_in_common(unit: str, wanted: str | None) -> None:
    assert convert(Decimal(1), unit, wanted) is None
