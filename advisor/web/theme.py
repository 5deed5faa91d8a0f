"""The colour scheme a reader chose: kept in a cookie, set by the server, so nothing flashes."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

COOKIE = "theme"
THEMES = ("light", "dark")
FOLLOW_SYSTEM = "auto"
ONE_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """The chosen theme, or an empty text to follow the system."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


@require_safe
def choose_theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Remember `theme` and go back to the page it was chosen on."""
    if theme not in (*THEMES, FOLLOW_SYSTEM):
        raise Http404
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None) or target[:1] != "/":
        target = "/"
    response = HttpResponseRedirect(target)
    if theme == FOLLOW_SYSTEM:
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(
            COOKIE,
            theme,
            max_age=ONE_YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
