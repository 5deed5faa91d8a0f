"""Formulas: plain arithmetic over names, in a closed grammar read by hand.

    sum     = product { ("+" | "-") product }
    product = value { ("*" | "/") value }
    value   = number | name | function "(" sum { "," sum } ")" | "(" sum ")"

`max` and `min` take two values or more, `ceil` takes one. Nothing else exists: no powers, no
text, no attributes. What a formula *means* is said by an algebra (see `fold`), so that the same
text is calculated, and checked for units and ranges, by one walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

MAX_CHARACTERS = 400
MAX_DEPTH = 20
FUNCTIONS = {"max": (2, 12), "min": (2, 12), "ceil": (1, 1)}
GRAMMAR = "numbers, names, + - * /, max, min, ceil and parentheses"

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_][a-z0-9_]*)|([-+*/(),]))")

T = TypeVar("T")


class FormulaError(ValueError):
    """A text that is no formula, or makes no sense. `hint` says what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or a function: `name` is one of + - * / max min ceil."""

    name: str
    operands: tuple[Node, ...]


Node = Number | Name | Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Algebra(Generic[T]):
    """One meaning of formulas: of a number, and of each operation."""

    number: Callable[[Fraction], T]
    operations: Mapping[str, Callable[..., T]]


def fold(node: Node, algebra: Algebra[T], names: Mapping[str, T]) -> T:
    """What `node` means in `algebra`. Raises KeyError for a name that `names` lacks."""
    if isinstance(node, Name):
        return names[node.id]
    if isinstance(node, Number):
        return algebra.number(node.value)
    operands = node.operands
    if len(operands) == 2:
        left, right = operands
        return algebra.operations[node.name](
            fold(left, algebra, names), fold(right, algebra, names)
        )
    return algebra.operations[node.name](*[fold(one, algebra, names) for one in operands])


def names_in(node: Node) -> frozenset[str]:
    if isinstance(node, Operation):
        return frozenset().union(*map(names_in, node.operands))
    return frozenset([node.id]) if isinstance(node, Name) else frozenset()


def parse_formula(text: str) -> Node:
    """Raises FormulaError for whatever is not of the grammar."""
    if len(text) > MAX_CHARACTERS:
        raise FormulaError(f"{len(text)} characters", f"at most {MAX_CHARACTERS}")
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[str]:
    tokens, place = [], 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            rest = text[place:].split(maxsplit=1)[0]
            raise FormulaError(f"'{rest[:20]}' is not part of a formula", GRAMMAR)
        tokens.append(match[0].strip())
        place = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = [*tokens, ""]
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._sum()
        if self._next:
            raise FormulaError(f"unexpected '{self._next}'", GRAMMAR)
        return node

    @property
    def _next(self) -> str:
        return self._tokens[self._place]

    def _take(self) -> str:
        token = self._next
        self._place += 1
        return token

    def _expect(self, token: str) -> None:
        if self._take() != token:
            raise FormulaError(f"'{token}' is missing", "close every parenthesis")

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError("nested too deep", f"at most {MAX_DEPTH} levels")
        node = self._chain("+-", lambda: self._chain("*/", self._value))
        self._depth -= 1
        return node

    def _chain(self, operators: str, operand: Callable[[], Node]) -> Node:
        node = operand()
        while self._next and self._next in operators:
            node = Operation(self._take(), (node, operand()))
        return node

    def _value(self) -> Node:
        token = self._take()
        if token == "(":
            node = self._sum()
            self._expect(")")
            return node
        if token[:1].isdigit():
            return Number(Fraction(token))
        if token and (token[0] == "_" or token[0].isalpha()):
            return self._call(token) if self._next == "(" else Name(token)
        found = f"'{token}'" if token else "the end"
        raise FormulaError(f"a value is missing before {found}", GRAMMAR)

    def _call(self, function: str) -> Node:
        if function not in FUNCTIONS:
            raise FormulaError(f"unknown function '{function}'", f"one of {', '.join(FUNCTIONS)}")
        self._expect("(")
        operands = [self._sum()]
        while self._next == ",":
            self._take()
            operands.append(self._sum())
        self._expect(")")
        fewest, most = FUNCTIONS[function]
        if not fewest <= len(operands) <= most:
            count = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise FormulaError(f"{function} of {len(operands)} values", f"{count} of them")
        return Operation(function, tuple(operands))
