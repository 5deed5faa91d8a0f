"""How a quantity's arithmetic is written down."""

from __future__ import annotations

from fractions import Fraction

import pytest

from advisor.catalog.cost_model import Formula
from advisor.catalog.formula import names_in, parse_formula
from advisor.presentation.cost_arithmetic import arithmetic

NAMES = {"a": Fraction(1500), "b": Fraction("0.5"), "none": Fraction(0), "third": Fraction(1, 3)}


def written(text: str) -> str | None:
    node = parse_formula(text)
    return arithmetic(Formula(text=text, node=node, names=names_in(node)), NAMES)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("a * b", "1,500 × 0.5"),
        ("a / 1000000", "1,500 ÷ 1,000,000"),
        ("a * (1 - b)", "1,500 × (1 \u2212 0.5)"),
        ("a - (b - 1)", "1,500 \u2212 (0.5 \u2212 1)"),
        ("a / (b * 2)", "1,500 ÷ (0.5 × 2)"),
        ("a / b * 2", "1,500 ÷ 0.5 × 2"),
        ("max(2, ceil(a / 8))", "max(2, ⌈1,500 ÷ 8⌉)"),
        ("third * 3", "0.333333 × 3"),
        # what changes nothing is left out
        ("max(0, a - none) / 10", "1,500 ÷ 10"),
        ("max(0, a - b)", "1,500 \u2212 0.5"),
        ("max(0, b - a)", "max(0, 0.5 \u2212 1,500)"),
        # and where nothing is left to calculate, nothing is written
        ("a", None),
        ("730", None),
        ("max(0, a - none)", None),
    ],
)
def test_a_formula_with_its_numbers_put_in(formula: str, text: str | None) -> None:
    assert written(formula) == text
