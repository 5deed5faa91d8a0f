"""The recommendation as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.presentation.result import LedgerLine, PatternResult, ResultView, verdict

WIDTH = 96
INDENT = "      "


def report_lines(view: ResultView) -> list[str]:
    """The verdict, then every pattern with its ledger or the limits that rule it out."""
    lines = [verdict(view), ""]
    for pattern in view.patterns:
        lines += [*_pattern(pattern), ""]
    return lines


def _pattern(view: PatternResult) -> Iterator[str]:
    if view.item.excluded:
        yield f"  –  {view.name}: " + _("ruled out")
        for check in view.item.violations:
            yield from _wrapped(check.constraint.reason.in_language(view.language))
        return
    rank = view.item.rank if view.item.rank is not None else "–"
    yield f"{rank:>3}  {view.name}: {view.score}"
    for line in view.lines:
        yield from _ledger_line(line)
    for check in view.conditions:
        yield from _wrapped(
            _("Condition:") + " " + check.constraint.reason.in_language(view.language)
        )


def _ledger_line(line: LedgerLine) -> Iterator[str]:
    source = f"{line.source.title}, {line.source.date}" if line.source else _("our judgement")
    head = f"{line.signed_points:>6}  {line.label}: {line.answer} ({line.importance}). "
    yield from textwrap.wrap(
        f"{head}{line.reason} [{source}]",
        WIDTH,
        initial_indent=" ",
        subsequent_indent=INDENT + "   ",
    )


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
