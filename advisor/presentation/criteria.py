"""What each pattern says of the criteria nobody has answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.catalog.model import Catalog, Pattern, Question
from advisor.presentation.numbers import unbroken
from advisor.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One option (or band) and how well the pattern serves it."""

    text: str
    rating: int
    reason: str

    @property
    def sign(self) -> str:
        return f"{self.rating:+d}".replace("-", "\u2212")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A question with, for each pattern, the answers that speak for or against it."""

    trait: str
    label: str
    cells: tuple[tuple[Statement, ...], ...]


def open_criteria(
    catalog: Catalog, answers: Answers, patterns: Sequence[Pattern], language: str
) -> tuple[CriterionRow, ...]:
    """A row for every question that makes points and has no answer, in the catalog's order."""
    return tuple(
        CriterionRow(
            trait=question.id,
            label=question.label.in_language(language),
            cells=tuple(_statements(question, pattern, language) for pattern in patterns),
        )
        for question in catalog.questionnaire.questions
        if question.weight and answers.known(question.id) is None
    )


def _statements(question: Question, pattern: Pattern, language: str) -> tuple[Statement, ...]:
    found = [
        Statement(
            text=item.text.in_language(language),
            rating=rating.value,
            reason=unbroken(rating.reason.in_language(language)),
        )
        for item in (question.options or question.bands)
        if (rating := pattern.rating_of.get((question.id, item.id))) is not None and rating.value
    ]
    return tuple(sorted(found, key=lambda statement: -statement.rating))
