"""A formula with its numbers put in: what a quantity was calculated from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from advisor.catalog.cost_model import Formula
from advisor.catalog.formula import Algebra, fold
from advisor.catalog.formula_checks import EXACT
from advisor.presentation.cost_words import figure

_SUM, _PRODUCT, _WHOLE = range(3)
DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Term:
    """Text with its value, and how tightly it holds together: a sum, a product, or one whole."""

    text: str
    value: Fraction
    hold: int


def arithmetic(formula: Formula, names: Mapping[str, Fraction]) -> str | None:
    """“730 × 2 × 0.5”, rounded for print; None where nothing is left to calculate.

    Left out is what changes nothing: adding or taking off zero, and max(0, …) of what is above.
    """
    shown = {name: _number(names[name]) for name in formula.names}
    whole = fold(formula.node, _PRINTED, shown)
    return None if whole.text == _number(whole.value).text else whole.text


def _number(value: Fraction) -> _Term:
    return _Term(figure(value, DIGITS), value, _WHOLE)


def _chained(name: str, sign: str, hold: int, *, strict: bool) -> Callable[..., _Term]:
    """`strict` signs bind what follows them: a − (b − c) needs its parentheses."""

    def write(left: _Term, right: _Term) -> _Term:
        if hold == _SUM and not right.value:
            return left
        after = _within(right, hold + 1 if strict else hold)
        value = EXACT.operations[name](left.value, right.value)
        return _Term(f"{_within(left, hold)} {sign} {after}", value, hold)

    return write


def _within(term: _Term, hold: int) -> str:
    return term.text if term.hold >= hold else f"({term.text})"


def _called(name: str) -> Callable[..., _Term]:
    def write(*terms: _Term) -> _Term:
        value = EXACT.operations[name](*(term.value for term in terms))
        above = [term for term in terms if term.value > 0]
        if name == "max" and len(above) == 1 and len(terms) == 2:
            return above[0]
        return _Term(f"{name}({', '.join(term.text for term in terms)})", value, _WHOLE)

    return write


def _ceil(term: _Term) -> _Term:
    return _Term(f"⌈{term.text}⌉", EXACT.operations["ceil"](term.value), _WHOLE)


_PRINTED: Algebra[_Term] = Algebra(
    number=_number,
    operations={
        "+": _chained("+", "+", _SUM, strict=False),
        "-": _chained("-", "\u2212", _SUM, strict=True),
        "*": _chained("*", "×", _PRODUCT, strict=True),
        "/": _chained("/", "÷", _PRODUCT, strict=True),
        "max": _called("max"),
        "min": _called("min"),
        "ceil": _ceil,
    },
)
