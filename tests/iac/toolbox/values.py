"""Values that a provider would compute: unknown while planning, invented once applied."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fake = Callable[[str, Any], Any]
DEFAULT_REGION = "us-east-1"


class Fakes:
    """Invents computed values by type and attribute, from fakes.json where the shape matters."""

    def __init__(self, path: Path) -> None:
        self._known: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
        self.region = DEFAULT_REGION

    def of(self, type_name: str, mark: str = "") -> Fake:
        """What invents the values of one thing; `mark` tells them from those of its kind."""
        known = self._known.get(type_name, {})
        return lambda name, kind: (
            known[name] if name in known else self._plain(type_name, name, kind, mark)
        )

    def _plain(self, type_name: str, name: str, kind: Any, mark: str) -> Any:
        if kind == "string":
            return self.region if name == "region" else _text(type_name, name, mark)
        if isinstance(kind, list):
            return {"map": {}, "list": [], "set": []}.get(kind[0])
        return {"number": 0, "bool": False}.get(kind)


def _text(type_name: str, name: str, mark: str) -> str:
    end = f"-{mark}" if mark else ""
    if name == "arn" or name.endswith("_arn"):
        return f"arn:aws:fake:us-east-1:123456789012:{type_name}/{name}{end}"
    return f"fake-{type_name}-{name}{end}"


def fill(block: dict[str, Any], value: Any, fake: Fake) -> Any:
    """`value` with every computed attribute that it leaves out; unknown blocks stay unknown."""
    if not isinstance(value, dict):
        return value
    filled = dict(value)
    for name, attribute in block["attributes"].items():
        if attribute.get("computed") and filled.get(name) is None:
            filled[name] = fake(name, attribute["type"])
    for name, nested in block["block_types"].items():
        filled[name] = _each(filled.get(name), nested, lambda b, v: fill(b, v, fake))
    return filled


def resolve(block: dict[str, Any], value: Any, unknown: object, fake: Fake) -> Any:
    """`value` with every unknown replaced by an invented value, as after an apply."""
    if not isinstance(value, dict):
        return value
    resolved = {}
    for name, inner in value.items():
        if name in block["attributes"]:
            kind = block["attributes"][name]["type"]
            resolved[name] = _resolve_value(inner, kind, unknown, fake, name)
        else:
            nested = block["block_types"][name]
            known = [] if inner is unknown else inner
            resolved[name] = _each(known, nested, lambda b, v: resolve(b, v, unknown, fake))
    return resolved


def _each(value: Any, nested: dict[str, Any], change: Callable[[Any, Any], Any]) -> Any:
    block = nested["block"]
    if isinstance(value, list):
        return [change(block, item) for item in value]
    if isinstance(value, dict) and nested["nesting_mode"] == "map":
        return {key: change(block, item) for key, item in value.items()}
    return change(block, value)


def _resolve_value(value: Any, kind: Any, unknown: object, fake: Fake, name: str) -> Any:
    if value is unknown:
        return fake(name, kind)
    if not isinstance(kind, list):
        return value
    if isinstance(value, list):
        return [_resolve_value(item, kind[1], unknown, fake, name) for item in value]
    if isinstance(value, dict):
        kinds = kind[1] if kind[0] == "object" else dict.fromkeys(value, kind[1])
        return {k: _resolve_value(v, kinds.get(k), unknown, fake, k) for k, v in value.items()}
    return value
