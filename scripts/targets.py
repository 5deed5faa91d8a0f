"""Explains the Makefile: every target has its explanation on its own line, after two hashes."""

from __future__ import annotations

import re
from typing import Final

_TARGET: Final = re.compile(r"^(?P<name>[a-z][a-z-]*):[^=#]*(?:## (?P<text>.+))?$", re.MULTILINE)


def targets(makefile: str) -> dict[str, str]:
    """Explanations by target, in the Makefile's order; empty for a target without one."""
    return {found["name"]: found["text"] or "" for found in _TARGET.finditer(makefile)}


def explain(makefile: str) -> str:
    lines = [f"  make {name:<12}{text}" for name, text in targets(makefile).items()]
    return "\n".join(["Pattern Advisor. What make can do here:", *lines])
