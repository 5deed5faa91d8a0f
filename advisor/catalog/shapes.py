"""What one value must look like: told once, for checking and for the editors' JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.yaml_nodes import Scalar, ScalarKind, describe

JsonSchema = dict[str, Any]
ANYTHING = r"(?s).*"


class Shape(Protocol):
    def check(self, at: Cursor) -> None:
        """Reports everything about the value at `at` that does not fit."""

    def schema(self) -> JsonSchema:
        """The same in JSON Schema (draft 2020-12)."""


def expected(wanted: str, at: Cursor, hint: str) -> None:
    """Reports a value of another type; silent where there is no value."""
    if at.node is not None:
        at.report(f"expected {wanted}, got {describe(at.node)}", hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text. `pattern` must match it in full; `form` says the pattern in words."""

    pattern: str = ANYTHING
    form: str = "at least one character"
    empty: bool = False

    def check(self, at: Cursor) -> None:
        node = at.node
        if not isinstance(node, Scalar):
            expected("text", at, "write one text")
        elif node.kind is ScalarKind.NOTHING:
            expected("text", at, "write the text, in quotes")
        elif node.kind is not ScalarKind.TEXT:
            expected("text", at, f'put it in quotes: "{node.value}"')
        elif not node.value.strip():
            if not self.empty:
                at.report("empty text", "write at least one character")
        elif not re.fullmatch(self.pattern, node.value):
            at.report(f"{describe(node)} is not of the right form", self.form)

    def schema(self) -> JsonSchema:
        if self.empty:
            return {"type": "string"}
        if self.pattern == ANYTHING:
            return {"type": "string", "minLength": 1}
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


HYPHENATED = Text(
    pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*",
    form="lower-case letters and digits, words joined by -",
)
UNDERSCORED = Text(
    pattern=r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*",
    form="lower-case letters and digits, words joined by _",
)
LANGUAGE = Text(pattern=r"[a-z]{2,3}(?:-[a-z0-9]+)*", form="a language code such as en")
URL = Text(pattern=r"https?://\S+", form="an address that begins with https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date in quotes. `partial` also takes a month or a year."""

    partial: bool = False

    def check(self, at: Cursor) -> None:
        node = at.node
        if not isinstance(node, Scalar) or node.kind is not ScalarKind.TEXT:
            Text().check(at)
        elif not self._is_day(node.value):
            form = "YYYY, YYYY-MM or YYYY-MM-DD" if self.partial else "YYYY-MM-DD"
            at.report(f"{describe(node)} is not a date", form)

    def _is_day(self, text: str) -> bool:
        full = text + "-01-01"[len(text) - 4 :] if self.partial and len(text) in (4, 7) else text
        try:
            return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", full)) and bool(date.fromisoformat(full))
        except ValueError:
            return False

    def schema(self) -> JsonSchema:
        rest = r"(-\d{2}(-\d{2})?)?" if self.partial else r"-\d{2}-\d{2}"
        return {"type": "string", "pattern": rf"^\d{{4}}{rest}$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    minimum: int | None = None
    maximum: int | None = None
    whole: bool = False
    nullable: bool = False

    def check(self, at: Cursor) -> None:
        number = at.as_number()
        if number is not None:
            self._check_range(at, number)
        elif not (self.nullable and is_nothing(at)):
            expected("a number", at, "plain decimal digits, without quotes: 12 or 0.5")

    def _check_range(self, at: Cursor, number: Decimal) -> None:
        if self.whole and number != number.to_integral_value():
            at.report(f"{number} is not a whole number", self._range())
        elif (self.minimum is not None and number < self.minimum) or (
            self.maximum is not None and number > self.maximum
        ):
            at.report(f"{number} is out of range", self._range())

    def _range(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.maximum is None:
            return kind if self.minimum is None else f"{kind} from {self.minimum}"
        return f"{kind} from {self.minimum} to {self.maximum}"

    def schema(self) -> JsonSchema:
        kind = "integer" if self.whole else "number"
        schema: JsonSchema = {"type": [kind, "null"] if self.nullable else kind}
        if self.minimum is not None:
            schema["minimum"] = self.minimum
        if self.maximum is not None:
            schema["maximum"] = self.maximum
        return schema


@dataclass(frozen=True, slots=True)
class Flag:
    def check(self, at: Cursor) -> None:
        node = at.node
        if not isinstance(node, Scalar) or node.kind is not ScalarKind.BOOLEAN:
            expected("true or false", at, "true or false, without quotes")
        elif node.value not in ("true", "false"):
            at.report(f"ambiguous boolean {node.value}", "true or false")

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    words: tuple[str, ...]

    def check(self, at: Cursor) -> None:
        node = at.node
        if not isinstance(node, Scalar) or node.kind is not ScalarKind.TEXT:
            Text().check(at)
        elif node.value not in self.words:
            at.report(f"unknown word '{node.value}'", known_words(node.value, self.words, "one of"))

    def schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


def is_nothing(at: Cursor) -> bool:
    return isinstance(at.node, Scalar) and at.node.kind is ScalarKind.NOTHING
