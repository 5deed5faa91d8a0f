"""The recommendation: printed lines add up, limits are named, nothing is claimed for nothing."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from hypothesis import given, settings

from tests.api.test_flips import drawn
from tests.web.asking import (
    ALL_RULED_OUT,
    LANGUAGES,
    NEUTRAL,
    SOME,
    TWO_RULED_OUT,
    Pairs,
    answer_sets,
    as_number,
    by_api,
    catalog,
    get,
    page,
    settled,
)
from tests.web.markup import Element, read


def ledgers(found: Element) -> list[tuple[list[Decimal], Decimal]]:
    """The points of every printed line, and the printed total, for each ledger."""
    return [
        (
            [as_number(cell.text) for cell in table.one("tbody").every("td", class_="pts")],
            as_number(table.one("td", class_="total").text),
        )
        for table in found.every("table", class_="ledger")
    ]


def as_query(pairs: Pairs) -> str:
    return "&".join(f"{key}={value}" for key, value in pairs if value != "normal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", [SOME, TWO_RULED_OUT])
def test_every_pattern_has_a_ledger_that_adds_up(language: str, query: str) -> None:
    printed = ledgers(page(f"/{language}/recommendation/?{query}"))
    assert len(printed) == len(by_api(query)["ranking"])
    for points, total in printed:
        assert NEUTRAL + sum(points) == total


@settings(max_examples=40, deadline=None)
@given(answer_sets())
def test_ledgers_add_up_whatever_is_answered(pairs: Pairs) -> None:
    found = page(f"/en/recommendation/?{as_query(pairs)}")
    for points, total in ledgers(found):
        assert NEUTRAL + sum(points) == total


@settings(max_examples=25, deadline=None)
@given(answer_sets())
def test_the_page_prints_the_scores_of_the_json(pairs: Pairs) -> None:
    query = as_query(pairs)
    found = page(f"/en/recommendation/?{query}")
    printed = [
        as_number(cell.text.split()[0]) for cell in found.every("td", class_="score") if cell.text
    ]
    expected = [item["score"] for item in by_api(query)["ranking"] if item["rank"] is not None]
    assert len(printed) == len(expected)
    for own, exact in zip(printed, expected, strict=True):
        assert abs(own - Decimal(str(exact))) <= Decimal("0.06")


def test_the_json_link_in_the_footer_gives_the_result_of_the_page() -> None:
    for language in LANGUAGES:
        found = page(f"/{language}/recommendation/?{TWO_RULED_OUT}")
        links = [link.attributes["href"] for link in found.one("footer").every("a")]
        [address] = [link for link in links if link.startswith("/api/")]
        linked = json.loads(get(address).content)
        assert linked == by_api(f"{TWO_RULED_OUT}&lang={language}")
        rows = found.one("table", class_="rank").one("tbody").every("th", class_="name")
        ranked = [row.every("a")[0].attributes["href"].split("/")[3] for row in rows]
        assert [item["pattern"] for item in linked["ranking"]] == ranked


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_names_its_answer_its_reason_and_its_source(language: str) -> None:
    found = page(f"/{language}/recommendation/?{SOME}")
    for line in found.every("table", class_="ledger")[0].one("tbody").every("tr"):
        assert line.one("strong").text
        assert line.one("td", class_="because").text
        assert line.every(class_="src")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_that_is_ruled_out_shows_the_limit_the_number_and_the_source(
    language: str,
) -> None:
    found = page(f"/{language}/recommendation/?{TWO_RULED_OUT}").by_id("ruled-out")
    shown = found.every("li", class_="check")
    excluded = [item for item in by_api(TWO_RULED_OUT)["ranking"] if item["status"] == "excluded"]
    assert {"appsync-dynamodb", "cloudfront-lambda-edge"} == {item["pattern"] for item in excluded}
    assert len(shown) == 2
    for check, limit in zip(shown, ("5\u00a0MB", "1\u00a0MB"), strict=True):
        assert limit in check.text.replace(" ", "\u00a0")
        assert check.every("a", class_="src")
    [met] = found.every(class_="met")
    assert "7\u00a0MB" in met.one("h3").text.replace(" ", "\u00a0")
    assert [figure.attributes["class"] for figure in met.every("svg", class_="ruler")] == [
        "ruler wide",
        "ruler narrow",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_that_is_ruled_out_stays_in_the_ranking(language: str) -> None:
    ranking = page(f"/{language}/recommendation/?{TWO_RULED_OUT}").one("table", class_="rank")
    assert len(ranking.every("tr", class_="out")) == 2
    for row in ranking.every("tr", class_="out"):
        assert row.every("strong", class_="stop")
        assert not row.every("td", class_="score")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_answers_nothing_is_recommended(language: str) -> None:
    found = page(f"/{language}/recommendation/")
    assert by_api("")["claimed"] is False
    assert not found.every("table", class_="ledger")
    assert not [
        link for link in found.every("a", class_="btn") if "bundles" in str(link.attributes)
    ]
    assert {cell.text.split()[0] for cell in found.every("td", class_="score")} == {"50.0"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_but_i_dont_know_nothing_is_recommended(language: str) -> None:
    found = page(f"/{language}/recommendation/?api_style=unknown&content=unknown")
    assert not found.every("table", class_="ledger")


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_all_are_ruled_out_the_smallest_sets_of_answers_are_shown(language: str) -> None:
    found = page(f"/{language}/recommendation/?{ALL_RULED_OUT}")
    repairs = by_api(ALL_RULED_OUT)["repairs"]
    assert {tuple(item["answers"]) for item in repairs} == {
        ("transport",),
        ("api_style", "transport"),
    }
    shown = [item.text for item in found.every("li", class_="repair")]
    assert len(shown) == len(repairs) == 5
    assert all("UDP" in text for text in shown)
    assert ["gRPC" in text for text in shown] == [
        "api_style" in item["answers"] for item in repairs
    ]
    assert not found.every("table", class_="ledger")
    assert not [link for link in found.every("a") if "/bundles/" in link.attributes["href"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_is_shown_as_a_tie(language: str) -> None:
    query = "content=api-json"
    first = by_api(query)["first"]
    assert len(first) == 2
    found = page(f"/{language}/recommendation/?{query}")
    scores = [cell.text.split()[0] for cell in found.every("td", class_="score")]
    assert scores[0] == scores[1] != scores[2]
    for slug in first:
        assert found.by_id(f"why-{slug}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_listed_with_a_link_to_change_it(language: str) -> None:
    given_answers = page(f"/{language}/recommendation/?{SOME}").by_id("your-answers").every("dl")[0]
    links = [link.attributes["href"] for link in given_answers.every("a")]
    asked = {pair.partition("=")[0] for pair in SOME.split("&") if not pair.startswith("import")}
    assert {link.partition("#q-")[2] for link in links} == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_step_is_the_code_of_the_first(language: str) -> None:
    first = by_api(SOME)["ranking"][0]["pattern"]
    response = get(f"/{language}/recommendation/?{SOME}")
    buttons = read(response.content.decode()).every("a", class_="btn")
    assert f"/{language}/patterns/{first}/bundles/" in buttons[0].attributes["href"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("first place", "winner", "recommended")), ("ja", ("1位", "2位", "首位", "勝"))],
)
def test_a_close_call_names_no_first_place(language: str, words: tuple[str, ...]) -> None:
    """Both stand side by side; neither page nor terminal says of one that it comes first."""
    query = "content=api-json&latency=low&cost_priority=medium&migration=gradual"
    found = page(f"/{language}/recommendation/?{query}").by_id("main")
    assert len(found.one("ul", class_="level").every("li")) == 2
    out = StringIO()
    call_command("advise", *query.split("&"), lang=language, stdout=out)
    for text in (found.text, out.getvalue()):
        assert not [word for word in words if word in text.lower()]


FIRM = (
    "api_style=grpc&data_boundary=single-region&edge_stage=none&network=private"
    "&request_seconds=1&streaming=yes&transport=http"
)
"""Whatever else is answered, the same pattern stays first, if any of them fits at all."""


@pytest.mark.parametrize(
    ("language", "stop", "only"),
    [
        ("en", "nothing left can change this", "It could only be ruled out, by: Kind of work."),
        ("ja", "残りの質問にどう答えても結果は変わらない", "次の質問だけです：処理の種類。"),
    ],
)
def test_while_it_is_open_whether_any_pattern_fits_nobody_is_told_to_stop(
    language: str, stop: str, only: str
) -> None:
    doubt = page(f"/{language}/recommendation/?{FIRM}").by_id("what-changes").text
    assert only in doubt
    assert stop not in doubt
    told = page(f"/{language}/recommendation/?{FIRM}&kind_of_work=request-response")
    assert stop in told.by_id("what-changes").text


def test_answers_after_which_none_of_them_fits_are_told_as_changes() -> None:
    turns = page(f"/en/recommendation/?{FIRM}").by_id("what-changes").text
    for flip in by_api(FIRM)["none_of_these_if"]:
        assert by_api(f"{FIRM}&{flip['trait']}={flip['option']}")["verdict"] == "none-of-these"
    assert turns.count("none of these patterns") == len(by_api(FIRM)["none_of_these_if"]) > 0


def test_every_question_that_could_still_rule_it_out_is_named() -> None:
    query = "api_style=grpc&network=private&data_boundary=single-region&ops_tolerance=none"
    told = page(f"/en/recommendation/?{query}").by_id("what-changes").text.partition("by: ")[2]
    labels = catalog().questionnaire.by_id
    unless = by_api(query)["settled"]["unless"]
    assert len(unless) > 3
    for trait in unless:
        assert labels[trait].label.in_language("en") in told


def test_a_limit_that_is_near_is_not_told_as_a_condition() -> None:
    for seconds, at in ((25, "near"), (60, "conditions")):
        told = page(f"/en/recommendation/?api_style=rest&request_seconds={seconds}&streaming=no")
        assert "API Gateway + Lambda" in told.by_id(at).text
    near = page("/en/recommendation/?api_style=rest&request_seconds=25&streaming=no")
    assert "On condition" not in near.text


def test_a_move_to_what_the_answers_rule_out_says_so() -> None:
    for query, said in (("api_style=grpc&ops_tolerance=full", True), (SOME, False)):
        later = [item for layers in by_api(query)["composition"] for item in layers["later"]]
        assert any(item["ruled_out_by"] for item in later) == said
        told = page(f"/en/recommendation/?{query}").text
        assert ("Today’s answers rule it out." in told) == said


def test_behind_an_edge_stands_an_origin_that_the_edge_helps() -> None:
    query = "edge_logic=headers-auth&edge_stage=viewer&cacheable_share=most&api_style=rest"
    found = by_api(f"{query}&ops_tolerance=none")
    assert found["composition"][0]["origins"]


def test_a_pattern_that_nothing_known_puts_first_says_what_would_make_it_level() -> None:
    query, traits = next(found for found in map(without_reason, range(200)) if found)
    told = page(settled(f"/en/recommendation/?{query}")).text
    labels = [catalog().questionnaire.by_id[trait].label.in_language("en") for trait in traits]
    assert re.search(rf"other answers on {'.*'.join(map(re.escape, labels))} to draw level", told)


def without_reason(seed: int) -> tuple[str, list[str]] | None:
    """Answers with a pattern that is neither ruled out nor dominated and that neither one nor two
    changes put first; and what makes it level."""
    query = urlencode(drawn(seed))
    found = by_api(query)
    fewest = {item["pattern"]: item["traits"] for item in found["fewest_changes"]}
    for other in found["others"]:
        said = other["choose_if"] or other["limits"] or other["dominated_by"]
        if found["first_is_recommended"] and not said and other["pattern"] in fewest:
            return query, fewest[other["pattern"]]
    return None
