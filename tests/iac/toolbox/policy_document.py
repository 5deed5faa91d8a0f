"""The JSON that aws_iam_policy_document makes of its statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def policy_json(document: dict[str, Any]) -> str:
    statements = [_statement(statement) for statement in document.get("statement") or ()]
    return json.dumps({"Version": document.get("version") or "2012-10-17", "Statement": statements})


def _statement(statement: dict[str, Any]) -> dict[str, Any]:
    members = {
        "Sid": statement.get("sid"),
        "Effect": statement.get("effect") or "Allow",
        "Action": _listed(statement.get("actions")),
        "NotAction": _listed(statement.get("not_actions")),
        "Resource": _listed(statement.get("resources")),
        "NotResource": _listed(statement.get("not_resources")),
        "Principal": _principals(statement.get("principals") or ()),
        "NotPrincipal": _principals(statement.get("not_principals") or ()),
        "Condition": _conditions(statement.get("condition") or ()),
    }
    return {name: value for name, value in members.items() if value}


def _listed(values: Iterable[str] | None) -> Any:
    given = sorted(values or ())
    return given[0] if len(given) == 1 else given


def _principals(principals: Iterable[dict[str, Any]]) -> Any:
    found = {principal["type"]: _listed(principal["identifiers"]) for principal in principals}
    return "*" if found == {"*": "*"} else found


def _conditions(conditions: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for condition in conditions:
        found.setdefault(condition["test"], {})[condition["variable"]] = _listed(
            condition["values"]
        )
    return found
