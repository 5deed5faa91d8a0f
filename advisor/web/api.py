"""The JSON door to the same engine. Shapes are fixed: keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.vary import vary_on_headers

from advisor.presentation.payload import (
    patterns_payload,
    questionnaire_payload,
    recommendation_payload,
)
from advisor.web.visit import LANGUAGE_NAMES, Visit, read_visit

Payload = Callable[[Visit], dict[str, Any] | HttpResponse]


def endpoint(make: Payload) -> Callable[[HttpRequest], HttpResponse]:
    """A view that answers GET with what `make` returns, in the language asked for."""

    @wraps(make)
    @vary_on_headers("Accept-Language")
    def view(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return _wrong_method()
        language = request.GET.get("lang")
        if language is not None and language not in LANGUAGE_NAMES:
            return _unknown_language()
        if language is None:
            return _reply(make(read_visit(request)))
        with override(language):
            return _reply(make(read_visit(request)))

    return view


def _reply(made: dict[str, Any] | HttpResponse) -> HttpResponse:
    """What a door made; an error or a file goes out as it is."""
    return made if isinstance(made, HttpResponse) else _json(made)


def _json(payload: dict[str, Any], status: int = 200) -> HttpResponse:
    """Scripts of any site may read it, errors included: it holds nothing but the question."""
    response = JsonResponse(payload, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def error(status: int, code: str, message: str, hint: str) -> HttpResponse:
    """The one shape of every error."""
    return _json({"error": {"code": code, "message": message, "hint": hint}}, status)


def _wrong_method() -> HttpResponse:
    response = error(405, "method-not-allowed", _("Only GET is answered here."), _("Use GET."))
    response["Allow"] = "GET, HEAD"
    return response


def _unknown_language() -> HttpResponse:
    known = ", ".join(LANGUAGE_NAMES)
    return error(
        400,
        "unknown-language",
        _("This language is not spoken here."),
        _("Set lang to one of: %(known)s.") % {"known": known},
    )


@endpoint
def recommendation(visit: Visit) -> dict[str, Any]:
    return recommendation_payload(visit.advice, visit.notices, visit.language, visit.kept_pairs)


@endpoint
def questionnaire(visit: Visit) -> dict[str, Any]:
    return questionnaire_payload(visit.catalog, visit.language)


@endpoint
def patterns(visit: Visit) -> dict[str, Any]:
    return patterns_payload(visit.catalog, visit.language)


def not_found(request: HttpRequest, **_kwargs: str) -> HttpResponse:
    return error(
        404,
        "not-found",
        _("There is nothing at this address."),
        "/api/v1/recommendation, /api/v1/questionnaire, /api/v1/patterns, /api/v1/cost",
    )
