"""Cost for one visit, for every page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from advisor.catalog.model import Pattern
from advisor.cost import Request, estimates, oldest, pattern_costs, read_request, workload
from advisor.presentation.cost import CostView
from advisor.presentation.cost_words import is_stale, money
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
    return CostView(
        catalog=visit.catalog,
        workload=workload(model, visit.catalog.questionnaire, visit.answers, asked),
        language=visit.language,
        today=today,
        excluded=visit.recommendation.excluded,
        yen_rate=typed_rate(visit),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRest:
    """What a pattern costs a month without a request: the amount, and the page with its lines."""

    total: str
    region: str
    oldest: str | None
    stale: bool
    link: str


def cost_at_rest(visit: Visit, pattern: Pattern) -> AtRest | None:
    """None where the catalog, or the Region, lacks the prices."""
    model = visit.catalog.cost
    if model is None:
        return None
    asked = read_request(model, visit.given_pairs)
    idle = workload(model, visit.catalog.questionnaire, visit.answers, asked).at(Fraction(0))
    [*costs] = pattern_costs(estimates(idle), [pattern.slug])
    region = model.region(idle.region)
    if not costs or costs[0].total is None or region is None:
        return None
    day = oldest(item.oldest for item in costs[0].counted if item.oldest)
    given = model.volume in dict(visit.given_pairs)
    return AtRest(
        total=f"{money(costs[0].total)} {model.currency}",
        region=region.name.in_language(visit.language),
        oldest=day,
        stale=is_stale(day, timezone.localdate()),
        link=visit.link("cost", *(() if given else ((model.volume, "0"),))),
    )


def typed_rate(visit: Visit) -> Decimal | None:
    number = parse_number(visit.cost_value(RATE_KEY))
    return number if number and LOWEST_RATE <= number <= HIGHEST_RATE else None
