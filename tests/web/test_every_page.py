"""Every page answers, in both languages, with and without answers."""

from __future__ import annotations

import pytest

from tests.web.asking import (
    ALL_RULED_OUT,
    LANGUAGES,
    SOME,
    TWO_RULED_OUT,
    every_page,
    full_answers,
    get,
    page,
    settled,
    values_of,
)
from tests.web.markup import Element


def links(found: Element) -> list[str]:
    return [item.attributes["href"] for item in found.every("a") if "href" in item.attributes]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", ["", SOME, TWO_RULED_OUT, ALL_RULED_OUT])
def test_every_page_answers_in_its_language(language: str, answers: str) -> None:
    for place in every_page(answers):
        found = page(f"/{language}/{place}")
        assert found.one("html").attributes["lang"] == language, place
        assert found.one("h1").text, place
        assert found.by_id("notices").text == "", place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_site_leads_somewhere(language: str) -> None:
    met: set[str] = set()
    for place in every_page(TWO_RULED_OUT):
        met |= {link.partition("#")[0] for link in links(page(f"/{language}/{place}"))}
    own = {link for link in met if link.startswith("/") and not link.startswith("/theme/")}
    statuses = {link: get(settled(link)).status_code for link in own}
    assert {link: status for link, status in statuses.items() if status != 200} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_link_leads_to_its_question(language: str) -> None:
    questions = page(f"/{language}/questionnaire/?{SOME}")
    ids = {item.attributes["id"] for item in questions.every() if "id" in item.attributes}
    targets = {
        link.partition("#")[2]
        for link in links(page(f"/{language}/recommendation/?{SOME}"))
        if "questionnaire/" in link and "#" in link
    }
    assert targets
    assert targets <= ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_stands_twice_on_a_page(language: str) -> None:
    for place in every_page(TWO_RULED_OUT):
        found = page(f"/{language}/{place}")
        ids = [item.attributes["id"] for item in found.every() if "id" in item.attributes]
        assert sorted(ids) == sorted(set(ids)), place


def test_the_front_door_follows_accept_language_and_keeps_the_query() -> None:
    assert get("/", accept_language="ja,en;q=0.5").headers["Location"] == "/ja/"
    assert get(f"/?{SOME}", accept_language="en-GB").headers["Location"] == f"/en/?{SOME}"
    assert get("/", accept_language="fr").headers["Location"] == "/en/"
    assert "Accept-Language" in get("/").headers["Vary"]


def test_the_language_switch_keeps_page_and_answers() -> None:
    for place in every_page(SOME):
        switch = page(f"/en/{place}").by_id("tools").every("a")[0]
        assert switch.attributes["lang"] == "ja"
        address = switch.attributes["href"]
        assert address.partition("?")[0] == f"/ja/{place.partition('?')[0]}"
        assert values_of(address) == values_of(f"?{SOME}")


def test_the_language_switch_keeps_what_is_compared() -> None:
    chosen = "patterns=alb-ecs&patterns=apigw-lambda&only=differences"
    switch = page(f"/en/compare/?{SOME}&{chosen}").by_id("tools").every("a")[0]
    assert values_of(switch.attributes["href"]) == values_of(f"?{SOME}&{chosen}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_stay_under_1500_characters_with_every_question_answered(language: str) -> None:
    answers = full_answers()
    for place in every_page(answers):
        if "?" in place:
            response = get(f"/{language}/{place}")
            assert response.status_code == 200, place
    longest = max(links(page(f"/{language}/recommendation/?{answers}")), key=len)
    assert len(answers) > 1000
    assert len(longest) < 1500


def test_pages_with_answers_are_kept_out_of_search_engines() -> None:
    robots = [item.attributes for item in page(f"/en/?{SOME}").every("meta")]
    assert {"name": "robots", "content": "noindex"} in robots
    bare = page("/en/").every("meta")
    assert not [item for item in bare if item.attributes.get("name") == "robots"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_answer_reading_only(client: object, method: str) -> None:
    response = getattr(client, method)("/en/recommendation/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
