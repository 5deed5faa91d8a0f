"""Cost as JSON and CSV."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from advisor.catalog.cost_model import CostModel
from advisor.cost import Request, Workload, read_request, workload
from advisor.presentation.cost_payload import cost_csv, cost_payload
from advisor.presentation.cost_words import fault_text, remarks
from advisor.presentation.words import notice_text
from advisor.web.api import endpoint, error
from advisor.web.visit import Visit


@endpoint
def cost(visit: Visit) -> dict[str, Any] | HttpResponse:
    priced = _priced(visit)
    return priced if isinstance(priced, HttpResponse) else _payload(visit, priced)


@endpoint
def cost_table(visit: Visit) -> dict[str, Any] | HttpResponse:
    priced = _priced(visit)
    if isinstance(priced, HttpResponse):
        return priced
    body = cost_csv(_payload(visit, priced), priced.model.volume)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cost.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _priced(visit: Visit) -> Workload | HttpResponse:
    """The workload that the request describes, or what is wrong with the request."""
    model = visit.catalog.cost
    if model is None:
        return error(404, "no-prices", _("This catalog has no prices."), "/api/v1/patterns")
    request = read_request(model, visit.given_pairs)
    if request.faults:
        return _refusal(request)
    priced = workload(model, visit.catalog.questionnaire, visit.answers, request)
    return _no_volume(model) if priced.volume is None else priced


def _refusal(request: Request) -> HttpResponse:
    first = request.faults[0]
    hint = _("Leave “%(key)s” out, or give another value.") % {"key": first.key}
    return error(400, first.code.value, " ".join(map(fault_text, request.faults)), hint)


def _no_volume(model: CostModel) -> HttpResponse:
    return error(
        400,
        "no-volume",
        _("Without “%(key)s” there is no total.") % {"key": model.volume},
        _("Add it, as in: %(example)s") % {"example": f"?{model.volume}=1000000"},
    )


def _payload(visit: Visit, priced: Workload) -> dict[str, Any]:
    payload = cost_payload(visit.catalog, priced, visit.language, timezone.localdate())
    notices = [*map(notice_text, visit.notices), *remarks(priced)]
    return payload | {"notices": notices}
