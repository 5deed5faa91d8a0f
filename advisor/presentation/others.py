"""Why a pattern is not first, and what would make it so, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.analysis.model import Flip, Other, PairFlip, WeightFlip
from advisor.analysis.others import rules_out
from advisor.presentation.changes import ChangeWords
from advisor.presentation.firmness_parts import OtherView
from advisor.presentation.links import link_query
from advisor.presentation.numbers import signed
from advisor.presentation.result import PatternResult, ResultView
from advisor.presentation.stacks import beside
from advisor.presentation.words import joined, joined_names
from advisor.questionnaire.link import Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """`forward` are the patterns put forward; `fewest` has by pattern the questions of the fewest
    changes that make it level."""

    result: ResultView
    forward: tuple[PatternResult, ...]
    fewest: Mapping[str, Sequence[str]]
    words: ChangeWords
    kept: Pairs

    def of(self, other: Other, first: str) -> OtherView:
        """`first` is the pattern in front whose points its own are held against, "" for none."""
        view = self.result.of(other.pattern)
        losses = [self._loss(view, self.result.of(first), loss.trait) for loss in other.losses]
        limits = [
            check.constraint.reason.in_language(view.language) for check in view.item.violations[:1]
        ]
        why = limits[0] if limits else ""
        if not limits and losses:
            why = _("Loses most on %(list)s.") % {"list": joined(losses)}
        better = other.dominated_by
        dominated = (
            ngettext(
                "%(name)s is at least as good on every answer: no importance puts this one first.",
                "%(name)s are at least as good on every answer: no importance puts this one first.",
                len(better),
            )
            % {"name": joined_names([self.result.of(slug).short_name for slug in better])}
            if better
            else ""
        )
        text, query = self._choose_if(other.choose_if)
        return OtherView(
            pattern=view.pattern,
            name=view.short_name,
            why=why,
            dominated=dominated,
            beside=beside(view, self.forward),
            choose_if=text,
            level="" if text or limits or dominated else self._level(other.pattern),
            query=query,
        )

    def _level(self, pattern: str) -> str:
        traits = self.fewest.get(pattern)
        if not traits:
            return ""
        labels = joined([self.words.label(trait) for trait in traits])
        return _("It takes other answers on %(labels)s to draw level.") % {"labels": labels}

    def _loss(self, view: PatternResult, first: PatternResult, trait: str) -> str:
        """A question with the difference of the points that both ledgers print."""
        label = self.words.label(trait)
        points = view.points_on(trait) - first.points_on(trait)
        if points >= 0:
            return label
        return _("%(label)s (%(points)s)") % {"label": label, "points": signed(points)}

    def _choose_if(self, flip: Flip | PairFlip | WeightFlip | None) -> tuple[str, str]:
        if flip is None:
            return "", ""
        text = self.words.of(flip)
        sentence = (
            _("Only if the others are ruled out: %(change)s.")
            if rules_out(flip)
            else _("Choose it if: %(change)s.")
        )
        return sentence % {"change": text}, link_query(self.kept, flip.answers)
