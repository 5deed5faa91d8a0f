"""The names that formulas may use, with unit, range and growth, and the formulas' own checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from advisor.catalog.cost_model import Formula
from advisor.catalog.formula import (
    FormulaError,
    Node,
    Number,
    fold,
    names_in,
    parse_formula,
)
from advisor.catalog.formula_checks import (
    GROWTH,
    RANGES,
    UNITS,
    Range,
    Unit,
    parse_unit,
    unit_text,
)
from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor

T = TypeVar("T")
NOTHING = Formula(text="0", node=Number(Fraction(0)), names=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the checks know of a name. `inputs` are the inputs it is made of."""

    unit: Unit | None
    range: Range
    grows: bool
    inputs: frozenset[str]


@dataclass(slots=True, kw_only=True)
class NameScope:
    """Names as they come to be known.

    `used` collects those that some formula looked at; `lacking` are inputs without a value of
    their own, which only a variant's default makes usable.
    """

    names: dict[str, Known] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    lacking: frozenset[str] = frozenset()

    def within(self, more: Mapping[str, Known]) -> NameScope:
        """The same with a variant's defaults."""
        lacking = self.lacking - more.keys()
        return NameScope(names={**self.names, **more}, used=self.used, lacking=lacking)

    def inputs_of(self, formula: Formula) -> frozenset[str]:
        known = (self.names[name].inputs for name in formula.names if name in self.names)
        return frozenset().union(*known)

    def read(self, at: Cursor, unit: str | None) -> tuple[Formula, Known | None]:
        """The formula at `at`, its result in `unit`; without the latter if it makes no sense."""
        number = at.as_number()
        text = at.as_text() if number is None else f"{number:f}"
        try:
            node = parse_formula(text)
        except FormulaError:  # its shape has reported it
            return NOTHING, None
        formula = Formula(text=text, node=node, names=names_in(node))
        self.used |= formula.names
        if self._unknown(at, formula):
            return NOTHING, None
        return formula, self._known(at, formula, unit)

    def _unknown(self, at: Cursor, formula: Formula) -> bool:
        unknown = sorted(formula.names - self.names.keys())
        for name in unknown:
            at.report(f"unknown name '{name}'", known_words(name, self.names, "known"))
        for name in sorted(formula.names & self.lacking):
            at.report(f"'{name}' has no default", "a default, there or with the variant")
        return bool(unknown)

    def _known(self, at: Cursor, formula: Formula, unit: str | None) -> Known | None:
        try:
            known = self._judge(formula.node)
            _check_unit(known.unit, unit)
        except FormulaError as error:
            at.report(error.message, error.hint)
            return None
        return known

    def _judge(self, node: Node) -> Known:
        return Known(
            unit=fold(node, UNITS, self._each(lambda known: known.unit)),
            range=fold(node, RANGES, self._each(lambda known: known.range)),
            grows=fold(node, GROWTH, self._each(lambda known: known.grows)),
            inputs=frozenset().union(*(self.names[n].inputs for n in names_in(node))),
        )

    def _each(self, pick: Callable[[Known], T]) -> dict[str, T]:
        return {name: pick(known) for name, known in self.names.items()}


def known_number(unit: str, value: Fraction) -> Known:
    return Known(unit=parse_unit(unit), range=Range(value, value), grows=False, inputs=frozenset())


def _check_unit(found: Unit | None, wanted: str | None) -> None:
    if wanted is None or found is None or found == parse_unit(wanted):
        return
    raise FormulaError(f"comes out in {unit_text(found)}", f"a result in {wanted}")
