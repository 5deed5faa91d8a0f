"""The questions in groups: the few that decide most, then every group of the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, QuestionKind
from advisor.presentation.questions import QuestionView, question_view
from advisor.presentation.words import labelled, listed
from advisor.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    id: str
    title: str
    questions: tuple[QuestionView, ...]

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)

    @property
    def limits_only(self) -> bool:
        """Whether no answer here makes points."""
        return not any(question.makes_points for question in self.questions)

    @property
    def said(self) -> str:
        """The answers given here, in a line."""
        return listed(
            [
                labelled(question.label, question.answer_text)
                for question in self.questions
                if not question.open
            ]
        )


def changed_sections(
    sections: Sequence[SectionView], before: Answers
) -> tuple[tuple[SectionView, ...], tuple[QuestionView, ...], tuple[QuestionView, ...]]:
    """What differs from the answers `before`.

    Groups, the number questions in them, and those that may count now or count no more.
    """
    changed = {
        question.id
        for section in sections
        for question in section.questions
        if question.answer != before.get(question.id)
    }
    groups = tuple(
        section for section in sections if changed & {view.id for view in section.questions}
    )
    numbers = tuple(
        question
        for section in groups
        for question in section.questions
        if question.id in changed and question.kind == QuestionKind.NUMBER
    )
    resting = tuple(
        question
        for section in sections
        for question in section.questions
        if question.question.unless and question.question.unless.question in changed
    )
    return groups, numbers, resting


LEADING = "first"


def sections(catalog: Catalog, answers: Answers, language: str) -> tuple[SectionView, ...]:
    """The few deciding questions first, then every group of the catalog."""
    views = [question_view(catalog, q, answers, language) for q in catalog.questionnaire.questions]
    leading = tuple(view for view in views if view.question.leading)
    grouped = [
        SectionView(
            id=group.id,
            title=group.title.in_language(language),
            questions=tuple(
                view for view in views if view.question.group == group.id and view not in leading
            ),
        )
        for group in catalog.questionnaire.groups
    ]
    first = SectionView(id=LEADING, title=_("The deciding questions"), questions=leading)
    return tuple(section for section in (first, *grouped) if section.questions)
