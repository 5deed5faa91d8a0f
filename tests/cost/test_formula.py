"""The grammar of formulas: what it reads, and what it refuses."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog.formula import FormulaError, fold, names_in, parse_formula
from advisor.catalog.formula_checks import EXACT, RANGES, UNITS, Range, parse_unit, unit_text

NAMES = {"a": Fraction(3), "b": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 / 4 / 2", 1),
        ("8 - 4 - 2", 2),
        ("max(1, a, 2)", 3),
        ("min(a, b)", Fraction(1, 2)),
        ("ceil(a * b)", 2),
        ("ceil(2)", 2),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("max(0, b - a)", 0),
        (" a*b ", Fraction(3, 2)),
    ],
)
def test_it_calculates_exactly(text: str, value: Fraction | int) -> None:
    assert fold(parse_formula(text), EXACT, NAMES) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a value is missing before the end"),
        ("1 +", "a value is missing before the end"),
        ("* 2", "a value is missing before '*'"),
        ("-1", "a value is missing before '-'"),
        ("(1", "')' is missing"),
        ("1)", "unexpected ')'"),
        ("1 2", "unexpected '2'"),
        ("a b", "unexpected 'b'"),
        ("2 ** 3", "a value is missing before '*'"),
        ("a.b", "'.b' is not part of a formula"),
        ("'a'", "''a'' is not part of a formula"),
        ("a[0]", "'[0]' is not part of a formula"),
        ("1e9", "unexpected 'e9'"),
        ("A", "'A' is not part of a formula"),
        ("abs(a)", "unknown function 'abs'"),
        ("max(1)", "max of 1 values"),
        ("ceil(1, 2)", "ceil of 2 values"),
        ("ceil()", "a value is missing before ')'"),
        ("__import__(os)", "unknown function '__import__'"),
        ("(" * 30 + "1" + ")" * 30, "nested too deep"),
        ("1+" * 300 + "1", "601 characters"),
    ],
)
def test_it_refuses_what_is_not_of_the_grammar(text: str, problem: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse_formula(text)
    assert raised.value.message == problem
    assert raised.value.hint


@given(st.text(alphabet="ab01.+-*/(), maxceil'\"[]:=\n", max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    with suppress(FormulaError):
        names_in(parse_formula(text))


def test_units_multiply_divide_and_keep_to_themselves() -> None:
    names = {"gb": parse_unit("KB"), "per": parse_unit("KB/GB"), "h": parse_unit("h")}
    result = fold(parse_formula("max(0, gb / per) * ceil(h)"), UNITS, names)
    assert result is not None
    assert unit_text(result) == "GB h"
    with pytest.raises(FormulaError, match="KB and h are put together"):
        fold(parse_formula("gb + h"), UNITS, names)


def test_a_range_holds_every_result() -> None:
    names = {"a": Range(Fraction(-1), Fraction(2)), "b": Range(Fraction(1), Fraction(4))}
    assert fold(parse_formula("a * a"), RANGES, names) == Range(Fraction(-2), Fraction(4))
    assert fold(parse_formula("ceil(a / b)"), RANGES, names) == Range(Fraction(-1), Fraction(2))
    with pytest.raises(FormulaError, match="divides by something that can be zero"):
        fold(parse_formula("b / a"), RANGES, names)
