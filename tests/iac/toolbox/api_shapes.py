"""A resource's properties as the parameters of the service's own API, by the API's model.

Templates and APIs name the same things with other capitals, and tags and CloudFront's lists have
another form. A property that the API has not is left out: the linter has held it against the
registry already.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape


def to_api(shape: Shape, value: Any) -> Any:
    """`value`, settled template data, as a member of `shape`."""
    if isinstance(shape, StructureShape):
        return _structure(shape, value)
    if isinstance(shape, ListShape):
        return [to_api(shape.member, item) for item in value]
    if isinstance(shape, MapShape):
        return _map(shape, value)
    return _scalar(shape.type_name, value)


def _structure(shape: StructureShape, value: Any) -> dict[str, Any]:
    if isinstance(value, list):  # CloudFront's lists tell their length
        items = to_api(shape.members["Items"], value)
        return {"Quantity": len(items), "Items": items}
    by_name = {name.lower(): inner for name, inner in value.items()}
    return {
        name: to_api(member, by_name[name.lower()])
        for name, member in shape.members.items()
        if name.lower() in by_name
    }


def _map(shape: MapShape, value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        value = {tag["Key"]: tag["Value"] for tag in value}
    return {key: to_api(shape.value, inner) for key, inner in value.items()}


def _scalar(kind: str, value: Any) -> Any:
    if kind in {"integer", "long"}:
        return int(value)
    if kind in {"float", "double"}:
        return float(value)
    if kind == "boolean":
        return str(value).lower() == "true"
    if kind == "blob":
        return str(value).encode()
    if kind == "string":
        return json.dumps(value) if isinstance(value, dict) else _text(value)
    return value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
