"""The keys about firmness, in JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from advisor.advice import advise
from advisor.analysis import Verdict
from advisor.presentation.firmness import firmness_view
from advisor.presentation.payload import recommendation_payload
from advisor.questionnaire import parse_answers
from tests.api.test_flips import drawn
from tests.catalog_content.shipped import shipped

Pairs = list[tuple[str, str]]
CASES: dict[str, Pairs] = {
    "nothing": [],
    "some": [("content", "api-json"), ("api_style", "rest"), ("ops_tolerance", "none")],
    "unknown": [("api_style", "unknown"), ("realtime", "server-push"), ("offline_sync", "yes")],
    "all-excluded": [("transport", "udp"), ("api_style", "rest")],
    "one-left": [("request_seconds", "1200"), ("streaming", "no"), ("api_style", "rest")],
}


def ask(pairs: Pairs, language: str = "en") -> dict[str, Any]:
    catalog = shipped()
    parsed = parse_answers(catalog.questionnaire, pairs)
    return recommendation_payload(advise(catalog, parsed.answers), parsed.notices, language)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_key_is_there_and_is_json(name: str, language: str) -> None:
    payload = ask(CASES[name], language)
    assert json.loads(json.dumps(payload)) == payload
    assert {
        "verdict", "stability", "flips", "pairs", "fewest_changes", "weight_flips",
        "weight_ranges", "ranges", "settled", "next_question", "shares", "others",
        "composition", "elsewhere",
    } <= set(payload)  # fmt: skip
    assert payload["verdict"] in {*(word.value for word in Verdict), "none-of-these"}


@pytest.mark.parametrize("name", CASES)
def test_flips_are_complete_over_all_single_choice_questions(name: str) -> None:
    payload = ask(CASES[name])
    given = dict(CASES[name])
    singles = [q for q in shipped().questionnaire.questions if q.kind.value == "single"]
    expected = {}
    for question in singles:
        for option in (*question.rated_ids, "unknown"):
            if given.get(question.id) != option:
                first = ask([*{**given, question.id: option}.items()])["first"]
                if first != payload["first"]:
                    expected[question.id, option] = first
    found = {
        (flip["trait"], flip["option"]): flip["first"]
        for flip in payload["flips"]
        if flip["trait"] in {question.id for question in singles}
    }
    assert found == expected


@pytest.mark.parametrize("name", ["some", "unknown", "one-left"])
def test_the_query_of_every_change_leads_to_the_first_place_it_names(name: str) -> None:
    payload = ask(CASES[name])
    chosen = [item["choose_if"] for item in payload["others"] if item["choose_if"]]
    for change in (
        *payload["flips"],
        *payload["weight_flips"],
        *payload["pairs"]["nearest"],
        *chosen,
    ):
        assert ask(parse_qsl(change["query"]))["first"] == change["first"]


@pytest.mark.parametrize("name", CASES)
def test_the_score_lies_in_its_range(name: str) -> None:
    payload = ask(CASES[name])
    scores = {item["pattern"]: item["score"] for item in payload["ranking"]}
    for item in payload["ranges"]:
        assert item["low"] - 0.01 <= scores[item["pattern"]] <= item["high"] + 0.01


@pytest.mark.parametrize(
    ("pair", "outcome"),
    [
        (("kind_of_work", "static-only"), "static-site"),
        (("kind_of_work", "batch"), "batch"),
        (("kind_of_work", "media-streaming"), "media-streaming"),
        (("kind_of_work", "multi-cloud"), "several-clouds"),
        (("transport", "udp"), "udp"),
    ],
)
def test_a_workload_for_none_of_the_patterns_leads_elsewhere(
    pair: tuple[str, str], outcome: str
) -> None:
    payload = ask([pair, ("api_style", "rest")], "ja")
    (found,) = payload["elsewhere"]
    assert payload["verdict"] == "none-of-these"
    assert payload["first_is_recommended"] is False
    assert found["id"] == outcome
    assert all(found[key] for key in ("title", "reason", "look"))


def test_what_answers_requests_leads_nowhere_else() -> None:
    payload = ask([("kind_of_work", "request-response"), ("transport", "http"), *CASES["some"]])
    assert payload["elsewhere"] == []
    assert payload["verdict"] != "none-of-these"
    assert payload["first_is_recommended"] is True


def test_without_a_claim_nobody_is_recommended() -> None:
    assert ask([])["first_is_recommended"] is False


def test_stability_is_the_same_number_in_every_door() -> None:
    for seed in range(12):
        pairs = drawn(seed)
        advice = advise(shipped(), parse_answers(shipped().questionnaire, pairs).answers)
        said = recommendation_payload(advice, (), "en")["stability"]
        assert firmness_view(advice, "en").stability == (f"{said['value']:.2f}" if said else "")


def test_a_front_is_never_without_an_origin_behind_it() -> None:
    pairs = [("one_domain", "yes"), ("static_share", "most"), ("content", "static-mix")]
    (stack,) = ask(pairs)["composition"]
    assert stack["origins"]
    assert all(origin["note"] for origin in stack["origins"])
