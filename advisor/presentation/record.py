"""A decision record in Markdown, after MADR 4 or after Michael Nygard.

MADR: https://adr.github.io/madr/ (4.0.0). Nygard: "Documenting Architecture Decisions", 2011,
https://www.cognitect.com/blog/2011/11/15/documenting-architecture-decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from advisor.catalog.model import Pattern
from advisor.presentation.citations import counted_prices, limit_words, origin_link
from advisor.presentation.firmness import FirmnessView
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.markdown import bare, bullets, code, plain
from advisor.presentation.record_form import Numbering, RecordStyle
from advisor.presentation.result import PatternResult, verdict
from advisor.presentation.summary import AnswerRow, CheckGroup, CheckView, SummaryView
from advisor.presentation.verdicts import verdict_word
from advisor.presentation.words import joined_names, sentences

MOST_DRIVERS: Final = 6
MOST_CHANGES: Final = 8
CHANGES_ANCHOR: Final = "#what-changes"
"""Where the page lists all of them."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything one record says. `link` is absolute, `region` that of the prices.

    Without a `day` it has no date, and is the same on any day. `bundle` is the pattern whose
    bundle it goes with; none where it stands by itself.
    """

    firmness: FirmnessView
    summary: SummaryView
    link: str
    project: str
    day: date | None
    region: str
    bundle: Pattern | None = None

    def text(self, style: RecordStyle) -> str:
        parts = self._madr() if style is RecordStyle.MADR else self._nygard()
        return "\n\n".join(part for part in parts if part) + "\n"

    def file_name(self, numbering: Numbering) -> str:
        """`0001-…md` or `20261128-…md`; the number is for whoever files it to change."""
        lead = f"{self.day:%Y%m%d}" if numbering is Numbering.DATE and self.day else "0001"
        slugs = [view.pattern.slug for view in self._chosen] or ["undecided"]
        return f"{lead}-deliver-content-with-{'-or-'.join(slugs)}.md"

    # --- the two styles

    def _madr(self) -> Iterator[str]:
        dated = f"\ndate: {self.day.isoformat()}" if self.day else ""
        yield f"---\nstatus: proposed{dated}\n---"
        yield f"# {self.title}"
        yield _heading(2, _("Context and Problem Statement"))
        yield from self._context()
        yield _heading(2, _("Decision Drivers"))
        yield bullets(map(_answer, self._drivers))
        yield _heading(2, _("Considered Options"))
        yield bullets(map(self._option, self._patterns))
        yield _heading(2, _("Decision Outcome"))
        yield from self._outcome()
        yield _heading(3, _("Consequences"))
        yield bullets(self._consequences())
        yield _heading(3, _("Confirmation"))
        yield self._trigger
        yield _heading(2, _("Pros and Cons of the Options"))
        yield self._rounding
        for view in self._patterns:
            yield f"### {plain(view.short_name)}"
            yield self._standing(view)
            yield bullets(self._arguments(view))
        yield _heading(2, _("More Information"))
        yield from self._changes()
        yield bullets(self._origin())

    def _nygard(self) -> Iterator[str]:
        yield f"# {self.title}"
        yield _("Date: %(date)s") % {"date": self.day.isoformat()} if self.day else ""
        yield _heading(2, pgettext("record", "Status"))
        yield pgettext("record", "Proposed")
        yield _heading(2, pgettext("record", "Context"))
        yield from self._context()
        yield bullets(map(self._option, self._patterns))
        yield _heading(2, pgettext("record", "Decision"))
        yield from self._outcome()
        yield _heading(2, _("Consequences"))
        yield bullets(self._consequences())
        yield self._rounding
        yield self._trigger
        yield from self._changes()
        yield bullets(self._origin())

    # --- its parts

    @property
    def title(self) -> str:
        names = joined_names([plain(view.short_name) for view in self._chosen])
        subject = plain(self._subject)
        words = {"subject": subject[:1].upper() + subject[1:], "names": names}
        return _("%(subject)s: %(names)s") % words if names else _("%(subject)s: open") % words

    @property
    def _subject(self) -> str:
        return self.firmness.catalog.subject.in_language(self.firmness.language)

    @property
    def _patterns(self) -> tuple[PatternResult, ...]:
        return self.firmness.result.patterns

    @cached_property
    def _chosen(self) -> tuple[PatternResult, ...]:
        """One pattern where it is put forward, the level ones in a close call, else none."""
        firmness = self.firmness
        if firmness.analysis.outcomes or not firmness.result.claimed:
            return ()
        if firmness.close:
            return firmness.leaders
        return firmness.result.first

    @property
    def _verdict(self) -> str:
        outcomes = self.firmness.analysis.outcomes
        if outcomes:
            return outcomes[0].reason.in_language(self.firmness.language)
        result = self.firmness.result
        return self.firmness.sentence if result.claimed else verdict(result)

    @property
    def _drivers(self) -> Sequence[AnswerRow]:
        """The answers that made most of the difference, or the first where none did."""
        rows = {row.id: row for row in self.summary.answered}
        lines = [line for view in self._chosen or self._patterns[:1] for line in view.lines]
        lines.sort(key=lambda line: -abs(line.exact))
        moving = dict.fromkeys(line.trait for line in lines)
        found = [rows[trait] for trait in moving if trait in rows]
        return (found or list(self.summary.answered))[:MOST_DRIVERS]

    def _context(self) -> Iterator[str]:
        words = {
            "count": len(self._patterns),
            "subject": plain(self._subject),
            "project": code(self.project),
        }
        if self.project:
            yield _("Which of these %(count)d %(subject)s fits %(project)s?") % words
        else:
            yield _("Which of these %(count)d %(subject)s fits these answers?") % words
        yield _("What was answered:")
        yield bullets(map(_answer, self.summary.answered)) or _("Nothing yet.")

    def _option(self, view: PatternResult) -> str:
        name = plain(view.short_name)
        if not view.item.excluded:
            return _("%(name)s: %(score)s points") % {"name": name, "score": view.score}
        return _("%(name)s: ruled out") % {"name": name}

    def _outcome(self) -> Iterator[str]:
        names = joined_names(
            [_("“%(name)s”") % {"name": plain(view.short_name)} for view in self._chosen]
        )
        words = {"names": names, "verdict": plain(self._verdict)}
        if not self._chosen:
            yield _("No option is chosen yet. %(verdict)s") % words
        elif len(self._chosen) > 1:
            yield _("The choice between %(names)s is still open. %(verdict)s") % words
        else:
            yield _("Chosen option: %(names)s. %(verdict)s") % words
        yield sentences(self._firmness())
        if self._chosen:
            yield plain(sentences(self.firmness.stacks))
        if self.bundle and self.bundle.slug not in {view.pattern.slug for view in self._chosen}:
            named = {"name": plain(self.bundle.short_name.in_language(self.firmness.language))}
            yield _("The bundle beside this record is of another option: %(name)s.") % named

    def _firmness(self) -> Iterator[str]:
        view = self.firmness
        if not self._chosen:
            return
        yield _("Firmness: %(word)s.") % {"word": verdict_word(view.word)}
        if view.result.lead is not None and view.enough:
            text = _("Lead over the next: %(lead)s points.")
            if view.close:
                text = _("Points between them: %(lead)s.")
            yield text % {"lead": view.result.lead}
        if view.enough and view.stability:
            yield _("Stability: %(value)s of 1.") % {"value": view.stability}

    def _consequences(self) -> Iterator[str]:
        for view in self._chosen:
            lead = f"{plain(view.short_name)}: " if len(self._chosen) > 1 else ""
            yield from (lead + text for text in self._lines(view.lines[:4]))
            for check in _checks(self.summary.conditions, view):
                yield lead + _("To see to: %(text)s") % {"text": limit_words(check)}
            for check in _checks(self.summary.near, view):
                yield lead + _("Near a limit: %(text)s") % {"text": limit_words(check)}
        if not self._chosen:
            yield _("None, as nothing is decided.")

    def _standing(self, view: PatternResult) -> str:
        if view.item.excluded:
            return _("Ruled out by a limit; without it %(score)s points.") % {"score": view.score}
        words = {"score": view.score, "gained": view.gained_text, "lost": view.lost_text}
        return _("%(score)s points: 50, %(gained)s for, %(lost)s against.") % words

    def _arguments(self, view: PatternResult) -> Iterator[str]:
        for check in _checks(self.summary.exclusions, view):
            yield _("Bad, because: %(reason)s") % {"reason": limit_words(check)}
        yield from self._lines([line for line in view.lines if line.points >= 0])
        if view.silent:
            labels = plain(pgettext("list", ", ").join(view.silent))
            yield _("Neutral, because it makes no difference to: %(labels)s") % {"labels": labels}
        yield from self._lines([line for line in view.lines if line.points < 0])
        for check in _checks((*self.summary.conditions, *self.summary.near), view):
            yield _("Neutral, because: %(reason)s") % {"reason": limit_words(check)}

    def _lines(self, lines: Sequence[LedgerLine]) -> Iterator[str]:
        for line in lines:
            words = {
                "label": plain(line.label),
                "reason": plain(line.reason),
                "points": line.signed_points,
                "source": origin_link(line, self._today),
            }
            if line.points > 0:
                yield _("Good, because: %(reason)s (%(label)s %(points)s; %(source)s)") % words
            elif line.points < 0:
                yield _("Bad, because: %(reason)s (%(label)s %(points)s; %(source)s)") % words
            else:
                yield _("Neutral, because: %(reason)s (%(label)s; %(source)s)") % words

    @property
    def _rounding(self) -> str:
        return _("Points are rounded so that they add up: equal ones can differ in the last digit.")

    @property
    def _trigger(self) -> str:
        return _(
            "Look at this decision again when one of the answers below is no longer true, when a "
            "limit named here is raised, or when the catalog has a newer version: the link opens "
            "the same answers and shows what has moved."
        )

    def _changes(self) -> Iterator[str]:
        yield _("What would change this decision:")
        answers, weights = self.firmness.flips, self.firmness.weight_flips
        told = answers[: MOST_CHANGES - len(weights[:1])]
        told += weights[: MOST_CHANGES - len(told)]
        texts = [
            _("%(change)s; then in front: %(names)s")
            % {"change": plain(turn.change), "names": plain(turn.first_names)}
            for turn in told
        ]
        if more := len(answers) + len(weights) - len(told):
            words = {"count": more, "link": bare(f"{self.link}{CHANGES_ANCHOR}")}
            texts.append(_("And %(count)d more: %(link)s") % words)
        yield bullets(texts) or _("No single answer.")
        yield _("Where it comes from:")

    def _origin(self) -> Iterator[str]:
        yield _("Link with every answer: %(link)s") % {"link": bare(self.link)}
        yield _("Catalog version: %(version)s") % {"version": self.firmness.catalog.version}
        lines = [line for view in self._patterns for line in view.lines]
        yield from filter(None, [counted_prices(lines, self.region, self._today)])
        if self.firmness.cost_note:
            yield self.firmness.cost_note

    @property
    def _today(self) -> date:
        """What the age of prices is told by; without a day, when the catalog was reviewed."""
        return self.day or self.firmness.catalog.reviewed_on


def _heading(level: int, words: str) -> str:
    return f"{'#' * level} {words}"


def _answer(row: AnswerRow) -> str:
    words = {"label": plain(row.label), "answer": plain(row.text), "level": row.importance}
    if row.importance:
        return _("%(label)s: %(answer)s (importance %(level)s)") % words
    return _("%(label)s: %(answer)s") % words


def _checks(groups: Sequence[CheckGroup], view: PatternResult) -> Iterator[CheckView]:
    checks = (check for group in groups for check in group.checks)
    return (check for check in checks if check.pattern.slug == view.pattern.slug)
