"""How firm a result is, in words that can be repeated in a design review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from advisor.advice import Advice
from advisor.analysis import Analysis, Verdict
from advisor.analysis.deciding import Deciding
from advisor.analysis.model import Flip, NextQuestion, PairFlip, WeightFlip
from advisor.catalog.model import Catalog
from advisor.presentation.changes import ChangeWords
from advisor.presentation.cost_note import cost_note
from advisor.presentation.firmness_parts import (
    LeadView,
    NextView,
    OtherView,
    Step,
    TurnView,
)
from advisor.presentation.layers import LayersView, layers_view
from advisor.presentation.leads import lead
from advisor.presentation.links import beside, link_query
from advisor.presentation.numbers import probability
from advisor.presentation.others import OtherWords
from advisor.presentation.questions import question_view
from advisor.presentation.result import PatternResult, ResultView, result_view, verdict
from advisor.presentation.stacks import stack_sentence
from advisor.presentation.verdicts import firm_sentence, verdict_word
from advisor.presentation.words import joined, joined_names
from advisor.questionnaire import Answers
from advisor.questionnaire.link import Pairs

SHOWN_FLIPS = 6


@dataclass(frozen=True, kw_only=True)
class FirmnessView:
    """Everything said of firmness, worked out when it is shown."""

    catalog: Catalog
    answers: Answers
    analysis: Analysis
    result: ResultView
    language: str
    kept: Pairs

    @cached_property
    def _words(self) -> ChangeWords:
        return ChangeWords(catalog=self.catalog, answers=self.answers, language=self.language)

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
        return firm_sentence(self)

    @property
    def cost_note(self) -> str:
        return cost_note(self.catalog, self.answers, self.kept)

    @property
    def leaders(self) -> tuple[PatternResult, ...]:
        """The patterns that stand side by side in a close call: all that share first place, or
        the one there and all that share the next."""
        if len(self.result.first) > 1:
            return self.result.first
        places = {view.item.rank for view in self.result.feasible[:2]}
        return tuple(view for view in self.result.feasible if view.item.rank in places)

    @property
    def in_front(self) -> tuple[PatternResult, ...]:
        """The patterns put forward: the leaders of a close call, else first place."""
        return self.leaders if self.close else self.result.first

    @cached_property
    def stacks(self) -> tuple[str, ...]:
        """What goes together of the patterns put forward, in sentences."""
        if not self.enough or self.analysis.outcomes:
            return ()
        found = self.analysis.stacks_of(view.pattern.slug for view in self.in_front)
        return tuple(stack_sentence(stack, self.name) for stack in found)

    @property
    def stability(self) -> str:
        found = self.analysis.stability
        return f"{probability(found.value)}" if found else ""

    @property
    def fewest_changes(self) -> int | None:
        """The smallest number of changed answers that turns first place."""
        if self.can_turn:
            return 1
        if self.analysis.pair_count:
            return 2
        radii = self.analysis.radii
        return max(3, min(radius.changes for radius in radii)) if radii else None

    @property
    def fewest(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rivals by name, each with the questions of its fewest changes, the nearest first."""
        return tuple(
            (self.name(radius.rival), tuple(map(self._words.label, radius.traits)))
            for radius in self.analysis.radii
        )

    @cached_property
    def turning(self) -> tuple[str, ...]:
        """The questions answered whose answer could turn the result by itself, nearest first."""
        given = (flip for flip in self._single if flip.given)
        return tuple(dict.fromkeys(self._words.label(flip.trait) for flip in given))

    @property
    def can_turn(self) -> bool:
        """Whether any single change of an answer, given or not, turns it."""
        return bool(self._single)

    @property
    def _single(self) -> tuple[Flip, ...]:
        return (*self.analysis.flips, *self.analysis.endings)

    @property
    def unusual_can_turn(self) -> bool:
        """Whether a number that is not worth naming turns it."""
        return bool(self.analysis.unlikely_turns)

    @property
    def unusual_given_can_turn(self) -> bool:
        """Whether only such a number in the place of one that was given does."""
        likely = {flip.trait for flip in self.analysis.flips}
        return any(map(self.answers.known, self.analysis.unlikely_turns - likely))

    @property
    def one_question(self) -> Deciding:
        """Whether an answer to the next question ends a close call."""
        return self.analysis.next_decides

    @property
    def only_limits(self) -> bool:
        """Whether each of these turns it by a limit that rules first place out."""
        return all(flip.by_limit for flip in self._single if flip.given)

    @cached_property
    def flips(self) -> tuple[TurnView, ...]:
        given_first = sorted(self.analysis.flips, key=lambda flip: not flip.given)
        none = _("none of these patterns")
        endings = [replace(self._turn(e), first_names=none) for e in self.analysis.endings]
        return (*map(self._turn, given_first), *endings)

    @property
    def nearest_flips(self) -> tuple[TurnView, ...]:
        return self.flips[:SHOWN_FLIPS]

    @property
    def further_flips(self) -> tuple[TurnView, ...]:
        return self.flips[SHOWN_FLIPS:]

    @property
    def pairs(self) -> tuple[TurnView, ...]:
        return tuple(map(self._turn, self.analysis.nearest_pairs))

    @property
    def weight_flips(self) -> tuple[TurnView, ...]:
        return tuple(map(self._turn, self.analysis.weight_flips))

    @property
    def settled(self) -> str:
        """That nothing left can change the result, where that is so."""
        found = self.analysis.settled
        if found is None or not self.result.recommendation.unanswered:
            return ""
        if found.for_good:
            return _("You can stop here: nothing left can change this.")
        labels = joined([self._words.label(trait) for trait in found.unless])
        return _("No points left can change this. It could only be ruled out, by: %(labels)s.") % {
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

    @cached_property
    def others(self) -> tuple[OtherView, ...]:
        words = OtherWords(
            result=self.result,
            forward=self.in_front,
            fewest={radius.rival: radius.traits for radius in self.analysis.radii},
            words=self._words,
            kept=self.kept,
        )
        at = self.analysis.at
        first = at.matrix.slugs[at.top] if at.first else ""
        return tuple(words.of(other, first) for other in self.analysis.others)

    @property
    def layers(self) -> tuple[LayersView, ...]:
        if not self.enough:
            return ()
        found = self.analysis.layers_of(view.pattern.slug for view in self.in_front)
        return layers_view(self.catalog, found, self.language)

    def name(self, slug: str) -> str:
        return self.result.of(slug).short_name

    def _turn(self, flip: Flip | PairFlip | WeightFlip) -> TurnView:
        first = tuple(self.result.of(slug).pattern for slug in flip.first)
        names = joined_names([self.name(slug) for slug in flip.first]) or _("no recommendation")
        return TurnView(
            change=self._words.of(flip),
            first=first,
            first_names=names,
            lead=lead(flip.ahead) if len(first) == 1 else "",
            query=link_query(self.kept, flip.answers),
        )

    def _leads(self, found: NextQuestion) -> Iterator[LeadView]:
        for answer in found.leads:
            names = joined_names([self.name(slug) for slug in answer.first]) or "–"
            points = lead(answer.ahead) if len(answer.first) == 1 else ""
            words = {"names": names, "points": points}
            yield LeadView(
                option=answer.option,
                label=self._choice(found.trait, answer.option),
                text=_("%(names)s by %(points)s") % words if points else names,
            )

    def _choice(self, trait: str, choice: str) -> str:
        """An option or a band in words."""
        question = self.catalog.questionnaire.by_id[trait]
        option = question.option(choice)
        band = next((band for band in question.bands if band.id == choice), None)
        text = option.text if option else band.text if band else None
        return text.in_language(self.language) if text else self._words.option(trait, choice)


def verdict_in(advice: Advice, languages: Iterable[str]) -> dict[str, str]:
    """The verdict in each of `languages`."""
    found = {}
    for language in languages:
        with override(language):
            found[language] = firmness_view(advice, language).sentence
    return found


def firmness_view(advice: Advice, language: str, kept: Pairs | None = None) -> FirmnessView:
    """`kept` is what links carry beside answers; where it is not said, what the advice knows."""
    ranges = {entry.pattern: (entry.low, entry.high) for entry in advice.analysis.ranges}
    return FirmnessView(
        catalog=advice.catalog,
        answers=advice.answers,
        analysis=advice.analysis,
        result=result_view(advice.catalog, advice.answers, advice.recommendation, language, ranges),
        language=language,
        kept=beside(advice.catalog, advice.request) if kept is None else kept,
    )
