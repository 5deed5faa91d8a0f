"""What Terraform says it has made: the resources of a state after an apply without an account."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# A value that the stand-in of the provider invented ends with its resource's mark.
_INVENTED = re.compile(
    r"(?:arn:aws:fake:us-east-1:123456789012:\w+/\w+|fake-\w+?-\w+)-(?P<mark>[0-9a-f]{8})"
)


def is_invented(value: Any) -> bool:
    """Whether the stand-in of the provider made `value` up, because nobody gave one."""
    return isinstance(value, str) and _INVENTED.fullmatch(value) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One resource: `aws_subnet.public[0]` with every value it was given or got."""

    address: str
    type: str
    values: Mapping[str, Any]
    after: frozenset[str] = frozenset()
    """The blocks that Terraform makes first."""

    @property
    def block(self) -> str:
        """The address of the block that declares it."""
        return self.address.split("[")[0]


@dataclass(frozen=True, slots=True)
class Applied:
    resources: tuple[Made, ...]
    outputs: Mapping[str, Any] = field(default_factory=dict)

    def of_type(self, *types: str) -> list[Made]:
        return [resource for resource in self.resources if resource.type in types]

    def at(self, address: str) -> Made | None:
        return next((made for made in self.resources if made.address == address), None)

    def owners(self) -> dict[str, str]:
        """Mark to address: which resource an invented value belongs to."""
        return {
            found["mark"]: resource.address
            for resource in self.resources
            for name in ("id", "arn")
            if (found := _INVENTED.fullmatch(str(resource.values.get(name))))
        }

    def referred(self, node: Any) -> set[str]:
        """The addresses of the resources whose invented values stand anywhere in `node`."""
        owners = self.owners()
        marks = {found["mark"] for text in texts(node) for found in _INVENTED.finditer(text)}
        return {owners[mark] for mark in marks if mark in owners}


def read_state(shown: str) -> Applied:
    """The managed resources in the output of `terraform show -json`, of a state or of a plan.

    A plan holds what the configuration says, a state also what was made up for the rest.
    """
    body = json.loads(shown)
    values = body.get("planned_values", body.get("values", {}))
    root = values.get("root_module", {})
    outputs = {
        name: found["value"]
        for name, found in values.get("outputs", {}).items()
        if found.get("value") not in (None, "")
    }
    return Applied(
        tuple(
            Made(
                address=found["address"],
                type=found["type"],
                values=found.get("values", {}),
                after=frozenset(found.get("depends_on", ())),
            )
            for found in root.get("resources", [])
            if found["mode"] == "managed"
        ),
        outputs,
    )


def named(applied: Applied, names: Mapping[str, str], node: Any) -> Any:
    """`node` with `<name>` for every invented value; `names` tells what an address is called."""
    owners = applied.owners()

    def name(found: re.Match[str]) -> str:
        address = owners.get(found["mark"], found[0])
        return f"<{names.get(address, address)}>"

    return _replaced(node, name)


def _replaced(node: Any, name: Any) -> Any:
    if isinstance(node, str):
        return _INVENTED.sub(name, node)
    if isinstance(node, list):
        return [_replaced(item, name) for item in node]
    if isinstance(node, Mapping):
        return {key: _replaced(inner, name) for key, inner in node.items()}
    return node


def texts(node: Any) -> Iterator[str]:
    """Every text in `node`."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for inner in node.values():
            yield from texts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from texts(inner)
