"""An answer that no longer applies is marked wherever it stands, kept in links, never counted."""

from __future__ import annotations

import pytest

from tests.web.asking import LANGUAGES, SOME, by_api, get, page, settled, values_of

RULING_OUT = f"{SOME}&edge_package_mb=60"
GONE = f"{RULING_OUT}&edge_stage=none"
"""Code at the edge that is too large, and the answer that there is none."""

MARKS = {"en": "Does not count", "ja": "対象外"}


def excluded(query: str) -> list[str]:
    ranking = by_api(query)["ranking"]
    return [item["pattern"] for item in ranking if item["status"] == "excluded"]


def test_it_rules_nothing_out_any_more() -> None:
    assert excluded(RULING_OUT) == ["cloudfront-lambda-edge"]
    assert excluded(GONE) == []


def test_the_interface_for_programs_names_it() -> None:
    found = by_api(GONE)
    assert found["not_counted"] == ["edge_package_mb"]
    assert found["answers"]["edge_package_mb"] == 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["questionnaire/", "questionnaire/edge_package_mb/"])
def test_the_question_says_which_answer_it_waits_for(language: str, place: str) -> None:
    said = page(f"/{language}/{place}?{GONE}").by_id("rests-edge_package_mb").text
    assert MARKS[language] in said
    assert {"en": "Nowhere, there is none", "ja": "処理なし"}[language] in said
    assert page(f"/{language}/{place}?{RULING_OUT}").by_id("rests-edge_package_mb").text == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_answers_marks_it(language: str) -> None:
    lists = page(f"/{language}/recommendation/?{GONE}").every("dl", class_="answers")
    [row] = [row.text for found in lists for row in found.every("div") if "60" in row.text]
    assert {"en": "does not count", "ja": "対象外"}[language] in row


def test_links_keep_it() -> None:
    step = page(f"/en/recommendation/?{GONE}").by_id("steps").every("a")
    for link in step:
        assert ("edge_package_mb", "60") in values_of(link.attributes["href"])


def test_one_question_at_a_time_passes_over_those_that_cannot_count() -> None:
    """Also where everything else is answered with "I don't know yet"."""
    address, asked = f"/en/questionnaire/next/?{SOME}&edge_stage=none", set()
    for _step in range(60):
        address = settled(address)
        if "/recommendation/" in address:
            break
        trait = address.split("/questionnaire/")[1].split("/")[0]
        asked.add(trait)
        query = address.partition("?")[2]
        address = f"/en/questionnaire/next/?{query}&{trait}=unknown&trail={trait}"
    assert asked
    assert not asked & {"edge_package_mb", "edge_memory_mb", "edge_seconds"}


def test_an_answer_taken_back_brings_the_mark_with_the_ranking() -> None:
    before = f"http://testserver/en/questionnaire/?{RULING_OUT}"
    response = get(f"/en/questionnaire/?{GONE}", **{"hx-request": "true", "hx-current-url": before})
    assert 'id="rests-edge_package_mb"' in response.content.decode()
