"""Every part of the pages in every state, in one place. For development: elsewhere it is lost."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from advisor.presentation.questions import QuestionView, question_view
from advisor.presentation.samples import (
    Pairs,
    many_answers,
    no_answers,
    one_answer,
    sample_questions,
    samples,
)
from advisor.presentation.sections import sections
from advisor.presentation.summary import summary_view
from advisor.questionnaire import parse_answers
from advisor.web.pages import panel_of, render_page
from advisor.web.visit import Visit, read_visit


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    need_development()
    visit = read_visit(request)
    catalog, language = visit.catalog, visit.language
    full = answered(visit, many_answers(catalog))
    last = next(iter(full.answers.by_trait))
    others = [answered(visit, make(catalog)).result for make in (no_answers, one_answer)]
    return render_page(
        request,
        "styleguide",
        full,
        samples=samples(catalog.patterns, language),
        others=others,
        panel=panel_of(full, full.without_answer(last)),
        summary=summary_view(catalog, full.answers, full.recommendation, language),
        sections=sections(catalog, full.answers, language),
        questions=_questions(full),
    )


def _questions(visit: Visit) -> list[QuestionView]:
    catalog = visit.catalog
    return [
        question_view(catalog, question, visit.answers, visit.language)
        for question in sample_questions(catalog)
    ]


def answered(visit: Visit, pairs: Pairs) -> Visit:
    """The same visit with other answers."""
    return replace(visit, parsed=parse_answers(visit.catalog.questionnaire, pairs))


def need_development() -> None:
    """Raises Http404 anywhere but in development."""
    if not settings.ADVISOR_STYLEGUIDE:
        raise Http404
