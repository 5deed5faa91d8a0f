"""CONTRIBUTING.md's pattern, which has no prices, among patterns with them: every door opens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.docs.test_example_pattern import SLUG, with_example
from tests.web.asking import LANGUAGES, every_page, get, page

PRICED = "api_style=rest&content=api-json&cost_priority=high&requests_per_month=3000000"
ANSWERS = ("", "cost_priority=high", PRICED, f"{PRICED}&flat_rate=on")


@pytest.fixture(autouse=True, scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(ADVISOR_CATALOG=with_example(tmp_path_factory.mktemp("served"))):
        yield


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", ANSWERS)
def test_every_page_answers(language: str, answers: str) -> None:
    for place in [*every_page(answers), f"patterns/{SLUG}/?{answers}"]:
        assert page(f"/{language}/{place}").one("h1").text, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_to_save_answer(language: str) -> None:
    for place in ("recommendation/decision.md", "figures/cost.svg"):
        assert get(f"/{language}/{place}?{PRICED}").status_code == 200, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recommendation_ranks_it_with_cost_in_words(language: str) -> None:
    answer = get(f"/api/v1/recommendation?{PRICED}&lang={language}")
    ranked = {item["pattern"] for item in json.loads(answer.content)["ranking"]}
    assert SLUG in ranked


def test_cost_names_the_patterns_that_have_prices() -> None:
    payload = json.loads(get(f"/api/v1/cost?{PRICED}").content)
    patterns = {item["pattern"] for item in payload["estimates"]}
    assert patterns
    assert SLUG not in patterns
    rows = list(csv.DictReader(io.StringIO(get(f"/api/v1/cost.csv?{PRICED}").content.decode())))
    assert {row["pattern"] for row in rows if row["kind"] == "total"} == patterns


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["cost", "advise"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_commands_answer(
    capsys: pytest.CaptureFixture[str], language: str, command: str, form: str
) -> None:
    call_command(command, *PRICED.split("&"), lang=language, format=form)
    assert capsys.readouterr().out
