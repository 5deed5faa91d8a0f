"""Two results held against each other, from two links."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.web.asking import LANGUAGES, SOME, TWO_RULED_OUT, as_number, by_api, page
from tests.web.markup import Element


def held(first: str, second: str, language: str = "en") -> Element:
    return page(f"/{language}/difference/?a={quote(first)}&b={quote(second)}")


def link(query: str) -> str:
    return f"http://somewhere.example/ja/recommendation/?{query}#ranking-title"


def rows(found: Element, title: str) -> list[list[str]]:
    [section] = [
        item
        for item in found.every("section", class_="row")
        if item.attributes.get("aria-labelledby") == title
    ]
    return [
        [cell.text for cell in [*row.every("th"), *row.every("td")]]
        for row in section.one("tbody").every("tr")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_of_both_and_the_change_between_them(language: str) -> None:
    before, after = SOME, f"{SOME}&auth=user-pool"
    scores = [
        {item["pattern"]: item["score"] for item in by_api(query)["ranking"]}
        for query in (before, after)
    ]
    shown = rows(held(link(before), link(after), language), "outcome-title")
    assert len(shown) == len(scores[0])
    changes = sorted(as_number(change) for *_rest, change in shown)
    expected = sorted(round(scores[1][slug], 1) - round(scores[0][slug], 1) for slug in scores[0])
    assert [float(change) for change in changes] == pytest.approx(expected, abs=0.11)


def test_only_answers_that_differ_are_listed() -> None:
    shown = rows(held(link(SOME), link(TWO_RULED_OUT)), "differing-title")
    assert [cells[0] for cells in shown] == ["Largest response body"]
    assert shown[0][1:] == ["Not answered", "7 MB"]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (SOME, TWO_RULED_OUT, "drops out"),
        (TWO_RULED_OUT, SOME, "comes back"),
        (TWO_RULED_OUT, TWO_RULED_OUT, "–"),
    ],
)
def test_of_a_pattern_that_is_ruled_out_the_change_is_in_words(
    first: str, second: str, words: str
) -> None:
    shown = rows(held(link(first), link(second)), "outcome-title")
    ruled_out = [cells[3] for cells in shown if "ruled out" in " ".join(cells)]
    assert ruled_out == [words, words]


def test_a_link_of_the_cost_page_keeps_its_region_and_is_understood() -> None:
    found = held(link(f"{SOME}&cost_priority=high&region=eu-west-1&set.x=1&trail=content"), SOME)
    assert not list(found.every(class_="notices"))


def test_where_nothing_fits_the_verdict_says_so_as_on_its_own_page() -> None:
    static = "kind_of_work=static-only"
    verdict = page(f"/en/recommendation/?{static}").one("h1").text
    assert verdict.startswith("None of these patterns")
    assert verdict in held(link(SOME), link(static)).one(class_="two-verdicts").text


@pytest.mark.parametrize("junk", ["nonsense", "?", "https://a.example/?%ff=%00&x", "<b>&'\"" * 9])
def test_what_is_no_link_is_a_result_without_answers(junk: str) -> None:
    found = held(junk, link(SOME))
    assert rows(found, "outcome-title")
    assert not list(found.one("main").every("b"))
