"""Values at a path, and values of both formats made comparable. mapping.py explains the paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_SEGMENT = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")


def at(node: Any, path: str) -> Any:
    """The value at `path`, None where there is none."""
    segments = [plain or f"[{bracket}" for plain, bracket in _SEGMENT.findall(path)]
    return _entered(node, segments)


def _entered(node: Any, segments: list[str]) -> Any:
    if not segments:
        return node
    if isinstance(node, str) and node[:1] in {"{", "["}:
        node = json.loads(node)
    head, *rest = segments
    if head == "?":
        return node is not None
    if head == "[*":
        return _flat(_entered(item, rest) for item in node or ())
    return _entered(_step(node, head), rest)


def _flat(values: Iterable[Any]) -> list[Any]:
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


def _step(node: Any, segment: str) -> Any:
    key = segment.removeprefix("[")
    if isinstance(node, Mapping):
        return node.get(key)
    if not isinstance(node, list):
        return None
    if key.isdigit():
        return node[int(key)] if int(key) < len(node) else None
    name, _equals, value = key.partition("=")
    items = (item for item in node if isinstance(item, Mapping))
    return next((item for item in items if str(item.get(name)) == value), None)


def comparable(value: Any) -> Any:
    """`value` in a form that both formats share; None for what says nothing."""
    if isinstance(value, str) and value[:1] == "{" and value[-1:] == "}":
        value = _parsed(value)
    if isinstance(value, Mapping) and {"Statement", "Version"} <= value.keys():
        return _policy(value)
    if isinstance(value, Mapping):
        members = {key: comparable(inner) for key, inner in value.items()}
        return {key: inner for key, inner in members.items() if inner is not None} or None
    if isinstance(value, list):
        items = [item for inner in value if (item := comparable(inner)) is not None]
        return sorted(items, key=str) or None
    return plain(value)


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def plain(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    return _named(str(value))


def _named(value: str) -> str:
    """A reference is what it names: how its ARN is put together differs by format."""
    named_only = re.sub(r"^arn:[^<]*<", "<", value)
    return named_only.removesuffix(":*") if named_only.startswith("<") else value


def _policy(document: Mapping[str, Any]) -> list[str]:
    statements = document["Statement"]
    given = statements if isinstance(statements, list) else [statements]
    return sorted(json.dumps(_statement(statement), sort_keys=True) for statement in given)


def _statement(statement: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _members(value) for key, value in statement.items() if key != "Sid"}


def _members(value: Any) -> Any:
    """One value and a list of one mean the same in a policy."""
    if isinstance(value, Mapping):
        return {key: _members(inner) for key, inner in value.items()}
    return sorted(str(plain(item)) for item in (value if isinstance(value, list) else [value]))
