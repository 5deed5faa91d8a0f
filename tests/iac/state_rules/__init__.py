"""What no schema sees: configurations that apply and still fail, or are unsafe, once they run.

The Terraform side of rules/. A rule takes what was made and returns what is wrong, each with the
resource's address first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..applied import Applied
from . import containers, edge, functions, general

StateRule = Callable[[Applied], list[str]]

STATE_RULES: tuple[StateRule, ...] = (
    *containers.RULES,
    *edge.RULES,
    *functions.RULES,
    *general.RULES,
)
