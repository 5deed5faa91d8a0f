"""One question a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.analysis.model import Pause
from advisor.catalog.model import Catalog, Question
from advisor.presentation.questions import QuestionView, question_view
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.parse import IMPORTANCE_PREFIX
from advisor.scoring.kleene import traits


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedView:
    """A question with the way that led to it; `previous` is None on the first page.

    `number` counts the questions answered or passed over before this one. `scoping`: its answer
    can say that none of the patterns fits.
    """

    question: QuestionView
    trail: tuple[str, ...]
    number: int
    scoping: bool

    @property
    def previous(self) -> str | None:
        return self.trail[-1] if self.trail else None

    @property
    def trail_before(self) -> tuple[str, ...]:
        """The trail of the previous page."""
        return self.trail[:-1]

    @property
    def own_keys(self) -> frozenset[str]:
        """Keys that this page's own fields give."""
        return frozenset({self.question.id, IMPORTANCE_PREFIX + self.question.id})


def guided_view(
    catalog: Catalog, answers: Answers, question_id: str, trail: Sequence[str], language: str
) -> GuidedView | None:
    """None where there is no such question."""
    question: Question | None = catalog.questionnaire.by_id.get(question_id)
    if question is None:
        return None
    return GuidedView(
        question=question_view(catalog, question, answers, language),
        trail=tuple(trait for trait in trail if trait != question_id),
        number=len({*answers.by_trait, *trail} - {question_id}) + 1,
        scoping=any(question_id in traits(item.when) for item in catalog.elsewhere),
    )


def pause_text(catalog: Catalog, found: Pause | None, language: str) -> str:
    """That this is a place to stop; empty where it is none."""
    if found is None:
        return ""
    pattern = catalog.pattern(found.pattern)
    name = pattern.short_name.in_language(language) if pattern else found.pattern
    if found.unless:
        text = _(
            "You can stop here: unless a limit rules %(name)s out, no single answer left to give "
            "puts another pattern first. Several together could."
        )
    else:
        text = _(
            "You can stop here: no single answer left to give puts another pattern before "
            "%(name)s. Several together could."
        )
    return text % {"name": name}
