"""The other endpoints, headers, and errors in their one shape."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.web.asking import LANGUAGES, catalog, get

ENDPOINTS = ["recommendation", "questionnaire", "patterns"]


def payload(path: str) -> dict[str, Any]:
    response = get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def error_of(content: bytes) -> dict[str, str]:
    """The error, in exactly its one shape."""
    body = json.loads(content)
    assert set(body) == {"error"}
    error: dict[str, str] = body["error"]
    assert {"code", "message", "hint"} <= set(error)
    assert {type(value) for value in error.values()} == {str}
    assert all(error.values())
    return error


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_has_the_promised_shape(language: str) -> None:
    questions = payload(f"/api/v1/questionnaire?lang={language}")["questions"]
    assert [item["id"] for item in questions] == [q.id for q in catalog().questionnaire.questions]
    groups = {group.id for group in catalog().questionnaire.groups}
    for item in questions:
        assert {"id", "text", "why", "kind", "group", "options"} <= set(item)
        assert item["text"]
        assert item["why"]
        assert item["kind"] in {"single", "several", "number"}
        assert item["group"] in groups
        assert bool(item["options"]) == (item["kind"] != "number")
        for option in item["options"]:
            assert option["id"]
            assert option["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patterns_are_listed_with_their_limits(language: str) -> None:
    patterns = payload(f"/api/v1/patterns?lang={language}")["patterns"]
    assert [item["pattern"] for item in patterns] == [p.slug for p in catalog().patterns]
    for item, pattern in zip(patterns, catalog().patterns, strict=True):
        assert item["name"] == pattern.name.in_language(language)
        assert len(item["limits"]) == len(pattern.limits)


def test_health_is_two_letters() -> None:
    response = get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_scripts_of_other_sites_may_read_it_errors_included(endpoint: str) -> None:
    for query in ("", "?lang=fr"):
        response = get(f"/api/v1/{endpoint}{query}")
        assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_head_answers_like_get(endpoint: str) -> None:
    assert Client().head(f"/api/v1/{endpoint}").status_code == 200


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(endpoint: str, method: str) -> None:
    response = getattr(Client(), method)(f"/api/v1/{endpoint}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert error_of(response.content)["code"] == "method-not-allowed"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_unknown_language_is_refused_with_the_known_ones(endpoint: str) -> None:
    for language in ("fr", "", "EN", "ja%00"):
        response = get(f"/api/v1/{endpoint}?lang={language}")
        assert response.status_code == 400
        error = error_of(response.content)
        assert error["code"] == "unknown-language"
        assert "en, ja" in error["hint"]


@pytest.mark.parametrize("place", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/patterns"])
def test_an_unknown_endpoint_names_the_known_ones(place: str) -> None:
    response = get(place)
    assert response.status_code == 404
    error = error_of(response.content)
    assert error["code"] == "not-found"
    assert "/api/v1/recommendation" in error["hint"]


def test_too_many_fields_are_refused() -> None:
    query = "&".join(f"k{number}=1" for number in range(2000))
    response = get(f"/api/v1/recommendation?{query}")
    assert response.status_code == 400
    assert error_of(response.content)["code"] == "bad-request"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_errors_speak_the_readers_language() -> None:
    english = error_of(get("/api/v1/nothing", accept_language="en").content)
    japanese = error_of(get("/api/v1/nothing", accept_language="ja").content)
    assert english["code"] == japanese["code"]
    assert english["message"] != japanese["message"]


def test_damaged_text_is_a_notice_and_no_error() -> None:
    for query in ("%00=%00", "api_style=%ff", "api_style=" + "a" * 100_000, "=", "&&&"):
        assert get(f"/api/v1/recommendation?{query}").status_code == 200
