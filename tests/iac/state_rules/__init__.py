"""What no schema sees: configurations that apply and still fail, or are unsafe, once they run.

The Terraform side of rules/. A rule takes what was made and returns what is wrong, each with the
resource's address first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..applied import Applied
from . import alarms, containers, edge, functions, general, graphql, users

StateRule = Callable[[Applied], list[str]]

STATE_RULES: tuple[StateRule, ...] = (
    *alarms.RULES,
    *containers.RULES,
    *edge.RULES,
    *functions.RULES,
    *general.RULES,
    *graphql.RULES,
    *users.RULES,
)
DEFAULT_RULES: tuple[StateRule, ...] = (
    *edge.DEFAULT_RULES,
    *functions.DEFAULT_RULES,
    *general.DEFAULT_RULES,
    *users.DEFAULT_RULES,
)
"""What holds as long as nobody asks for something else: with the parameters' defaults."""
