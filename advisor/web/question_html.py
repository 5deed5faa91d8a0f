"""Questions as HTML. A question looks the same for the same answer, so it is rendered once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from advisor.presentation.glossary import Explainer
from advisor.presentation.questions import QuestionView, question_view
from advisor.presentation.sections import sections
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.web.catalog import get_catalog

GLOSSARY: Final = "\ufdd0"
"""Stands for the glossary's address, which carries the answers; no text has this character."""

EMPTY_LINES: Final = re.compile(r"\s*\n\s*")

MOST_KEPT: Final = 2_000
"""Questions kept as HTML, some 3 kB each."""


def question_html(view: QuestionView, glossary: str) -> SafeString:
    """`view` as it stands among all the others on the long page; `glossary` is that page's link."""
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    key = (settings.ADVISOR_CATALOG, view.language, view.id)
    html = render(*key, view.answer, view.importance, view.rests)
    return mark_safe(html.replace(GLOSSARY, escape(glossary)))


@lru_cache(maxsize=MOST_KEPT)
def _rendered(
    folder: Path,
    language: str,
    trait: str,
    answer: Answer | None,
    importance: Importance,
    rests: str,
) -> str:
    catalog = get_catalog()
    answers = Answers({trait: answer} if answer else {}, {trait: importance})
    view = question_view(catalog, catalog.questionnaire.by_id[trait], answers, language)
    context = {"question": replace(view, rests=rests), "hint": _hints(folder, language)[trait]}
    return EMPTY_LINES.sub("\n", render_to_string("advisor/_question.html", context))


@lru_cache(maxsize=8)
def _hints(_folder: Path, language: str) -> Mapping[str, SafeString]:
    """Why each question is asked; words of the glossary are linked where they come first."""
    catalog = get_catalog()
    explainer = Explainer(glossary=catalog.glossary, language=language, address=GLOSSARY)
    every = sections(catalog, Answers(), language)
    views = (view for section in every for view in section.questions)
    return MappingProxyType({view.id: hint_html(view, explainer) for view in views})


def hint_html(view: QuestionView, explainer: Explainer) -> SafeString:
    """Why it is asked and what it decides."""
    context = {"question": view, "explainer": explainer}
    return mark_safe(render_to_string("advisor/_hint.html", context).strip())
