"""A list of a long page's sections, made from the page itself so that it cannot be wrong."""

from __future__ import annotations

import re
from typing import Final

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

PLACE: Final = "<!--contents-->"
"""Where the list goes."""

FEWEST: Final = 3
"""Sections of a page that is long enough for a list."""

_HEADING: Final = re.compile(r'<h2 id="(?P<id>[^"]+)">(?P<words>.*?)</h2>', re.DOTALL)


def with_contents(html: str) -> SafeString:
    """`html`, which is safe, with a list of its second-level headings at its place for one."""
    headings = [
        (match["id"], mark_safe(strip_tags(match["words"]).strip()))
        for match in _HEADING.finditer(html)
    ]
    listed = _list(headings) if len(headings) >= FEWEST else ""
    return mark_safe(html.replace(PLACE, listed, 1))


def _list(headings: list[tuple[str, SafeString]]) -> SafeString:
    items = format_html_join("", '<li><a href="#{}">{}</a></li>', headings)
    label = _("On this page")
    return format_html('<nav class="contents" aria-label="{}"><ol>{}</ol></nav>', label, items)
