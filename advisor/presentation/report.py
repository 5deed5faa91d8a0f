"""The recommendation as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.presentation.firmness import FirmnessView
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.result import PatternResult

WIDTH = 96
INDENT = "      "


def report_lines(firmness: FirmnessView) -> list[str]:
    """The verdict, then every pattern with its ledger or its limits, then what would change it."""
    word = next(step.word for step in firmness.steps if step.current)
    lines = [firmness.sentence, _("Firmness: %(word)s") % {"word": word}, ""]
    for pattern in firmness.result.patterns:
        lines += [*_pattern(pattern), ""]
    return [*lines, *_turns(firmness)]


def _turns(firmness: FirmnessView) -> Iterator[str]:
    if firmness.settled:
        yield firmness.settled
    if firmness.flips:
        yield _("What would change it:")
        for turn in firmness.flips:
            yield from _wrapped(f"{turn.change}: {turn.first_names}")
    if firmness.next is not None:
        yield _("Next best question: %(text)s") % {"text": firmness.next.question.text}


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
