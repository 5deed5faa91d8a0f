"""The questionnaire in print: one definition for the long page and for one question a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import (
    Above,
    Catalog,
    Limit,
    Pattern,
    Question,
    QuestionKind,
    Severity,
)
from advisor.presentation import figures
from advisor.presentation.numbers import quantity
from advisor.presentation.ruler import RulerLimit, limit_ruler
from advisor.presentation.units import unit_word
from advisor.presentation.words import answer_text, importance_word, labelled, listed
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.questionnaire.counting import counts
from advisor.questionnaire.numbers import plain
from advisor.scoring.kleene import atoms


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """A choice with what it does to each pattern; one that stands `alone` excludes the others."""

    id: str
    text: str
    hint: str
    chosen: bool
    effects: SafeString | None
    effect_words: str
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    level: str
    word: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question with the answer given so far."""

    question: Question
    patterns: Sequence[Pattern]
    answer: Answer | None
    importance: Importance
    language: str
    rests: str = ""
    """Why an answer to it does not count for now; empty where it does."""

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def label(self) -> str:
        return self.question.label.in_language(self.language)

    @property
    def text(self) -> str:
        return self.question.text.in_language(self.language)

    @property
    def why(self) -> str:
        return self.question.why.in_language(self.language)

    @property
    def decides(self) -> str:
        return self.question.decides.in_language(self.language)

    @property
    def unit(self) -> str:
        return unit_word(self.question.unit) if self.question.unit else ""

    @property
    def answered(self) -> bool:
        return self.answer is not None and not self.answer.unknown

    @property
    def unknown(self) -> bool:
        return self.answer is not None and self.answer.unknown

    @property
    def open(self) -> bool:
        return self.answer is None

    @property
    def answer_text(self) -> str:
        return answer_text(self.question, self.answer, self.language)

    @property
    def number_text(self) -> str:
        number = self.answer.number if self.answer else None
        return "" if number is None else plain(number)

    @property
    def input_type(self) -> str:
        return "checkbox" if self.question.kind is QuestionKind.SEVERAL else "radio"

    @property
    def makes_points(self) -> bool:
        return self.question.weight > 0

    @property
    def heads(self) -> SafeString:
        return figures.slot_heads_again(len(self.patterns))

    @cached_property
    def options(self) -> tuple[OptionView, ...]:
        return tuple(
            OptionView(
                id=option.id,
                text=option.text.in_language(self.language),
                hint=option.hint.in_language(self.language) if option.hint else "",
                chosen=self.answer is not None and option.id in self.answer.options,
                effects=self._slots(option.id) if self.makes_points else None,
                effect_words=self._effect_words(option.id) if self.makes_points else "",
                alone=option.id == self.question.none_option,
            )
            for option in self.question.options
        )

    @property
    def bands(self) -> tuple[OptionView, ...]:
        """What a number does, by the band it lies in."""
        number = self.answer.number if self.answer else None
        current = None if number is None else self.question.band_for(number)
        return tuple(
            OptionView(
                id=band.id,
                text=band.text.in_language(self.language),
                hint="",
                chosen=band is current,
                effects=self._slots(band.id),
                effect_words=self._effect_words(band.id),
            )
            for band in self.question.bands
        )

    @property
    def levels(self) -> tuple[LevelView, ...]:
        return tuple(
            LevelView(
                level=level.value, word=importance_word(level), chosen=level is self.importance
            )
            for level in Importance
        )

    @cached_property
    def ruler(self) -> SafeString | None:
        """The limits that compare with this number, where there are any."""
        limits = limits_on(self.question, self.patterns)
        if not limits:
            return None
        given = self.answer.number if self.answer and not self.answer.unknown else None
        return ruler(self.question, limits, given, self.language)

    def _slots(self, option: str) -> SafeString:
        return figures.effect_slots([(p.colour, self._value(p, option)) for p in self.patterns])

    def _effect_words(self, option: str) -> str:
        """The same for a screen reader: only patterns the answer moves."""
        moved = [
            f"{pattern.short_name.in_language(self.language)} {value:+d}"
            for pattern in self.patterns
            if (value := self._value(pattern, option))
        ]
        return _("Effect: %(list)s") % {"list": listed(moved)} if moved else _("No effect")

    def _value(self, pattern: Pattern, option: str) -> int:
        rating = pattern.rating_of.get((self.question.id, option))
        return rating.value if rating else 0


def question_view(
    catalog: Catalog, question: Question, answers: Answers, language: str
) -> QuestionView:
    return QuestionView(
        question=question,
        patterns=catalog.patterns,
        answer=answers.get(question.id),
        importance=answers.importance(question.id),
        language=language,
        rests=why_resting(catalog, answers, question, language),
    )


def why_resting(catalog: Catalog, answers: Answers, question: Question, language: str) -> str:
    """The answer that keeps one to `question` from counting; empty where none does."""
    unless = question.unless
    if unless is None or counts(catalog.questionnaire, answers, question.id):
        return ""
    other = catalog.questionnaire.by_id[unless.question]
    said = answer_text(other, answers.get(other.id), language)
    return labelled(other.label.in_language(language), said)


def limits_on(
    question: Question, patterns: Sequence[Pattern]
) -> tuple[tuple[Pattern, Limit, Decimal], ...]:
    """Every limit that a constraint compares with this number, in the question's unit."""
    found = {
        (pattern.slug, atom.limit.id): (pattern, atom.limit, atom.bound)
        for pattern in patterns
        for constraint in pattern.constraints
        if constraint.severity is not Severity.WARN
        for atom in atoms(constraint.when)
        if isinstance(atom, Above) and atom.trait == question.id and atom.limit is not None
    }
    return tuple(sorted(found.values(), key=lambda entry: (entry[2], entry[0].slug)))


def ruler(
    question: Question,
    limits: Sequence[tuple[Pattern, Limit, Decimal]],
    given: Decimal | None,
    language: str,
) -> SafeString:
    marked = [
        RulerLimit(
            name=pattern.short_name.in_language(language),
            amount=quantity(limit.value, limit.unit, language),
            value=bound,
            colour=pattern.colour,
            mark=pattern.mark,
        )
        for pattern, limit, bound in limits
        if bound > 0
    ]
    yours = "" if given is None else quantity(given, question.unit, language)
    described = listed([limit.label for limit in marked])
    words = {"label": question.label.in_language(language), "limits": described, "yours": yours}
    sentence = (
        _("%(label)s, limits: %(limits)s")
        if given is None
        else _("%(label)s, yours %(yours)s, limits: %(limits)s")
    )
    return limit_ruler(marked, given or None, _("yours %(yours)s") % words, sentence % words)
