"""Ratings of cost for many answers in a row are those of the exact calculation."""

from __future__ import annotations

from random import Random

import pytest

from advisor.catalog.formula import parse_formula
from advisor.cost import ComputedRatings, cost_ratings, read_request, workload
from advisor.cost.advice import exact_levels
from advisor.cost.levels import LevelTable, UnsureError, compiled
from advisor.questionnaire import Answer, Answers, parse_answers
from tests.cost.pricing import SHIPPED, catalog_in, model_of

CATALOG = catalog_in(SHIPPED)
MODEL = model_of(CATALOG)
assert MODEL.advice is not None
ADVICE = MODEL.advice
TOLD_BY = ("cacheable_share", "payload", "protection", "realtime", "request_duration")
REQUESTS: tuple[list[tuple[str, str]], ...] = (
    [],
    [("region", "ap-northeast-1")],
    [("flat_rate", "on")],
    [("flat_rate", "on"), ("memory_mb", "2048")],
    [("variant", "apigw_lambda_rest"), ("variant", "cloudfront_functions_addon")],
    [("free_allowances", "on"), ("nat_gateways", "2")],
)


def drawn(random: Random) -> Answers:
    volume = 10 ** random.randint(3, 9) if random.random() < 0.3 else random.randint(1, 10**9)
    pairs = [("requests_per_month", str(volume)), ("cost_priority", "high")]
    pairs += [("concurrent_clients", str(random.choice([10, 50_000])))]
    for trait in TOLD_BY:
        options = CATALOG.questionnaire.by_id[trait].options
        pairs.append((trait, random.choice([*(item.id for item in options), "unknown"])))
    return parse_answers(CATALOG.questionnaire, pairs).answers


def known(answers: Answers) -> dict[str, Answer]:
    return {trait: item for trait, item in answers.by_trait.items() if not item.unknown}


@pytest.mark.parametrize("pairs", REQUESTS)
def test_they_are_the_ratings_of_the_recommendation(pairs: list[tuple[str, str]]) -> None:
    random, request = Random(7), read_request(MODEL, pairs)
    computed = ComputedRatings(MODEL, ADVICE, CATALOG.questionnaire, request)
    for _ in range(80):
        answers = drawn(random)
        asked = workload(MODEL, CATALOG.questionnaire, answers, request)
        expected = {s: r.value for s, r in cost_ratings(asked, answers).by_pattern.items()}
        assert computed.ratings(known(answers)) == expected
        assert expected


def test_the_quick_calculation_decides_nearly_always() -> None:
    random, request, table = Random(8), read_request(MODEL, ()), LevelTable(MODEL, ADVICE)
    unsure = 0
    for _ in range(200):
        asked = workload(MODEL, CATALOG.questionnaire, drawn(random), request)
        try:
            quick = table.quick(asked)
        except UnsureError:
            unsure += 1
        else:
            assert quick == exact_levels(ADVICE, asked)
    assert unsure < 20


def test_one_table_serves_every_request() -> None:
    """Months are kept: by inputs, and by the Region, the variants and the plan asked for."""
    random, table = Random(9), LevelTable(MODEL, ADVICE)
    for _ in range(20):
        answers = drawn(random)
        for pairs in REQUESTS:
            asked = workload(MODEL, CATALOG.questionnaire, answers, read_request(MODEL, pairs))
            assert table.levels(asked) == exact_levels(ADVICE, asked)


def test_at_a_step_floats_do_not_decide() -> None:
    steps = compiled(parse_formula("ceil(volume * 0.1)"))
    assert steps({"volume": 25.0}) == 3
    with pytest.raises(UnsureError):
        steps({"volume": 30.0})


def test_without_a_volume_or_an_answer_about_cost_nothing_is_rated() -> None:
    computed = ComputedRatings(MODEL, ADVICE, CATALOG.questionnaire, read_request(MODEL, ()))
    told = known(drawn(Random(1)))
    for missing in ("requests_per_month", "cost_priority"):
        assert computed.ratings({t: a for t, a in told.items() if t != missing}) == {}


def test_clients_reach_the_bill_only_where_they_hold_connections() -> None:
    computed = ComputedRatings(MODEL, ADVICE, CATALOG.questionnaire, read_request(MODEL, ()))
    calls = {"api_style": Answer(trait="api_style", options=("rest",))}
    chosen = {o: Answer(trait="realtime", options=(o,)) for o in ("none", "server-push")}
    assert "concurrent_clients" in computed.reaching({})
    assert "concurrent_clients" in computed.reaching(calls | {"realtime": chosen["server-push"]})
    assert "concurrent_clients" in computed.reaching({"realtime": chosen["none"]})
    assert "concurrent_clients" not in computed.reaching(calls | {"realtime": chosen["none"]})
