"""How firm a result is, in words that can be repeated in a design review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from advisor.analysis import Analysis, Verdict
from advisor.analysis.model import Flip, NextQuestion, Other, PairFlip, ScoreRange, WeightFlip
from advisor.analysis.moves import Change
from advisor.catalog.model import Catalog, Pattern
from advisor.presentation.layers import LayersView, layers_view
from advisor.presentation.numbers import plain_points, quantity
from advisor.presentation.questions import OptionView, QuestionView, question_view
from advisor.presentation.result import PatternResult, ResultView, verdict
from advisor.presentation.words import answer_text, importance_word, joined, labelled
from advisor.questionnaire import UNKNOWN, Answers, to_query

SHOWN_FLIPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the five words on the line of firmness."""

    word: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A change that gives another first place, with the link that makes it."""

    change: str
    first: tuple[Pattern, ...]
    first_names: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """What one answer to the next question would do."""

    option: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    question: QuestionView
    leads: tuple[LeadView, ...]
    decides: bool

    @property
    def options(self) -> tuple[tuple[OptionView, str], ...]:
        """Every option with the lead after it."""
        texts = {lead.option: lead.text for lead in self.leads}
        return tuple((option, texts.get(option.id, "")) for option in self.question.options)

    @property
    def number_leads(self) -> tuple[LeadView, ...]:
        return self.leads if self.question.kind == "number" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """Why a pattern is not first, and when to choose it all the same."""

    pattern: Pattern
    name: str
    why: str
    dominated: str
    choose_if: str
    query: str


@dataclass(frozen=True, kw_only=True)
class FirmnessView:
    """Everything said of firmness, worked out when it is shown."""

    catalog: Catalog
    answers: Answers
    analysis: Analysis
    result: ResultView
    language: str

    @property
    def word(self) -> Verdict:
        return self.analysis.verdict

    @property
    def enough(self) -> bool:
        return self.word is not Verdict.NOT_ENOUGH

    @property
    def close(self) -> bool:
        return self.word is Verdict.CLOSE_CALL

    @property
    def steps(self) -> tuple[Step, ...]:
        order = (
            Verdict.NOT_ENOUGH,
            Verdict.CLOSE_CALL,
            Verdict.LEANING,
            Verdict.LIKELY,
            Verdict.CLEAR,
        )
        return tuple(Step(word=verdict_word(word), current=word is self.word) for word in order)

    @cached_property
    def sentence(self) -> str:
        """The verdict: one sentence that contains the doubt."""
        if self.analysis.outcomes:
            title = self.analysis.outcomes[0].title.in_language(self.language)
            return _("None of these patterns: %(title)s.") % {"title": title}
        feasible = self.result.feasible
        if not feasible or not self.result.claimed or len(feasible) == 1:
            return verdict(self.result)
        return _SENTENCES[self.word](self)

    @property
    def leaders(self) -> tuple[PatternResult, ...]:
        """The patterns that stand side by side in a close call."""
        return self.result.first if len(self.result.first) > 1 else self.result.feasible[:2]

    @property
    def stability(self) -> str:
        found = self.analysis.stability
        return f"{floor(found.value * 100) / 100:.2f}" if found else ""

    @property
    def fewest_changes(self) -> int | None:
        """The smallest number of changed answers that turns first place."""
        if self.analysis.flips:
            return 1
        radii = self.analysis.radii
        return max(2, min(radius.changes for radius in radii)) if radii else None

    @property
    def turning(self) -> int:
        """How many of the answers given could turn the result by themselves."""
        return len({flip.trait for flip in self.analysis.flips if flip.given})

    @cached_property
    def flips(self) -> tuple[TurnView, ...]:
        given_first = sorted(self.analysis.flips, key=lambda flip: not flip.given)
        return tuple(self._turn(self.flip_text(flip), flip) for flip in given_first)

    @property
    def nearest_flips(self) -> tuple[TurnView, ...]:
        return self.flips[:SHOWN_FLIPS]

    @property
    def further_flips(self) -> tuple[TurnView, ...]:
        return self.flips[SHOWN_FLIPS:]

    @property
    def pair_count(self) -> int:
        return self.analysis.pair_count

    @property
    def pairs(self) -> tuple[TurnView, ...]:
        return tuple(
            self._turn(self._pair_text(pair), pair) for pair in self.analysis.nearest_pairs
        )

    @property
    def weight_flips(self) -> tuple[TurnView, ...]:
        return tuple(
            self._turn(self._weight_text(flip), flip) for flip in self.analysis.weight_flips
        )

    @property
    def settled(self) -> str:
        """That nothing left can change the result, where that is so."""
        found = self.analysis.settled
        if found is None or not self.result.recommendation.unanswered:
            return ""
        if found.for_good:
            return _("You can stop here: nothing left can change this.")
        labels = joined([self._label(trait) for trait in found.unless[:3]])
        return _("No points left can change this; only a limit could: %(labels)s.") % {
            "labels": labels
        }

    @cached_property
    def next(self) -> NextView | None:
        found = self.analysis.next_question
        if found is None:
            return None
        question = self.catalog.questionnaire.by_id[found.trait]
        view = question_view(self.catalog, question, self.answers, self.language)
        return NextView(
            question=view,
            leads=tuple(self._leads(found)),
            decides=found.can_change_first_place,
        )

    @property
    def shares(self) -> tuple[tuple[PatternResult, int], ...]:
        """Percent of plausible weightings in which each pattern comes first."""
        sampled = self.analysis.sampled_shares
        views = (
            (view, round(sampled.get(view.pattern.slug, 0) * 100)) for view in self.result.feasible
        )
        return tuple(views)

    @cached_property
    def others(self) -> tuple[OtherView, ...]:
        return tuple(self._other(other) for other in self.analysis.others)

    @property
    def layers(self) -> tuple[LayersView, ...]:
        return layers_view(self.catalog, self.analysis, self.language) if self.enough else ()

    def range_of(self, slug: str) -> ScoreRange | None:
        return next((entry for entry in self.analysis.ranges if entry.pattern == slug), None)

    def name(self, slug: str) -> str:
        return self.result.of(slug).short_name

    # --- words

    def flip_text(self, flip: Flip) -> str:
        label, option = self._label(flip.trait), self._option(flip.trait, flip.option)
        question = self.catalog.questionnaire.by_id[flip.trait]
        if flip.change is Change.FORGET or flip.option == UNKNOWN:
            return _("%(label)s left open") % {"label": label}
        if flip.change is Change.ADD:
            return _("%(label)s also includes “%(option)s”") % {"label": label, "option": option}
        if flip.change is Change.REMOVE:
            return _("%(label)s without “%(option)s”") % {"label": label, "option": option}
        if not flip.given:
            return labelled(label, option)
        now = answer_text(question, self.answers.get(flip.trait), self.language)
        words = {"label": label, "option": option, "now": now}
        return _("%(label)s: “%(option)s” instead of “%(now)s”") % words

    def _pair_text(self, pair: PairFlip) -> str:
        return joined([self.flip_text(change) for change in pair.changes])

    def _weight_text(self, flip: WeightFlip) -> str:
        words = {
            "label": self._label(flip.trait),
            "level": importance_word(flip.importance),
            "now": importance_word(self.answers.importance(flip.trait)),
        }
        return _("%(label)s: importance %(level)s instead of %(now)s") % words

    def _turn(self, change: str, flip: Flip | PairFlip | WeightFlip) -> TurnView:
        first = tuple(self.result.of(slug).pattern for slug in flip.first)
        names = joined([self.name(slug) for slug in flip.first]) or _("no recommendation")
        return TurnView(change=change, first=first, first_names=names, query=to_query(flip.answers))

    def _leads(self, found: NextQuestion) -> Sequence[LeadView]:
        for lead in found.leads:
            names = joined([self.name(slug) for slug in lead.first]) or "–"
            points = "" if lead.points is None else plain_points(lead.points)
            words = {"names": names, "points": points}
            text = (
                _("%(names)s by %(points)s") % words if len(lead.first) == 1 and points else names
            )
            yield LeadView(option=lead.option, text=text)

    def _other(self, other: Other) -> OtherView:
        view = self.result.of(other.pattern)
        losses = [
            _("%(label)s (%(points)s)")
            % {"label": self._label(loss.trait), "points": plain_points(-abs(loss.points))}
            for loss in other.losses
        ]
        limits = [
            check.constraint.reason.in_language(self.language) for check in view.item.violations[:1]
        ]
        why = limits[0] if limits else ""
        if not limits and losses:
            why = _("Loses most on %(list)s.") % {"list": joined(losses)}
        better = other.dominated_by
        dominated = (
            _("%(name)s is at least as good on every answer.")
            % {"name": joined([self.name(slug) for slug in better])}
            if better
            else ""
        )
        text, query = self._choose_if(other.choose_if)
        return OtherView(
            pattern=view.pattern,
            name=view.short_name,
            why=why,
            dominated=dominated,
            choose_if=text,
            query=query,
        )

    def _choose_if(self, flip: Flip | PairFlip | WeightFlip | None) -> tuple[str, str]:
        match flip:
            case None:
                return "", ""
            case Flip():
                text = self.flip_text(flip)
            case PairFlip():
                text = self._pair_text(flip)
            case WeightFlip():
                text = self._weight_text(flip)
        return _("Choose it if: %(change)s.") % {"change": text}, to_query(flip.answers)

    def _label(self, trait: str) -> str:
        return self.catalog.questionnaire.by_id[trait].label.in_language(self.language)

    def _option(self, trait: str, option: str) -> str:
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


def verdict_word(word: Verdict) -> str:
    return {
        Verdict.NOT_ENOUGH: pgettext("verdict", "not enough yet"),
        Verdict.CLOSE_CALL: pgettext("verdict", "close call"),
        Verdict.LEANING: pgettext("verdict", "leaning"),
        Verdict.LIKELY: pgettext("verdict", "likely"),
        Verdict.CLEAR: pgettext("verdict", "clear"),
    }[word]


def _not_enough(view: FirmnessView) -> str:
    count = len(view.result.recommendation.answered)
    text = ngettext(
        "%(count)d answer is too few to rank by.",
        "%(count)d answers are too few to rank by.",
        count,
    )
    return text % {"count": count}


def _close(view: FirmnessView) -> str:
    words = {"list": joined([leader.short_name for leader in view.leaders])}
    if len(view.leaders) > 2:
        return _("%(list)s are too close to call.") % words
    if view.next is not None and view.next.decides:
        return _("%(list)s are too close to call. One question would decide.") % words
    return _("%(list)s are too close to call.") % words


def _leaning(view: FirmnessView) -> str:
    words = {"name": view.result.first[0].short_name, "count": view.turning}
    if not view.turning:
        return _("%(name)s fits best so far, but what is still open could turn it.") % words
    text = ngettext(
        "%(name)s fits best so far, but %(count)d of your answers could still turn it.",
        "%(name)s fits best so far, but %(count)d of your answers could still turn it.",
        view.turning,
    )
    return text % words


def _likely(view: FirmnessView) -> str:
    words = {"name": view.result.first[0].short_name, "count": view.turning}
    if not view.turning:
        return _("%(name)s fits best; no single answer you gave would turn that.") % words
    text = ngettext(
        "%(name)s fits best; %(count)d of your answers would turn that.",
        "%(name)s fits best; %(count)d of your answers would turn that.",
        view.turning,
    )
    return text % words


def _clear(view: FirmnessView) -> str:
    words = {"name": view.result.first[0].short_name, "count": view.turning}
    if not view.analysis.flips:
        return _("%(name)s fits, and no single answer would change that.") % words
    if not view.turning:
        return _("%(name)s fits, and no single answer you gave would change that.") % words
    text = ngettext(
        "%(name)s fits clearly; of your answers only %(count)d could change that.",
        "%(name)s fits clearly; of your answers only %(count)d could change that.",
        view.turning,
    )
    return text % words


_SENTENCES: dict[Verdict, Callable[[FirmnessView], str]] = {
    Verdict.NOT_ENOUGH: _not_enough,
    Verdict.CLOSE_CALL: _close,
    Verdict.LEANING: _leaning,
    Verdict.LIKELY: _likely,
    Verdict.CLEAR: _clear,
}
