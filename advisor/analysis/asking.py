"""Which question comes next where they are asked one at a time."""

from __future__ import annotations

from collections.abc import Collection

from advisor.analysis.analysis import Analysis

FEW = 3
"""Answers brought along, below which it begins with whether any pattern fits."""


def next_to_ask(analysis: Analysis, passed: Collection[str], brought: int) -> str | None:
    """None where nothing is left to ask. `passed` are questions that are not asked again.

    `brought` are the answers given before. With few of them, whether any pattern fits at all is
    asked first; with more, that is asked when the rest could stop, so that what can change the
    result most comes first.
    """
    if analysis.outcomes:
        return None
    found = analysis.next_after(passed)
    unasked = scope_left(analysis, passed)
    if unasked and (brought < FEW or found is None or analysis.pause_after(passed) is not None):
        return unasked[0]
    return found.trait if found else None


def scope_left(analysis: Analysis, passed: Collection[str]) -> tuple[str, ...]:
    """The questions not asked yet that could say that none of the patterns fits."""
    return tuple(trait for trait in analysis.scope if trait not in passed)
