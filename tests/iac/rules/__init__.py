"""What no linter sees: templates that are valid and still fail, or are unsafe, once deployed.

A rule takes a template and returns what is wrong, each with the resource's name first.
"""

from __future__ import annotations

from collections.abc import Callable

from ..template import Template
from . import (
    alarms,
    balancing,
    calls,
    containers,
    contracts,
    delivery,
    edge,
    functions,
    general,
    graphql,
    language,
    network,
    protection,
    roles,
    users,
)

Rule = Callable[[Template], list[str]]

RULES: tuple[Rule, ...] = (
    *alarms.RULES,
    *balancing.RULES,
    *calls.RULES,
    *containers.RULES,
    *contracts.RULES,
    *delivery.RULES,
    *functions.RULES,
    *graphql.RULES,
    *language.RULES,
    *edge.RULES,
    *general.RULES,
    *network.RULES,
    *protection.RULES,
    *roles.RULES,
    *users.RULES,
)
