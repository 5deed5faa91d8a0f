"""The panel beside the questions: who leads, what the last answer did, what could still turn it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice import Advice
from advisor.presentation import figures
from advisor.presentation.firmness import FirmnessView
from advisor.presentation.numbers import signed
from advisor.presentation.result import PatternResult, ResultView, result_view
from advisor.presentation.words import (
    answer_text,
    importance_word,
    joined,
    joined_names,
    labelled,
    sentences,
)
from advisor.questionnaire.answers import Answers

SHOWN_TURNING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """A pattern with its score, and how far the last answer moved it."""

    view: PatternResult
    change: str
    mini: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A question by its short name."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class PanelView:
    """`before` is what the reader saw last, where that is known."""

    firmness: FirmnessView
    before: Advice | None = None

    @property
    def result(self) -> ResultView:
        return self.firmness.result

    @cached_property
    def _old(self) -> ResultView | None:
        if self.before is None or self.before.answers == self.firmness.answers:
            return None
        recommendation = self.before.recommendation
        language = self.firmness.language
        return result_view(self.before.catalog, self.before.answers, recommendation, language)

    @cached_property
    def rows(self) -> tuple[PanelRow, ...]:
        return tuple(map(self._row, self.result.patterns))

    def _row(self, view: PatternResult) -> PanelRow:
        old = self._old.of(view.pattern.slug) if self._old else None
        moved = old is not None and old.score != view.score and not old.item.excluded
        change = view.score - old.score if old is not None and moved else Decimal(0)
        return PanelRow(
            view=view,
            change=signed(change) if change else "",
            mini=figures.mini_line(
                view.item, self.result.scale, old.item.score if old is not None and moved else None
            ),
        )

    @cached_property
    def last_answer(self) -> str:
        """The answer that was given, changed or taken back, in words."""
        if self._old is None or self.before is None:
            return ""
        was, now = self.before.answers, self.firmness.answers
        questions = self.firmness.catalog.questionnaire.questions
        changed = [question for question in questions if _differs(was, now, question.id)]
        if len(changed) != 1:
            return ""
        [question] = changed
        language = self.firmness.language
        label = question.label.in_language(language)
        if was.get(question.id) == now.get(question.id):
            level = importance_word(now.importance(question.id))
            return _("%(label)s, importance %(level)s") % {"label": label, "level": level}
        return labelled(label, answer_text(question, now.get(question.id), language))

    @cached_property
    def effect(self) -> str:
        """What the last answer did to first place."""
        old, new = self._old, self.result
        if old is None or not self.last_answer:
            return ""
        out = [view for view in new.excluded if not old.of(view.pattern.slug).item.excluded]
        if out:
            return _("It rules out %(list)s.") % {"list": joined_names(_names(out))}
        if _names(old.first) != _names(new.first):
            return _new_lead(new)
        return _lead_moved(old, new)

    @property
    def announcement(self) -> str:
        """For a screen reader, after an answer."""
        return sentences((self.effect, self.firmness.sentence))

    @cached_property
    def _turning(self) -> tuple[str, ...]:
        if not self.firmness.enough or self.firmness.close or len(self.result.feasible) < 2:
            return ()
        flips = self.firmness.analysis.flips
        return tuple(dict.fromkeys(flip.trait for flip in flips if flip.given))

    @property
    def turning_title(self) -> str:
        """Says how many; empty where none of the answers given could turn the result."""
        count = len(self._turning)
        if not count:
            return ""
        text = ngettext(
            "%(count)d answer could still turn it",
            "%(count)d answers could still turn it",
            count,
        )
        return text % {"count": count}

    @property
    def turning(self) -> tuple[Named, ...]:
        return tuple(map(self._named, self._turning[:SHOWN_TURNING]))

    @property
    def more_turning(self) -> int:
        return len(self._turning[SHOWN_TURNING:])

    @cached_property
    def next(self) -> Named | None:
        """The open question that is most worth answering."""
        found = self.firmness.analysis.next_question
        return self._named(found.trait) if found else None

    def _named(self, trait: str) -> Named:
        question = self.firmness.catalog.questionnaire.by_id[trait]
        return Named(id=trait, label=question.label.in_language(self.firmness.language))


def _differs(was: Answers, now: Answers, trait: str) -> bool:
    same = was.get(trait) == now.get(trait)
    return not same or was.importance(trait) is not now.importance(trait)


def _names(views: tuple[PatternResult, ...] | list[PatternResult]) -> list[str]:
    return [view.short_name for view in views]


def _exact_lead(result: ResultView) -> Fraction:
    """What `lead` is before rounding, where there is one."""
    first, second = (view.item.score for view in result.feasible[:2])
    return first - second


def _lead_moved(old: ResultView, new: ResultView) -> str:
    """Where first place stays. A lead that only rounding moves has not moved."""
    if old.lead is not None and new.lead is not None:
        words: Mapping[str, object] = {"before": old.lead, "now": new.lead}
        grown = _exact_lead(new) - _exact_lead(old)
        if grown > 0 and new.lead > old.lead:
            return _("The lead grew from %(before)s to %(now)s.") % words
        if grown < 0 and new.lead < old.lead:
            return _("The lead shrank from %(before)s to %(now)s.") % words
    return _("The order stays as it was.")


def _new_lead(result: ResultView) -> str:
    names = _names(result.first)
    if not names:
        return _("Nothing tells the patterns apart any more.")
    if len(names) == 1:
        return _("%(name)s leads now.") % {"name": names[0]}
    return _("%(list)s are level now.") % {"list": joined(names)}
