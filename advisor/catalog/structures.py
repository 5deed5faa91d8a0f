"""What lists, mappings and records must look like, and texts in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import Choice, JsonSchema, Shape, Text, expected
from advisor.catalog.yaml_nodes import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Localized:
    """A text in every language of the catalog."""

    maximum: int | None = None

    def check(self, at: Cursor) -> None:
        if not isinstance(at.node, Mapping):
            expected("a text in every language", at, "{" + ", ".join(_pairs(at)) + "}")
            return
        for language, text in at.entries():
            if at.languages and language not in at.languages:
                text.report("unknown language", f"of catalog.yaml: {', '.join(at.languages)}")
            else:
                self._check_text(text)
        for language in at.languages:
            if not at[language]:
                at[language].report("missing translation", f"add the text in {language}")

    def _check_text(self, at: Cursor) -> None:
        Text().check(at)
        length = len(at.as_text())
        if self.maximum is not None and length > self.maximum:
            at.report(f"{length} characters", f"at most {self.maximum}")

    def schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string", "minLength": 1}
        if self.maximum is not None:
            text["maxLength"] = self.maximum
        return {"type": "object", "minProperties": 1, "additionalProperties": text}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    item: Shape
    minimum: int = 0
    maximum: int | None = None

    def check(self, at: Cursor) -> None:
        if not isinstance(at.node, Sequence):
            expected("a list", at, "write each item after -")
            return
        for item in at.items():
            self.item.check(item)
        count = len(at.node.items)
        if count < self.minimum or (self.maximum is not None and count > self.maximum):
            at.report(f"{count} items", self._count())

    def _count(self) -> str:
        if self.maximum is None:
            return f"at least {self.minimum}"
        return f"{self.minimum}" if self.minimum == self.maximum else f"at most {self.maximum}"

    def schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": "array", "items": self.item.schema()}
        if self.minimum:
            schema["minItems"] = self.minimum
        if self.maximum is not None:
            schema["maxItems"] = self.maximum
        return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf:
    """Any number of entries; `key` says what their names look like."""

    key: Text
    value: Shape

    def check(self, at: Cursor) -> None:
        if not isinstance(at.node, Mapping):
            expected("a mapping", at, "write each entry as name: value")
            return
        for name, entry in at.entries():
            if not re.fullmatch(self.key.pattern, name):
                entry.report(f"'{name}' is not a valid name", self.key.form)
            self.value.check(entry)

    def schema(self) -> JsonSchema:
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.value.schema(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of a record: what it holds and, for authors, what it means."""

    name: str
    shape: Shape
    description: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    fields: tuple[Field, ...]

    def check(self, at: Cursor) -> None:
        if not isinstance(at.node, Mapping):
            names = ", ".join(field.name for field in self.fields if field.required)
            expected("a mapping", at, f"with the keys {names}")
            return
        by_name = {field.name: field for field in self.fields}
        for name, value in at.entries():
            if name in by_name:
                by_name[name].shape.check(value)
            else:
                value.report("unknown key", known_words(name, by_name, "known keys"))
        for field in self.fields:
            if field.required and not at[field.name]:
                at[field.name].report("missing key", f"add it: {field.description}")

    def schema(self) -> JsonSchema:
        properties = {
            field.name: {**field.shape.schema(), "description": field.description}
            for field in self.fields
        }
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in self.fields if field.required],
            "properties": properties,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """A value with a grammar of its own: `checker` reports on it, `described` is its schema."""

    checker: Callable[[Cursor], None]
    described: Callable[[], JsonSchema]

    def check(self, at: Cursor) -> None:
        self.checker(at)

    def schema(self) -> JsonSchema:
        return self.described()


def _pairs(at: Cursor) -> list[str]:
    return [f'{language}: "…"' for language in at.languages or ("en",)]


LOCALIZED = Localized()


def field(name: str, shape: Shape, description: str) -> Field:
    return Field(name=name, shape=shape, description=description)


def optional(name: str, shape: Shape, description: str) -> Field:
    return Field(name=name, shape=shape, description=description, required=False)


def choice(members: type[StrEnum]) -> Choice:
    return Choice(tuple(member.value for member in members))
