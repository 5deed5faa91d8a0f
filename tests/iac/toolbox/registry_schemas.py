"""CloudFormation's schemas of the named resource types, as JSON on standard output."""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
import sys

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

REGION = "us-east-1"


def main(names: list[str]) -> None:
    manager = PROVIDER_SCHEMA_MANAGER
    schemas = {name: manager.get_resource_schema(REGION, name).schema for name in names}
    json.dump(schemas, sys.stdout, default=str)


if __name__ == "__main__":
    main(sys.argv[1:])
