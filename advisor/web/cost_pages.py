"""The cost page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from advisor.cost import RESERVED, Fault, FaultCode, Request, read_request
from advisor.presentation.cost import CostView
from advisor.presentation.cost_form import CostForm
from advisor.presentation.cost_words import fault_text
from advisor.presentation.words import excerpt
from advisor.web.cost_view import HIGHEST_RATE, LOWEST_RATE, cost_view, typed_rate
from advisor.web.pages import render_page
from advisor.web.visit import RATE_KEY, Visit, read_visit


@require_safe
def cost(request: HttpRequest) -> HttpResponse:
    visit = read_visit(request)
    if visit.catalog.cost is None:
        raise Http404
    if visit.untidy:
        return HttpResponseRedirect(visit.address)
    asked = read_request(visit.catalog.cost, visit.given_pairs)
    view = cost_view(visit, asked, timezone.localdate())
    faults = [*_faults(visit, asked), *_rate_faults(visit)]
    form = _form(visit, view, asked)
    rate = visit.cost_value(RATE_KEY)
    return render_page(request, "cost", visit, cost=view, form=form, faults=faults, rate=rate)


def _form(visit: Visit, view: CostView, asked: Request) -> CostForm:
    in_form = {*view.model.by_id, *RESERVED, RATE_KEY}
    return CostForm(
        catalog=visit.catalog,
        workload=view.workload,
        language=visit.language,
        typed=dict(visit.given_pairs),
        wrong=frozenset(fault.key for fault in asked.faults),
        kept=tuple(pair for pair in visit.pairs if pair[0] not in in_form),
    )


def _faults(visit: Visit, asked: Request) -> list[str]:
    """What the page's other notices do not say already."""
    questions = visit.catalog.questionnaire.by_id
    return [fault_text(fault) for fault in asked.faults if fault.key not in questions]


def _rate_faults(visit: Visit) -> list[str]:
    given = [value.strip() for key, value in visit.cost_pairs if key == RATE_KEY]
    distinct = tuple(dict.fromkeys(given))
    faults = []
    if len(distinct) > 1:
        shown = excerpt(", ".join(distinct))
        twice = Fault(code=FaultCode.GIVEN_TWICE, key=RATE_KEY, value=shown, expected=())
        faults.append(fault_text(twice))
    if not given or typed_rate(visit) is not None:
        return faults
    return [
        *faults,
        _("The exchange rate is yen for one dollar, from %(low)s to %(high)s.")
        % {"low": LOWEST_RATE, "high": f"{HIGHEST_RATE:,}"},
    ]
