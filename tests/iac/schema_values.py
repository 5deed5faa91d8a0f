"""Values of Terraform's resources against the choices and limits that CloudFormation documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .applied import Applied, Made
from .tools import Tools

Schema = Mapping[str, Any]
PORTS = {"from_port", "to_port", "port"}
HIGHEST_PORT = 65535


@cache
def _table() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_name("schema_types.yaml").read_text("utf-8")))


@cache
def schemas(tools: Tools) -> dict[str, Schema]:
    """The schema of every CloudFormation type in the table."""
    run = tools.script("registry_schemas", *sorted(set(_table()["types"].values())))
    if run.code:
        raise RuntimeError(run.errors)
    return dict(json.loads(run.output))


@dataclass(frozen=True, slots=True)
class Check:
    """One value, where it stands, and what its schema says."""

    place: str
    value: Any
    schema: Schema

    @property
    def problem(self) -> str | None:
        choices = self.schema.get("enum")
        if choices and str(self.value) not in map(str, choices):
            return f"{self.place} = {self.value!r} is not one of {', '.join(map(str, choices))}"
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        low, high = self.schema.get("minimum"), self.schema.get("maximum")
        if low is not None and self.value < low:
            return f"{self.place} = {self.value} is less than {low}"
        if high is not None and self.value > high:
            return f"{self.place} = {self.value} is more than {high}"
        return None


def value_problems(tools: Tools, made: Iterable[Applied]) -> list[str]:
    found = {
        check.problem
        for applied in made
        for resource in applied.resources
        for check in checks(schemas(tools), resource)
    }
    return sorted(problem for problem in found if problem)


def checks(known: Mapping[str, Schema], resource: Made) -> Iterator[Check]:
    """Every value of `resource` that has choices or limits."""
    yield from _ports(resource.address, resource.values)
    name = _table()["types"].get(resource.type)
    if name is None:
        return
    walk = _Walk(root=known[name], names=_table()["names"].get(resource.type, {}))
    yield from walk.block(resource.address, resource.values, known[name], "")


def _ports(place: str, node: Any) -> Iterator[Check]:
    """The schemas leave ports open; no protocol has more than these."""
    limits = {"minimum": -1, "maximum": HIGHEST_PORT}
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in PORTS and isinstance(value, int):
                yield Check(f"{place}.{key}", value, limits)
            yield from _ports(f"{place}.{key}", value)
    elif isinstance(node, list):
        for item in node:
            yield from _ports(place, item)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    root: Schema
    names: Mapping[str, str]

    def block(
        self, place: str, values: Mapping[str, Any], schema: Schema, path: str
    ) -> Iterator[Check]:
        for key, value in values.items():
            inner = f"{path}/{key}" if path else key
            if inner in self.names:
                found = self._descended(self.root, self.names[inner])
            elif key in self.names:
                found = self._descended(self.root, self.names[key]) or self._property(schema, key)
            else:
                found = self._property(schema, key)
            yield from self._value(f"{place}.{key}", value, found or {}, inner)

    def _value(self, place: str, value: Any, schema: Schema, path: str) -> Iterator[Check]:
        resolved = self._resolved(schema)
        if isinstance(value, list):
            items = self._resolved(resolved.get("items", resolved))
            for item in value:
                yield from self._value(place, item, items, path)
        elif isinstance(value, Mapping):
            yield from self.block(place, value, resolved, path)
        elif value not in (None, "") and resolved.keys() & {"enum", "minimum", "maximum"}:
            yield Check(place, value, resolved)

    def _descended(self, schema: Schema, path: str) -> Schema | None:
        found: Schema | None = schema
        for name in path.split("/"):
            found = self._property(found, name) if found is not None else None
        return found

    def _property(self, schema: Schema, name: str) -> Schema | None:
        resolved = self._resolved(schema)
        resolved = self._resolved(resolved.get("items", resolved))
        properties = {key.lower(): value for key, value in resolved.get("properties", {}).items()}
        plain = name.replace("_", "").lower()
        for spelling in (plain, f"{plain}s", plain.removesuffix("s")):
            if spelling in properties:
                return self._resolved(properties[spelling])
        return None

    def _resolved(self, schema: Schema) -> Schema:
        reference = schema.get("$ref", "")
        if not reference.startswith("#/"):
            return schema
        found: Any = self.root
        for part in reference[2:].split("/"):
            found = found[part]
        return self._resolved(found)
