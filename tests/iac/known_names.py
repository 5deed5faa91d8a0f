"""The table known_names.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def known_names() -> dict[str, Any]:
    text = Path(__file__).with_name("known_names.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def days_supported(runtime: str) -> int | None:
    """Days from the table's date to the runtime's deprecation; None for an unknown runtime."""
    end = known_names()["runtime_deprecation"].get(runtime)
    if end is None:
        return None
    return (date.fromisoformat(end) - date.fromisoformat(known_names()["checked_on"])).days
