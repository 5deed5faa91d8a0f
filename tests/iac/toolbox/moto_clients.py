"""Clients of the services, each made once: making one takes longer than most calls."""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

from functools import cache
from typing import Any

import boto3


@cache
def client(service: str, region: str) -> Any:
    return boto3.client(service, region_name=region)
