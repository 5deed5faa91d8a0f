"""Questions that several rules ask of what was made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..applied import Applied, Made, is_invented


def blocks(made: Made, *names: str) -> Iterator[Mapping[str, Any]]:
    """The blocks of a resource at `names`, one inside the other."""
    found: list[Any] = [made.values]
    for name in names:
        found = [inner for block in found for inner in block.get(name) or ()]
    yield from found


def _statements(applied: Applied, role: str) -> list[Mapping[str, Any]]:
    """What the policies written into `role` allow."""
    return [
        statement
        for policy in applied.of_type("aws_iam_role_policy")
        if role in applied.referred(policy.values.get("role"))
        for statement in json.loads(policy.values["policy"])["Statement"]
    ]


def allows(applied: Applied, role: str, action: str) -> bool:
    given = [name for made in _statements(applied, role) for name in _listed(made["Action"])]
    attached = [
        made.values["policy_arn"]
        for made in applied.of_type("aws_iam_role_policy_attachment")
        if role in applied.referred(made.values.get("role"))
    ]
    return action in given or any("service-role/" in arn for arn in attached)


def allowed(applied: Applied) -> Iterator[tuple[Made, str]]:
    """(role policy, action) of everything that the policies written into roles allow."""
    for policy in applied.of_type("aws_iam_role_policy"):
        for statement in json.loads(policy.values["policy"])["Statement"]:
            if statement["Effect"] == "Allow":
                for action in _listed(statement["Action"]):
                    yield policy, str(action)


def given(value: Any) -> Any:
    """`value` unless nobody gave it: the provider made it up."""
    return None if is_invented(value) else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def edge_events(applied: Applied) -> list[tuple[str, Made]]:
    found = []
    for distribution in applied.of_type("aws_cloudfront_distribution"):
        for name in ("default_cache_behavior", "ordered_cache_behavior"):
            for block in blocks(distribution, name, "lambda_function_association"):
                for address in applied.referred(block.get("lambda_arn")):
                    function = applied.at(address)
                    if function is not None:
                        found.append((str(block["event_type"]), function))
    return found
