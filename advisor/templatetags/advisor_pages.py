"""Template helpers: addresses that carry the answers, and texts in the page's language."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from advisor.catalog.model import LimitKind, LocalizedText, Pattern, Source
from advisor.presentation import figures, svg
from advisor.presentation.contents import with_contents
from advisor.presentation.cost_words import is_stale
from advisor.presentation.glossary import Explainer
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.numbers import NO_BREAK, quantity, unbroken
from advisor.presentation.questions import QuestionView
from advisor.presentation.words import limit_kind_word, notice_text
from advisor.questionnaire.answers import Notice
from advisor.web.question_html import question_html
from advisor.web.script import script_digest
from advisor.web.style import style_url
from advisor.web.visit import Visit

register = template.Library()

_LOOSE = re.compile(r" (?=\+)|(?<=[A-Za-z0-9]) (?=[\u3041-\u3096])")
"""Spaces at which no line ends: before a plus sign, and between a Latin word and hiragana."""


@register.simple_tag(takes_context=True)
def link(context: Context, view: str, **kwargs: str) -> str:
    """The address of a page with the answers of this visit."""
    visit: Visit = context["visit"]
    return visit.link(view, **kwargs)


@register.filter
def localized(text: LocalizedText | None) -> str:
    """A text of the catalog in the language of the page."""
    return unbroken(text.in_language(get_language() or "")) if text else ""


@register.filter
def tied(text: str) -> str:
    """`text` with each plus sign, and each particle, on the line of the Latin word before it."""
    return _LOOSE.sub(NO_BREAK, str(text))


@register.filter
def notice(value: Notice) -> str:
    return notice_text(value)


@register.filter
def kind_word(kind: LimitKind) -> str:
    return limit_kind_word(kind)


@register.filter
def amount(value: Any, unit: str | None = None) -> str:
    return quantity(value, unit, get_language() or "")


@register.filter
def day(date: object) -> SafeString:
    """A date that stays on one line."""
    return mark_safe(f"<time>{escape(date)}</time>")


@register.simple_tag
def mark(pattern: Pattern, *, hollow: bool = False) -> SafeString:
    """A pattern's mark in its colour."""
    return svg.mark(pattern.mark, hollow=hollow, class_=f"hue-{pattern.colour}")


@register.simple_tag(takes_context=True)
def slot_heads(context: Context) -> SafeString:
    """The marks above the effects of options, once a page, before the first question."""
    visit: Visit = context["visit"]
    return figures.slot_heads([(p.mark, p.colour) for p in visit.catalog.patterns])


@register.simple_tag(takes_context=True)
def whole_question(context: Context, view: QuestionView) -> SafeString:
    """A question with its options, on a page with all the others."""
    visit: Visit = context["visit"]
    return question_html(view, visit.link("glossary"))


@register.inclusion_tag("advisor/_source.html")
def source(source: Source | None) -> dict[str, object]:
    """A citation, or the word that there is none."""
    return {"source": source}


@register.inclusion_tag("advisor/_origin.html", takes_context=True)
def origin(context: Context, line: LedgerLine) -> dict[str, object]:
    """Where a line of a ledger comes from; what was calculated leads to its calculation."""
    visit: Visit = context["visit"]
    day = line.calculation.prices_as_of if line.calculation else None
    stale = is_stale(day, timezone.localdate())
    return {"line": line, "prices_as_of": day, "stale": stale, "cost_link": visit.link("cost")}


@register.simple_tag
def script_url(name: str) -> str:
    """The address of one of the scripts, under the digest of its content."""
    return reverse("script", kwargs={"name": name, "digest": script_digest(name)})


register.simple_tag(style_url)


@register.filter
def explained(text: str, explainer: Explainer) -> SafeString:
    """`text` with links to the glossary."""
    return explainer.explain(text)


@register.simple_tag(takes_context=True)
def block_again(context: Context, name: str) -> SafeString:
    """What the page put into the block `name`, a second time."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    rendered: SafeString = mark_safe(block.nodelist.render(context))
    return rendered


TERRITORIES = {"en": "en_US", "ja": "ja_JP"}
"""Languages as Open Graph writes them."""


@register.filter
def territory(language: str) -> str:
    return TERRITORIES.get(language, language)


@register.simple_block_tag
def contents(content: str) -> SafeString:
    """A page's sections, with a list of them where the page has its place for one."""
    return with_contents(content)
