"""Asking the site without a browser, and the sets of answers that tests ask with."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client
from hypothesis import strategies as st

from advisor.catalog.model import Catalog, Question, QuestionKind
from advisor.web.catalog import get_catalog
from tests.web.markup import Element, read

Pairs = tuple[tuple[str, str], ...]

NEUTRAL = Decimal(50)

LANGUAGES = ("en", "ja")
SOME = (
    "api_style=rest&content=api-json&content=authenticated&existing_app=greenfield"
    "&importance.ops_tolerance=high&ops_tolerance=none&realtime=unknown"
    "&requests_per_month=3000000&traffic_shape=spiky"
)
TWO_RULED_OUT = f"{SOME}&response_body_mb=7"
ALL_RULED_OUT = "api_style=grpc&transport=udp"
"""One pattern alone could return when UDP is given up; others need both to give."""


def catalog() -> Catalog:
    return get_catalog()


def get(path: str, **headers: str) -> HttpResponse:
    """The answer to a plain request, without following redirects."""
    response = Client(headers=headers).get(path)
    assert isinstance(response, HttpResponse)
    return response


def settled(address: str) -> str:
    """Where an address leads in the end."""
    while (response := get(address)).status_code == 302:
        address = response.headers["Location"]
    return address


def page(path: str) -> Element:
    """The page at `path`, which has to be there."""
    response = get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return read(response.content.decode())


def notices(path: str) -> str:
    """What the page says about its own address; empty where it says nothing."""
    return page(path).by_id("notices").text


def by_api(query: str) -> dict[str, Any]:
    """What the JSON door answers to the same query."""
    response = get(f"/api/v1/recommendation?{query}")
    payload: dict[str, Any] = json.loads(response.content)
    return payload


def as_number(printed: str) -> Decimal:
    return Decimal(printed.replace("\u2212", "-"))


def values_of(address: str) -> list[tuple[str, str]]:
    """The keys and values of an address, sorted."""
    return sorted(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def every_page(answers: str) -> list[str]:
    """One address of every kind of page, without language, with `answers` in each."""
    first = catalog().patterns[0]
    places = [
        "",
        "questionnaire/",
        f"questionnaire/{catalog().questionnaire.questions[0].id}/",
        "recommendation/",
        "recommendation/decision/",
        "compare/",
        "patterns/",
        *(f"patterns/{pattern.slug}/" for pattern in catalog().patterns),
        *(f"patterns/{first.slug}/bundles/{bundle.format.value}" for bundle in first.bundles),
        "cost/",
        "method/",
        "glossary/",
        "saved/",
        "difference/",
    ]
    return [place + (f"?{answers}" if answers else "") for place in places]


def full_answers() -> str:
    """An answer to every question, the longest one each."""
    return urlencode(
        [
            (question.id, value)
            for question in catalog().questionnaire.questions
            for value in _longest(question)
        ]
    )


def _longest(question: Question) -> list[str]:
    options = sorted((option.id for option in question.options), key=len)
    if question.kind is QuestionKind.SEVERAL:
        return [option for option in options if option != question.none_option]
    return options[-1:] or [str(question.maximum or 1)]


def answer_sets() -> st.SearchStrategy[Pairs]:
    """Any answers that the questionnaire offers, with any importance.

    Deferred: a broken catalog fails the tests that use it, not their collection.
    """
    return st.deferred(_answer_sets)


def _answer_sets() -> st.SearchStrategy[Pairs]:
    questions = catalog().questionnaire.questions
    chosen = st.lists(st.sampled_from(questions), max_size=12, unique_by=lambda q: q.id)
    return chosen.flatmap(
        lambda some: st.tuples(*(_pairs(question) for question in some)).map(
            lambda parts: tuple(pair for part in parts for pair in part)
        )
    )


def _pairs(question: Question) -> st.SearchStrategy[Pairs]:
    levels = st.sampled_from(["off", "low", "normal", "high", "critical"])
    return st.tuples(_values(question), levels).map(
        lambda both: (
            *((question.id, value) for value in both[0]),
            *([(f"importance.{question.id}", both[1])] if question.weight else []),
        )
    )


def _values(question: Question) -> st.SearchStrategy[list[str]]:
    options = [option.id for option in question.options if option.id != question.none_option]
    unknown = st.just(["unknown"])
    if question.kind is QuestionKind.NUMBER:
        top = int(min(question.maximum or 10**9, 10**9))
        return st.integers(0, top).map(lambda number: [str(number)]) | unknown
    if question.kind is QuestionKind.SEVERAL:
        return st.lists(st.sampled_from(options), min_size=1, unique=True) | unknown
    return st.sampled_from(options).map(lambda option: [option]) | unknown
