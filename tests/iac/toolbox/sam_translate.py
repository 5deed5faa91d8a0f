"""A SAM template in the form CloudFormation gets it, as JSON on standard output.

Local code paths become S3 addresses, as packaging would make them. Parameter values may stand on
standard input, as a JSON object of texts. Exits 1 with the reason.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

_LOCAL_PATHS = ("CodeUri", "ContentUri", "DefinitionUri", "SchemaUri")


class _NoManagedPolicies:
    """Policies must be written out or taken from SAM's templates: no account is asked for names."""

    def load(self) -> dict[str, str]:
        return {}


def package(template: dict[str, Any]) -> None:
    parts = [resource.get("Properties", {}) for resource in template["Resources"].values()]
    for properties in [*parts, *template.get("Globals", {}).values()]:
        for name in _LOCAL_PATHS:
            if isinstance(properties.get(name), str):
                properties[name] = f"s3://bucket/{name}"


def parameter_values(template: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    """The given values, and lists as CloudFormation hands them over, which is as lists."""
    lists = {
        name: str(given.get(name, parameter["Default"])).split(",")
        for name, parameter in template.get("Parameters", {}).items()
        if "List" in parameter["Type"] and "Default" in parameter
    }
    return {**given, **lists}


def translate(path: Path, given: dict[str, str]) -> dict[str, Any]:
    """Raises InvalidDocumentException with SAM's own message."""
    template = yaml_parse(path.read_text("utf-8"))
    package(template)
    return dict(transform(template, parameter_values(template, given), _NoManagedPolicies()))


def main(path: str) -> int:
    try:
        translated = translate(Path(path), json.loads(sys.stdin.read() or "{}"))
    except InvalidDocumentException as problem:
        print(problem.message, file=sys.stderr)
        return 1
    json.dump(translated, sys.stdout, indent=1, default=str)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
