"""A change of answers in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from advisor.analysis.cells import Bound, Side
from advisor.analysis.model import Flip, PairFlip, WeightFlip
from advisor.analysis.moves import Change
from advisor.catalog.model import Catalog
from advisor.presentation.numbers import quantity
from advisor.presentation.words import answer_text, importance_word, joined_changes, labelled
from advisor.questionnaire import UNKNOWN, Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """Says changes of `answers` in one language."""

    catalog: Catalog
    answers: Answers
    language: str

    def of(self, change: Flip | PairFlip | WeightFlip) -> str:
        match change:
            case Flip():
                return self._flip(change)
            case PairFlip():
                return joined_changes([self._flip(one) for one in change.changes])
            case WeightFlip():
                return self._weight(change)

    def _flip(self, flip: Flip) -> str:
        label, option = self.label(flip.trait), self.option(flip.trait, flip.option)
        question = self.catalog.questionnaire.by_id[flip.trait]
        if flip.change is Change.FORGET or flip.option == UNKNOWN:
            return _("%(label)s left open") % {"label": label}
        if flip.change is Change.ADD:
            return _("%(label)s also includes “%(option)s”") % {"label": label, "option": option}
        if flip.change is Change.REMOVE:
            return _("%(label)s without “%(option)s”") % {"label": label, "option": option}
        if flip.bound is not None:
            option = self._bounded(flip.trait, flip.bound)
        if not flip.given:
            return labelled(label, option)
        now = answer_text(question, self.answers.get(flip.trait), self.language)
        words = {"label": label, "option": option, "now": now}
        if flip.bound is not None:
            return _("%(label)s: %(option)s instead of %(now)s") % words
        return _("%(label)s: “%(option)s” instead of “%(now)s”") % words

    def _bounded(self, trait: str, bound: Bound) -> str:
        """What has to hold of a number: on which side of which one, or between which, it lies.

        An end so high that nobody is likely to mean it is not said.
        """
        question = self.catalog.questionnaire.by_id[trait]
        unit, plausible = question.unit, question.plausible
        if bound.other is not None and (plausible is None or bound.other.number < plausible):
            return self._between(bound, bound.other, unit)
        if bound.side is Side.MORE_THAN and not bound.number:
            return _("any at all")
        return self._end(bound, unit)

    def _between(self, one: Bound, other: Bound, unit: str | None) -> str:
        low, high = sorted((one, other), key=lambda end: end.number)
        if (low.side, high.side) == (Side.AT_LEAST, Side.AT_MOST):
            first = quantity(low.number, None, self.language)
            last = quantity(high.number, unit, self.language)
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        words = {"low": self._end(low, unit), "high": self._end(high, unit)}
        return _("%(low)s and %(high)s") % words

    def _end(self, bound: Bound, unit: str | None) -> str:
        number = quantity(bound.number, unit, self.language)
        if bound.side is Side.AT_MOST and not bound.number:
            return number
        return {
            Side.MORE_THAN: _("more than %(number)s"),
            Side.AT_LEAST: _("%(number)s or more"),
            Side.LESS_THAN: _("less than %(number)s"),
            Side.AT_MOST: _("at most %(number)s"),
            Side.ABOUT: _("for example %(number)s"),
        }[bound.side] % {"number": number}

    def _weight(self, flip: WeightFlip) -> str:
        words = {
            "label": self.label(flip.trait),
            "level": importance_word(flip.importance),
            "now": importance_word(self.answers.importance(flip.trait)),
        }
        return _("%(label)s: importance %(level)s instead of %(now)s") % words

    def label(self, trait: str) -> str:
        return self.catalog.questionnaire.by_id[trait].label.in_language(self.language)

    def option(self, trait: str, option: str) -> str:
        question = self.catalog.questionnaire.by_id[trait]
        found = question.option(option)
        if found is not None:
            return found.text.in_language(self.language)
        try:
            number = Decimal(option)
        except ArithmeticError:
            return option
        band, own = question.band_for(number), self.answers.get(trait)
        here = question.band_for(own.number) if own and own.number is not None else None
        if band is not None and band is not here:
            return band.text.in_language(self.language)
        return quantity(number, question.unit, self.language)
