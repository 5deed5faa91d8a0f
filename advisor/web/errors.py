"""Error pages in the design and in the reader's language; for the API, its one error shape."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from advisor.web import api
from advisor.web.theme import theme_of

API_PREFIX = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that cannot be read at all, such as one with thousands of keys."""
    message = _("This address cannot be read: it holds too much or is damaged.")
    hint = _("Start again from the questions, or shorten the link.")
    return _answer(request, 400, "bad-request", message, hint)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    message = reason or _("There is no page at this address.")
    hint = _("The patterns and the questions are linked here.")
    return _answer(request, 404, "not-found", message, hint)


def server_error(request: HttpRequest) -> HttpResponse:
    """Uses nothing that could be broken: no catalog, no answers."""
    message = _(
        "Something went wrong here. It is our fault, and your answers are still in the link."
    )
    hint = _("Reload the page; if it happens again, tell the people who run this site.")
    return _answer(request, 500, "server-error", message, hint)


def _answer(request: HttpRequest, status: int, code: str, message: str, hint: str) -> HttpResponse:
    if request.path.startswith(API_PREFIX):
        return api.error(status, code, message, hint)
    language = get_language_from_request(request, check_path=True)
    context = {
        "status": status,
        "message": message,
        "hint": hint,
        "language": language,
        "theme": theme_of(request),
    }
    with override(language):
        html = render_to_string("advisor/error.html", context)
    return HttpResponse(html, status=status)
