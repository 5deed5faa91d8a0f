"""What no linter sees: templates that are valid and still fail, or are unsafe, once deployed.

A rule takes a template and returns what is wrong, each with the resource's name first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..template import Template
from . import containers, edge, functions, general, graphql, roles, users

Rule = Callable[[Template], list[str]]

RULES: tuple[Rule, ...] = (
    *containers.RULES,
    *functions.RULES,
    *graphql.RULES,
    *edge.RULES,
    *general.RULES,
    *roles.RULES,
    *users.RULES,
)
