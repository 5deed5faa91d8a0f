"""The glossary, and the way to it from the questions."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, SOME, catalog, page, values_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_with_its_meaning_under_its_own_address(language: str) -> None:
    found = page(f"/{language}/glossary/")
    for term in catalog().glossary:
        entry = found.by_id(f"term-{term.id}")
        assert entry.one("dt").text == term.term.in_language(language)
        assert entry.one("dd").text == term.meaning.in_language(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_link_each_word_once_where_they_use_it_first(language: str) -> None:
    links = page(f"/{language}/questionnaire/?{SOME}").every("a", class_="term")
    targets = [link.attributes["href"].partition("#")[2] for link in links]
    assert len(targets) > 10
    assert len(set(targets)) == len(targets)
    known = {f"term-{term.id}" for term in catalog().glossary}
    assert set(targets) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_keeps_the_answers(language: str) -> None:
    link = page(f"/{language}/questionnaire/?{SOME}").every("a", class_="term")[0]
    assert values_of(link.attributes["href"].partition("#")[0]) == values_of(f"?{SOME}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_stands_in_a_link_a_heading_or_a_label(language: str) -> None:
    found = page(f"/{language}/questionnaire/")
    around = [
        item for tag in ("a", "h1", "h2", "h3", "label", "legend") for item in found.every(tag)
    ]
    assert [item.text for item in around if item.every("a", class_="term")] == []


def test_one_question_by_itself_explains_its_words_again() -> None:
    linked = [
        question.id
        for question in catalog().questionnaire.questions
        if page(f"/en/questionnaire/{question.id}/").every("a", class_="term")
    ]
    assert len(linked) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_the_glossary(language: str) -> None:
    foot = page(f"/{language}/?{SOME}").one("footer")
    assert any(
        link.attributes["href"].startswith(f"/{language}/glossary/?") for link in foot.every("a")
    )
