"""That one pattern stands in front of another: in words, wherever both are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from advisor.analysis.layers import front
from advisor.analysis.stacks import Stack
from advisor.presentation.result import PatternResult
from advisor.presentation.words import joined_names, joined_names_or

MOST_ORIGINS = 3
"""Patterns behind one at the edge that a sentence names."""


def stack_sentence(found: Stack, name: Callable[[str], str]) -> str:
    """`name` gives the short name of a slug."""
    names = [name(slug) for slug in found.origins[:MOST_ORIGINS]]
    if found.level:
        text = _("%(edge)s stands in front of %(list)s: it is not one or the other.")
        return text % {"edge": name(found.edge), "list": joined_names(names)}
    text = _("%(edge)s stands in front of an origin: %(list)s can be behind it.")
    return text % {"edge": name(found.edge), "list": joined_names_or(names)}


def beside(view: PatternResult, forward: Sequence[PatternResult]) -> str:
    """That a pattern goes together with those put forward, where the catalog says so."""
    if view.item.excluded:
        return ""
    edges = [leader.short_name for leader in forward if front(leader.pattern, view.pattern)]
    if edges:
        text = _("Can stand behind %(names)s: one does not exclude the other.")
        return text % {"names": joined_names(edges)}
    origins = [leader.short_name for leader in forward if front(view.pattern, leader.pattern)]
    if origins:
        text = _("Can stand in front of %(names)s: one does not exclude the other.")
        return text % {"names": joined_names(origins)}
    return ""
