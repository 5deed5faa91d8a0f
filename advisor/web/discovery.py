"""What search engines may read: catalog pages in every language, never a result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.decorators.http import require_safe

from advisor.web.catalog import get_catalog
from advisor.web.visit import LANGUAGE_NAMES

Address = tuple[str, dict[str, str]]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri(reverse("sitemap"))
    lines = ("User-agent: *", "Disallow: /api/", "Disallow: /theme/", f"Sitemap: {sitemap_url}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every catalog page with its other languages beside it."""
    entries = "".join(
        _entry(request, view, kwargs, language)
        for view, kwargs in _addresses()
        for language in LANGUAGE_NAMES
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'
    )
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _addresses() -> list[Address]:
    fixed: list[Address] = [
        (view, {})
        for view in ("home", "questionnaire", "patterns", "compare", "method", "glossary")
    ]
    return fixed + [("pattern", {"slug": pattern.slug}) for pattern in get_catalog().patterns]


def _entry(request: HttpRequest, view: str, kwargs: dict[str, str], language: str) -> str:
    addresses = {code: _url(request, view, kwargs, code) for code in LANGUAGE_NAMES}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in addresses.items()
    )
    return f"<url><loc>{addresses[language]}</loc>{alternates}</url>\n"


def _url(request: HttpRequest, view: str, kwargs: dict[str, str], language: str) -> str:
    with override(language):
        return escape(request.build_absolute_uri(reverse(view, kwargs=kwargs or None)))
