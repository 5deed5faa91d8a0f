"""Resources with one defect in what Terraform made: the proof that a rule can fail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from .applied import Applied, Made
from .state_rules import StateRule

Resources = dict[str, dict[str, Any]]


def invented(address: str, attribute: str = "id") -> str:
    """What the stand-in of the provider makes up for a resource."""
    kind, _dot, _name = address.partition(".")
    return f"fake-{kind}-{attribute}-{crc32(address.encode()):08x}"


def applied(resources: Resources) -> Applied:
    return Applied(
        tuple(
            Made(
                address=address,
                type=address.split(".")[0],
                values={"id": invented(address), **values},
            )
            for address, values in resources.items()
        )
    )


def policy(*actions: str) -> str:
    return json.dumps({"Statement": [{"Effect": "Allow", "Action": list(actions)}]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`right` keeps the rule; with `changed` at `address` it does not. None takes it away."""

    rule: StateRule
    right: Resources
    address: str
    changed: dict[str, Any] | None
    finding: str

    def wrong(self) -> Resources:
        others = {name: body for name, body in self.right.items() if name != self.address}
        if self.changed is None:
            return others
        return {**others, self.address: {**self.right.get(self.address, {}), **self.changed}}


def case(
    rule: StateRule,
    right: Resources,
    address: str,
    changed: dict[str, Any] | None,
    finding: str,
) -> Case:
    return Case(rule=rule, right=right, address=address, changed=changed, finding=finding)


def case_name(found: Case) -> str:
    return f"{found.rule.__name__}: {found.finding}"
