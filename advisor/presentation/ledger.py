"""Lines of a ledger: answer, importance, fit, reason, source, points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.judged import Calculation
from advisor.catalog.model import Catalog, Source
from advisor.presentation import figures
from advisor.presentation.cost_words import dated_prices
from advisor.presentation.numbers import signed, unbroken
from advisor.presentation.words import answer_text, importance_word, listed
from advisor.questionnaire.answers import Answer, Answers
from advisor.scoring.model import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One printed line. `points` of all lines and 50 add up to the printed score.

    `exact` are its points before rounding: what is equal, more or less is decided by these.
    """

    trait: str
    label: str
    answer: str
    importance: str
    rating: int
    mark: str
    reason: str
    source: Source | None
    calculation: Calculation | None
    points: Decimal
    exact: Fraction

    @property
    def fit(self) -> SafeString:
        return figures.fit_dots(self.rating, self.mark)

    @property
    def signed_points(self) -> str:
        return signed(self.points)


def origin_words(line: LedgerLine, today: date) -> str:
    """Where a line comes from, as plain text."""
    if line.calculation is not None:
        return calculation_words(line.calculation, today)
    return f"{line.source.title}, {line.source.date}" if line.source else _("our judgement")


def calculation_words(calculation: Calculation, today: date) -> str:
    """How old its prices are, and whether that is old."""
    return listed(dated_prices(calculation.prices_as_of, today)) or _("assumed prices")


class AnswerTexts:
    """The words of each answered option, in one language."""

    def __init__(self, catalog: Catalog, answers: Answers, language: str) -> None:
        self._questions = catalog.questionnaire.by_id
        self._answers = answers
        self.language = language

    def label(self, trait: str) -> str:
        return self._questions[trait].label.in_language(self.language)

    def option(self, trait: str, option: str) -> str:
        question, answer = self._questions[trait], self._answers.get(trait)
        if answer is None or answer.number is not None:
            return answer_text(question, answer, self.language)
        return answer_text(question, Answer(trait=trait, options=(option,)), self.language)


def ledger_line(
    line: Contribution, points: Decimal, texts: AnswerTexts, pattern_mark: str
) -> LedgerLine:
    rating = line.rating
    assert rating is not None  # a line with a product has a rating
    return LedgerLine(
        trait=line.trait,
        label=texts.label(line.trait),
        answer=texts.option(line.trait, line.option),
        importance=importance_word(line.importance),
        rating=rating.value,
        mark=pattern_mark,
        reason=unbroken(rating.reason.in_language(texts.language)),
        source=rating.source,
        calculation=rating.calculation,
        points=points,
        exact=line.points,
    )
