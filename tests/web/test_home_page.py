"""The front page: what there is, how a point is made, and workloads to start from."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, catalog, page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_each_pattern_with_those_who_take_part_in_a_request(language: str) -> None:
    rows = page(f"/{language}/").one("table", class_="glance").one("tbody").every("tr")
    for pattern, row in zip(catalog().patterns, rows, strict=True):
        text = row.one("th").text
        assert pattern.short_name.in_language(language) in text
        services = [service.name.split()[-1] for service in pattern.services]
        assert any(service in text for service in services), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_many_questions_there_are(language: str) -> None:
    questions = catalog().questionnaire.questions
    acts = page(f"/{language}/").one("p", class_="acts").text
    assert str(len(questions)) in acts
    assert str(sum(question.leading for question in questions)) in acts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_line_shows_a_page_of_the_vendor(language: str) -> None:
    line = page(f"/{language}/").one("dl", class_="equation")
    assert line.every("a", class_="src")


def test_the_last_result_is_hidden_until_this_device_has_one() -> None:
    assert "hidden" in page("/en/").by_id("last-result").attributes
