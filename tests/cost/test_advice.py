"""How cost enters the recommendation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from advisor.catalog import Catalog
from advisor.cost import Workload, cost_ratings, with_cost
from advisor.cost.advice import rating_for
from advisor.questionnaire import Answers, parse_answers
from advisor.scoring import recommend
from tests.cost.pricing import SHIPPED, TOY, catalog_in, model_of, priced, workload_in


def answered(catalog: Catalog, **answers: object) -> Answers:
    pairs = [(key, str(value)) for key, value in answers.items()]
    return parse_answers(catalog.questionnaire, pairs).answers


TOY_CATALOG = catalog_in(TOY)


def rated(case: Workload, **answers: object) -> dict[str, int]:
    ratings = cost_ratings(case, answered(TOY_CATALOG, **answers))
    return {slug: rating.value for slug, rating in ratings.by_pattern.items()}


def test_the_rating_follows_from_the_ratio_to_the_reference() -> None:
    # EUR for 20 trips: reference 10 + 20 x 2 = 50. Bicycle 20 x 8 x 0.05 = 8, ratio 0.16;
    # car 32 + 60 + 15 = 107, ratio 2.14; train 10 x 3 + 10 x 2.5 = 55, ratio 1.1
    found = rated(priced(TOY, trips=20), budget="small")
    assert found == {"bicycle": 2, "car": -2, "train": -2}


def test_the_answer_about_cost_caps_the_rating() -> None:
    case = priced(TOY, trips=20)
    assert rated(case, budget="medium") == {"bicycle": 1, "car": -1, "train": -1}
    assert rated(case, budget="large") == {"bicycle": 0, "car": 0, "train": 0}


def test_without_a_volume_or_an_answer_about_cost_words_stay() -> None:
    assert rated(priced(TOY), budget="small") == {}
    assert rated(priced(TOY, trips=20)) == {}
    assert rated(priced(TOY, trips=20), budget="unknown") == {}
    assert cost_ratings(priced(TOY), answered(TOY_CATALOG, budget="small")).replaced == ()


def test_a_pattern_without_its_price_keeps_its_words() -> None:
    found = rated(priced(TOY, trips=20, region="country"), budget="small")
    assert found.keys() == {"bicycle", "car"}


def test_the_reason_shows_the_figure() -> None:
    ratings = cost_ratings(priced(TOY, trips=20), answered(TOY_CATALOG, budget="small"))
    reason = ratings.by_pattern["car"].reason
    assert reason.in_language("en") == "107 EUR for 20 trips, 2.14 times 50.00."
    assert reason.in_language("ja") == "20回で107 EUR。"


def test_the_rating_names_its_pages_and_the_oldest_date() -> None:
    # Car for 20 trips: fare of 60 and fuel read on pages of June and November 2025
    ratings = cost_ratings(priced(TOY, trips=20), answered(TOY_CATALOG, budget="small"))
    found = ratings.by_pattern["car"].calculation
    assert found is not None
    assert [source.title for source in found.sources] == ["Parking fees", "Fuel survey"]
    assert found.prices_as_of == "2025-06-01"


def test_the_engine_gets_the_computed_rating_and_not_the_replaced_ones() -> None:
    answers = answered(TOY_CATALOG, budget="small", distance_km=3, terrain="hilly")
    case = workload_in(TOY_CATALOG, trips=20, distance_km=3)
    patterns = with_cost(TOY_CATALOG.patterns, cost_ratings(case, answers))
    result = recommend(TOY_CATALOG.questionnaire, patterns, answers)
    lines = {line.trait: line for line in result.of("bicycle").contributions}
    assert lines["budget"].rating is not None
    assert "EUR for 20 trips" in lines["budget"].rating.reason.in_language("en")
    assert lines["distance_km"].rating is None
    assert lines["terrain"].rating is not None


def test_other_patterns_do_not_matter() -> None:
    """Taking a pattern's prices away, or making it dearer, leaves the others' ratings alone."""
    case = priced(TOY, trips=20)
    answers = answered(TOY_CATALOG, budget="small")
    full = cost_ratings(case, answers).by_pattern
    for gone in full:
        fewer = tuple(v for v in case.model.variants if v.pattern != gone)
        model = replace(case.model, variants=fewer)
        rest = cost_ratings(replace(case, model=model), answers).by_pattern
        assert rest == {slug: rating for slug, rating in full.items() if slug != gone}


@pytest.mark.parametrize(
    ("ratio", "rating"),
    [("0", 2), ("0.6", 2), ("0.61", 1), ("0.9", 1), ("1.2", 0), ("1.21", -1), ("2", -1), ("9", -2)],
)
def test_the_shipped_anchors(ratio: str, rating: int) -> None:
    advice = model_of(catalog_in(SHIPPED)).advice
    assert advice is not None
    assert rating_for(Fraction(ratio), advice) == rating


def test_a_quiet_service_prefers_to_pay_by_use_and_a_busy_one_by_the_hour() -> None:
    catalog = catalog_in(SHIPPED)
    found = {}
    for volume in (1_000_000, 100_000_000):
        inputs = {"requests_per_month": volume, "cost_priority": "high"}
        ratings = cost_ratings(workload_in(catalog, **inputs), answered(catalog, **inputs))
        found[volume] = {slug: rating.value for slug, rating in ratings.by_pattern.items()}
    assert found[1_000_000]["alb-ecs"] == -2
    assert found[1_000_000]["apigw-lambda"] == 2
    assert found[100_000_000]["alb-ecs"] == 2
    assert found[100_000_000]["apigw-lambda"] == 0


def test_a_lower_price_never_lowers_a_rating() -> None:
    advice = model_of(catalog_in(SHIPPED)).advice
    assert advice is not None
    ratings = [rating_for(Fraction(Decimal(step) / 20), advice) for step in range(80)]
    assert ratings == sorted(ratings, reverse=True)
