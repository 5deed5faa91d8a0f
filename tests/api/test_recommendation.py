"""GET /api/v1/recommendation: others script against its shape."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from tests.web.asking import (
    ALL_RULED_OUT,
    LANGUAGES,
    SOME,
    TWO_RULED_OUT,
    Pairs,
    answer_sets,
    by_api,
    catalog,
    get,
)

STATUSES = {"ranked", "conditional", "excluded"}
LEVELS = {"off", "low", "normal", "high", "critical"}
CHECKS = {"violated", "near", "unchecked", "ok"}
SEVERITIES = {"exclude", "condition", "warn"}


def holds(entry: dict[str, Any], shape: dict[str, Any]) -> bool:
    """Whether `entry` has every key of `shape`, each of the type named there. More may be there."""
    return all(
        key in entry and isinstance(entry[key], kind) and not isinstance(entry[key], bool)
        for key, kind in shape.items()
    )


PATTERN = {
    "pattern": str,
    "name": str,
    "status": str,
    "rank": int | None,
    "score": float | int,
    "contributions": list,
    "constraints": list,
}
CONTRIBUTION = {
    "trait": str,
    "option": str,
    "importance": str,
    "rating": int,
    "points": float | int,
    "reason": str,
    "source": str,
}
CONSTRAINT = {
    "id": str,
    "status": str,
    "severity": str,
    "limit": float | int | None,
    "value": float | int | None,
    "unit": str | None,
    "reason": str,
    "source": str,
}


@pytest.mark.parametrize("query", ["", SOME, TWO_RULED_OUT, ALL_RULED_OUT, "nonsense=1"])
def test_it_has_the_promised_shape(query: str) -> None:
    payload = by_api(query)
    assert holds(payload, {"catalog_version": str, "answers": dict, "notices": list})
    assert len(payload["ranking"]) == len(catalog().patterns)
    for item in payload["ranking"]:
        assert holds(item, PATTERN)
        assert item["status"] in STATUSES
        assert 0 <= item["score"] <= 100
        assert (item["rank"] is None) == (item["status"] == "excluded")
        for line in item["contributions"]:
            assert holds(line, CONTRIBUTION)
            assert line["importance"] in LEVELS
            assert -2 <= line["rating"] <= 2
        for check in item["constraints"]:
            assert holds(check, CONSTRAINT)
            assert check["status"] in CHECKS
            assert check["severity"] in SEVERITIES


@settings(max_examples=60, deadline=None)
@given(answer_sets())
def test_fifty_plus_the_sum_of_points_is_the_score(pairs: Pairs) -> None:
    query = "&".join(f"{key}={value}" for key, value in pairs)
    for item in by_api(query)["ranking"]:
        points = sum(Decimal(str(line["points"])) for line in item["contributions"])
        assert 50 + points == Decimal(str(item["score"]))


@settings(max_examples=20, deadline=None)
@given(answer_sets())
def test_the_same_address_gives_the_same_bytes(pairs: Pairs) -> None:
    address = "/api/v1/recommendation?" + "&".join(f"{key}={value}" for key, value in pairs)
    assert get(address).content == get(address).content


def test_a_repeated_key_gives_several_options() -> None:
    payload = by_api("content=api-json&content=authenticated&api_style=rest")
    assert payload["answers"]["content"] == ["api-json", "authenticated"]
    assert payload["answers"]["api_style"] == "rest"
    assert payload["notices"] == []
    lines = payload["ranking"][0]["contributions"]
    assert {line["option"] for line in lines if line["trait"] == "content"} == {
        "api-json",
        "authenticated",
    }


def test_a_number_is_a_number() -> None:
    assert by_api("requests_per_month=1e6")["answers"] == {"requests_per_month": 1_000_000}


def test_dont_know_counts_like_no_answer_and_is_repeated_in_the_answers() -> None:
    payload = by_api("api_style=unknown")
    assert payload["answers"] == {"api_style": "unknown"}
    assert payload["notices"] == []
    assert [item["score"] for item in payload["ranking"]] == [50.0] * len(payload["ranking"])


def test_importance_weighs() -> None:
    def points(level: str) -> float:
        payload = by_api(f"ops_tolerance=none&importance.ops_tolerance={level}")
        first = next(item for item in payload["ranking"] if item["pattern"] == "apigw-lambda")
        return float(sum(line["points"] for line in first["contributions"]))

    assert points("off") == 0
    assert 0 < points("low") < points("normal") < points("high") < points("critical")


def test_a_broken_limit_carries_its_number_and_the_number_given() -> None:
    ranking = by_api("response_body_mb=7")["ranking"]
    excluded = {item["pattern"]: item for item in ranking if item["status"] == "excluded"}
    assert set(excluded) == {"appsync-dynamodb", "cloudfront-lambda-edge"}
    broken = [c for c in excluded["appsync-dynamodb"]["constraints"] if c["status"] == "violated"]
    assert [(c["severity"], c["limit"], c["value"], c["unit"]) for c in broken] == [
        ("exclude", 5, 7, "MB")
    ]
    assert broken[0]["source"].startswith("https://")


def test_what_was_not_understood_is_in_the_notices_and_nothing_else_is_lost() -> None:
    payload = by_api("api_style=rest&nonsense=1&content=tea")
    assert payload["answers"] == {"api_style": "rest"}
    assert {notice["key"] for notice in payload["notices"]} == {"nonsense", "content"}
    assert all(notice["message"] for notice in payload["notices"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_lang_chooses_the_words(language: str) -> None:
    names = {item.slug: item.name.in_language(language) for item in catalog().patterns}
    payload = by_api(f"{SOME}&lang={language}")
    assert {item["pattern"]: item["name"] for item in payload["ranking"]} == names
    assert payload["notices"] == []


def test_accept_language_chooses_the_words_where_lang_does_not() -> None:
    address = f"/api/v1/recommendation?{TWO_RULED_OUT}"
    spoken = get(address, accept_language="ja")
    assert spoken.content == get(f"{address}&lang=ja").content
    assert "Accept-Language" in spoken.headers["Vary"]
    assert get(f"{address}&lang=en", accept_language="ja").content == get(address).content


def test_words_change_with_the_language_and_numbers_do_not() -> None:
    english, japanese = (by_api(f"{TWO_RULED_OUT}&lang={language}") for language in LANGUAGES)
    for own, other in zip(english["ranking"], japanese["ranking"], strict=True):
        assert own["score"] == other["score"]
        assert own["contributions"][0]["reason"] != other["contributions"][0]["reason"]
