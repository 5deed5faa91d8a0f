"""How cost enters the recommendation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from advisor.advice import Advice, advise
from advisor.catalog import Catalog
from advisor.cost import Workload, cost_ratings, with_cost
from advisor.cost.advice import rating_for
from advisor.questionnaire import Answers, parse_answers, without_answer
from advisor.scoring import recommend
from tests.cost.input_space import any_inputs
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


@settings(max_examples=60, deadline=None)
@given(any_inputs())
def test_a_flat_rate_plan_never_lowers_a_rating(inputs: dict[str, object]) -> None:
    catalog = catalog_in(SHIPPED)
    inputs |= {"requests_per_month": inputs["requests_per_month"] or 1, "cost_priority": "high"}
    answers, found = answered(catalog, **_asked(catalog, inputs)), []
    for switch in ("off", "on"):
        case = workload_in(catalog, **inputs | {"flat_rate": switch})
        found.append(cost_ratings(case, answers).by_pattern)
    without, with_plan = found
    assert all(with_plan[slug].value >= rating.value for slug, rating in without.items())


def _asked(catalog: Catalog, inputs: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in inputs.items() if key in catalog.questionnaire.by_id}


def test_the_reason_says_where_a_plan_brings_its_transfer_with_it() -> None:
    # 9 million requests, all cached: 9.00 for them, 5.00 for the firewall and 9 x 0.60 for what it
    # inspects; a plan at 15.00 stands for that and for the transfer. The reference:
    # 10 + 9 x 1.75 + 9,000,000 x 0.1 s x 0.5 GB x 0.0000166667 = 33.25
    catalog = catalog_in(SHIPPED)
    inputs: dict[str, object] = {"requests_per_month": 9_000_000, "avg_response_kb": 2}
    inputs |= {"cache_hit_ratio": 1, "waf_on": 1, "cost_priority": "high"}
    answers = answered(catalog, **_asked(catalog, inputs))
    reasons = {}
    for switch in ("off", "on"):
        ratings = cost_ratings(workload_in(catalog, **inputs | {"flat_rate": switch}), answers)
        reasons[switch] = ratings.by_pattern["cloudfront-lambda-edge"].reason.in_language("en")
    month = "About {} USD a month at 9\u00a0million requests, {} times the reference of 33.25 USD."
    assert reasons == {
        "off": month.format("19.40", "transfer apart: 0.58"),
        "on": month.format("15.00", "with a flat-rate plan and the transfer in it: 0.45"),
    }


def test_transfer_is_said_to_stand_apart_where_the_month_by_use_is_the_smaller() -> None:
    # 2 million of 200 KB, half of them cached: 2.00 for requests, 2.46 behind the cache, 4.46;
    # a plan would stand for the 2.00, at 15.00. The reference: 10 + 2 x 1.75 + 1.67 = 15.17
    catalog = catalog_in(SHIPPED)
    inputs = {"requests_per_month": 2_000_000, "avg_response_kb": 200, "flat_rate": "on"}
    answers = answered(catalog, requests_per_month=2_000_000, cost_priority="high")
    ratings = cost_ratings(workload_in(catalog, **inputs), answers).by_pattern
    rating = ratings["cloudfront-multi-origin"]
    assert rating.value == 2
    assert rating.reason.in_language("en") == (
        "About 4.46 USD a month at 2\u00a0million requests, transfer apart: "
        "0.29 times the reference of 15.17 USD."
    )


OFF = {"importance.cost_priority": "off"}
TELLING = {"content": "realtime", "request_duration": "seconds", "ops_tolerance": "full"}


def told(answers: Answers) -> tuple[object, ...]:
    """What is recommended, and what the analysis says of it."""
    advice = advise(catalog_in(SHIPPED), answers)
    found = advice.analysis
    return (
        _outline(advice),
        found.verdict,
        [(flip.trait, flip.option, flip.first) for flip in found.flips],
        found.pair_count,
        found.radii,
        found.ranges,
        found.settled,
        found.next_question,
    )


def _outline(advice: Advice) -> list[tuple[object, ...]]:
    return [
        (item.pattern.slug, item.rank, item.total, item.score)
        for item in advice.recommendation.assessments
    ]


@pytest.mark.parametrize("cost", ["low", "medium", "high"])
@pytest.mark.parametrize("requests", [5000, 816_568, 300_000_000])
def test_cost_that_is_off_is_as_if_it_were_not_answered(cost: str, requests: int) -> None:
    said = TELLING | {"requests_per_month": requests, "cost_priority": cost}
    off = answered(catalog_in(SHIPPED), **said, **OFF)
    assert told(off) == told(without_answer(off, "cost_priority"))
    assert advise(catalog_in(SHIPPED), off).cost is None


def test_a_number_of_requests_that_is_off_makes_no_points_and_is_calculated_with() -> None:
    catalog = catalog_in(SHIPPED)
    off = {"importance.requests_per_month": "off"}
    said = TELLING | {"requests_per_month": 300_000_000} | off
    words = advise(catalog, answered(catalog, **said))
    silent = advise(catalog, answered(catalog, **TELLING, **off))
    assert _outline(words) == _outline(silent)
    computed = advise(catalog, answered(catalog, **said, cost_priority="high"))
    assert computed.cost is not None
    # ... of a second each 7,980 USD or so: about as much as the reference
    assert computed.cost.by_pattern["apigw-lambda"].value == 0


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
