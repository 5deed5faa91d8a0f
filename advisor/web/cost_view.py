"""Cost for one visit, for every page that shows it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from advisor.cost import Request, read_request, workload
from advisor.presentation.cost import CostView
from advisor.questionnaire.numbers import parse_number
from advisor.web.visit import RATE_KEY, Visit

LOWEST_RATE, HIGHEST_RATE = Decimal(1), Decimal(10_000)


def cost_of(visit: Visit, today: date | None = None) -> CostView | None:
    """Cost for this visit's answers; None where the catalog has no prices."""
    model = visit.catalog.cost
    if model is None:
        return None
    return cost_view(visit, read_request(model, visit.given_pairs), today or timezone.localdate())


def cost_view(visit: Visit, asked: Request, today: date) -> CostView:
    model = visit.catalog.cost
    assert model is not None  # whoever calls has looked
    excluded = (item.pattern.slug for item in visit.recommendation.assessments if item.excluded)
    return CostView(
        catalog=visit.catalog,
        workload=workload(model, visit.catalog.questionnaire, visit.answers, asked),
        language=visit.language,
        today=today,
        excluded=frozenset(excluded),
        yen_rate=typed_rate(visit),
    )


def typed_rate(visit: Visit) -> Decimal | None:
    number = parse_number(visit.cost_value(RATE_KEY))
    return number if number and LOWEST_RATE <= number <= HIGHEST_RATE else None
