"""The cost page, and the same figures for other pages to show in short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.cost import RESERVED, Request, read_request, workload
from advisor.presentation.cost import CostView
from advisor.presentation.cost_form import CostForm
from advisor.presentation.cost_words import fault_text
from advisor.questionnaire.numbers import parse_number
from advisor.web.pages import render_page
from advisor.web.visit import RATE_KEY, Visit, read_visit

LOWEST_RATE, HIGHEST_RATE = Decimal(1), Decimal(10_000)


def cost_of(visit: Visit, today: date | None = None) -> CostView | None:
    """Cost for this visit's answers; None where the catalog has no prices."""
    model = visit.catalog.cost
    if model is None:
        return None
    return _view(visit, read_request(model, visit.given_pairs), today or timezone.localdate())


@require_safe
def cost(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    if visit.catalog.cost is None:
        raise Http404
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    asked = read_request(visit.catalog.cost, visit.given_pairs)
    view = _view(visit, asked, timezone.localdate())
    faults = [*_faults(visit, asked), *_rate_faults(visit)]
    form = _form(visit, view, asked)
    rate = visit.cost_value(RATE_KEY)
    return render_page(request, "cost", visit, cost=view, form=form, faults=faults, rate=rate)


def _form(visit: Visit, view: CostView, asked: Request) -> CostForm:
    in_form = {*view.model.by_id, *RESERVED, RATE_KEY}
    return CostForm(
        workload=view.workload,
        language=visit.language,
        typed=dict(visit.given_pairs),
        wrong=frozenset(fault.key for fault in asked.faults),
        kept=tuple(pair for pair in visit.pairs if pair[0] not in in_form),
    )


def _view(visit: Visit, asked: Request, today: date) -> CostView:
    model = visit.catalog.cost
    assert model is not None  # whoever calls has looked
    excluded = (item.pattern.slug for item in visit.recommendation.assessments if item.excluded)
    return CostView(
        catalog=visit.catalog,
        workload=workload(model, visit.catalog.questionnaire, visit.answers, asked),
        language=visit.language,
        today=today,
        excluded=frozenset(excluded),
        yen_rate=_rate(visit),
    )


def _faults(visit: Visit, asked: Request) -> list[str]:
    """What the page's other notices do not say already."""
    questions = visit.catalog.questionnaire.by_id
    return [fault_text(fault) for fault in asked.faults if fault.key not in questions]


def _rate(visit: Visit) -> Decimal | None:
    number = parse_number(visit.cost_value(RATE_KEY))
    return number if number and LOWEST_RATE <= number <= HIGHEST_RATE else None


def _rate_faults(visit: Visit) -> list[str]:
    if not visit.cost_value(RATE_KEY) or _rate(visit) is not None:
        return []
    return [
        _("The exchange rate is yen for one dollar, from %(low)s to %(high)s.")
        % {"low": LOWEST_RATE, "high": f"{HIGHEST_RATE:,}"}
    ]
