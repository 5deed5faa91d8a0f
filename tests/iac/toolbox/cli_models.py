"""What the AWS CLI takes: the options of its operations and the names of its waiters, as JSON.

The operations come as pairs of service and operation, one argument each (`s3api:get-object`).
What is not there maps to null. From the models that the CLI itself is made of.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
import sys
from typing import Any

import botocore.session
from botocore import xform_name

_RENAMED = {"s3api": "s3", "deploy": "codedeploy", "configservice": "config"}


def options(session: Any, service: str, operation: str) -> list[str] | None:
    """Names without dashes in front; None where the service or the operation does not exist."""
    name = _RENAMED.get(service, service)
    if name not in session.get_available_services():
        return None
    model = session.get_service_model(name)
    known = {xform_name(found, "-"): found for found in model.operation_names}
    if operation not in known:
        return None
    shape = model.operation_model(known[operation]).input_shape
    found = []
    for member, kind in shape.members.items() if shape else ():
        option = xform_name(member, "-")
        found += [option, f"no-{option}"] if kind.type_name == "boolean" else [option]
    return sorted(found)


def waiters(session: Any, service: str) -> list[str]:
    try:
        model = session.get_waiter_model(service)
    except Exception:  # botocore's own error where a service has no waiters
        return []
    return sorted(xform_name(name, "-") for name in model.waiter_names)


def main(pairs: list[str]) -> None:
    session = botocore.session.get_session()
    found: dict[str, list[str] | None] = {}
    for pair in pairs:
        service, _colon, operation = pair.partition(":")
        is_wait = operation == "wait"
        found[pair] = waiters(session, service) if is_wait else options(session, service, operation)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
