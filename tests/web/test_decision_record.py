"""The decision record: Markdown that a linter passes, whatever was answered or typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pymarkdown.api import PyMarkdownApi

from tests.api.test_flips import drawn
from tests.web.asking import (
    ALL_RULED_OUT,
    LANGUAGES,
    SOME,
    TWO_RULED_OUT,
    by_api,
    catalog,
    get,
    page,
)

STYLES = ("madr", "nygard")
HOSTILE = "`rm -rf` [x](https://a.example) <b>*_|# & ~"
MADR = [
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
]
NYGARD = ["## Status", "## Context", "## Decision", "## Consequences"]


@cache
def linter() -> PyMarkdownApi:
    """Every rule but the one about long lines: addresses and Japanese have no place to break."""
    return (
        PyMarkdownApi()
        .disable_rule_by_identifier("md013")
        .enable_extension_by_identifier("front-matter")
    )


def faults(text: str) -> list[str]:
    found = linter().scan_string(text).scan_failures
    return [f"{item.rule_id} line {item.line_number}: {item.rule_description}" for item in found]


def record(query: str, language: str = "en", style: str = "madr", more: str = "") -> str:
    address = f"/{language}/recommendation/decision.md?{query}&style={style}{more}"
    return get(address).content.decode()


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("## ")]


def short_name(slug: str) -> str:
    pattern = catalog().pattern(slug)
    assert pattern is not None
    return pattern.short_name.in_language("en")


def section(text: str, title: str) -> str:
    return text.partition(f"\n{title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_a_linter_has_nothing_to_say(language: str, style: str) -> None:
    assert faults(record(TWO_RULED_OUT, language, style)) == []


@pytest.mark.parametrize("answers", ["", ALL_RULED_OUT])
def test_a_linter_has_nothing_to_say_where_nothing_is_chosen(answers: str) -> None:
    assert faults(record(answers)) == []


def test_the_linter_would_complain() -> None:
    assert faults("# One\n* a\n# Two\n")


def test_madr_has_its_headings_and_one_chapter_for_each_option() -> None:
    text = record(SOME)
    assert text.startswith("---\nstatus: proposed\ndate: ")
    lines = text.splitlines()
    assert [line for line in lines if line in MADR] == MADR
    for item in by_api(SOME)["ranking"]:
        assert f"### {short_name(item['pattern'])}" in lines


def test_nygard_has_its_headings() -> None:
    assert headings(record(SOME, style="nygard")) == NYGARD


def test_japanese_headings_are_as_many() -> None:
    for style in STYLES:
        japanese = headings(record(SOME, "ja", style))
        assert len(japanese) == len(headings(record(SOME, "en", style)))
        assert not set(japanese) & {*MADR, *NYGARD}


def test_good_and_bad_are_the_lines_of_the_ledger() -> None:
    text = record(SOME)
    for item in by_api(SOME)["ranking"]:
        options = section(text, "## Pros and Cons of the Options")
        option = options.partition(f"### {short_name(item['pattern'])}\n")[2].partition("\n### ")[0]
        speaking = [line for line in item["contributions"] if line["points"]]
        assert option.count("* Good, because") == sum(line["rating"] > 0 for line in speaking)
        bad = sum(line["rating"] < 0 for line in speaking)
        assert option.count("* Bad, because") == bad + option.count(" Limit: ")
        score = Decimal(str(item["score"])).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert f"\n{score} points" in option


def test_a_pattern_that_is_ruled_out_names_limit_answer_and_source() -> None:
    text = record(TWO_RULED_OUT)
    assert "* AppSync + DynamoDB: ruled out" in text
    option = text.partition("### AppSync + DynamoDB\n")[2].partition("\n### ")[0]
    assert re.search(r"Limit: 5 MB; answered: .*7 MB \(\[[^]]+\]\(https://", option)


def test_it_says_where_it_comes_from_and_what_would_change_it() -> None:
    text = record(SOME)
    assert f"<http://testserver/en/recommendation/?{SOME}>" in text
    assert f"Catalog version: {by_api(SOME)['catalog_version']}" in text
    changes = text.partition("What would change this decision:")[2]
    assert "; then in front: " in changes


PRICED = f"{SOME}&cost_priority=high"


def test_prices_are_dated_where_they_count_and_only_there() -> None:
    assert "Oldest price" not in record(SOME)
    text = record(PRICED)
    dates = re.findall(r"prices from (\d{4}-\d\d-\d\d)", text)
    found = re.search(r"Oldest price counted in: ([\d-]+), over 180 days old on ([\d-]+);", text)
    assert found is not None
    assert found[1] == min(dates)
    assert f"\ndate: {found[2]}\n" in text
    assert f"prices from {found[1]}, over 180 days old; [" in text


def test_young_prices_are_not_called_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2021, 11, 20))
    text = record(PRICED)
    assert "Oldest price counted in: 2021-11-16; Region" in text
    assert "180 days" not in text


WEIGHED = "auth=edge&migration=gradual&protection=high&request_duration=up-to-30s"
"""Many answers would change its first place, and importance would, too."""


@pytest.mark.parametrize("style", STYLES)
def test_it_says_that_points_are_rounded_to_add_up(style: str) -> None:
    text = record(WEIGHED, style=style)
    assert text.count("Points are rounded so that they add up") == 1


def changes_in(found: Mapping[str, Any]) -> int:
    """How many single changes there are to tell."""
    return sum(len(found[key]) for key in ("flips", "none_of_these_if", "weight_flips"))


@pytest.mark.parametrize("style", STYLES)
def test_changes_that_are_not_listed_are_counted_and_linked(style: str) -> None:
    found = by_api(WEIGHED)
    changes = record(WEIGHED, style=style).partition("What would change this decision:\n\n")[2]
    told = changes.partition("\n\n")[0].splitlines()
    assert any("importance" in line for line in told)
    more = changes_in(found) - 8
    assert len(told) == 9
    assert told[-1] == (
        f"* And {more} more: <http://testserver/en/recommendation/?{WEIGHED}#what-changes>"
    )
    assert page(f"/en/recommendation/?{WEIGHED}").by_id("what-changes").text


def test_few_changes_are_all_listed() -> None:
    query = next(q for q in map(few_changes, range(200)) if q)
    found = by_api(query)
    changes = record(query).partition("What would change this decision:\n\n")[2]
    told = changes.partition("\n\n")[0].splitlines()
    assert len(told) == changes_in(found)
    assert "more: <" not in changes.partition("\n\n")[0]


def few_changes(seed: int) -> str:
    """A set of answers that few changes would turn; "" where these are none."""
    query = urlencode(drawn(seed))
    found = by_api(query)
    count = changes_in(found)
    return query if found["claimed"] and not found["elsewhere"] and 1 <= count <= 8 else ""


def test_nothing_is_chosen_where_nothing_is_recommended() -> None:
    for query in ("", ALL_RULED_OUT):
        text = record(query)
        assert "No option is chosen yet." in text
        assert "Chosen option" not in text


@settings(max_examples=15, deadline=None)
@example("\U00018cd6")
@given(st.text(max_size=64))
def test_a_typed_name_is_only_ever_text(name: str) -> None:
    text = record("", style="nygard", more=f"&project_name={quote(name)}")
    assert faults(text) == []


def test_a_hostile_name_stands_in_the_record_as_typed() -> None:
    text = record(SOME, more=f"&project_name={quote(HOSTILE)}")
    assert f"`{HOSTILE.replace('`', chr(39))}`" in text.split("## Decision Drivers")[0]


@pytest.mark.parametrize(
    ("numbering", "lead"),
    [("number", "0001"), ("date", f"{datetime.now(tz=UTC):%Y}\\d{{4}}"), ("nonsense", "0001")],
)
def test_the_file_is_offered_under_a_name_for_a_folder_of_records(
    numbering: str, lead: str
) -> None:
    response = get(f"/en/recommendation/decision.md?{SOME}&numbering={numbering}")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    first = by_api(SOME)["ranking"][0]["pattern"]
    name = rf'attachment; filename="{lead}-deliver-content-with-{first}\.md"'
    assert re.fullmatch(name, response["Content-Disposition"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_leads_to_the_record_and_the_record_to_the_file(language: str) -> None:
    result = page(f"/{language}/recommendation/?{SOME}")
    links = [link.attributes["href"] for link in result.every("a")]
    [to_record] = [link for link in links if "/recommendation/decision/" in link]
    shown = page(to_record)
    [to_file] = [a.attributes for a in shown.every("a", class_="btn")]
    assert to_file["href"].startswith(f"/{language}/recommendation/decision.md?")
    assert shown.by_id("record-text").text.split() == get(to_file["href"]).content.decode().split()


def test_the_record_page_keeps_its_form_and_drops_nonsense() -> None:
    found = page(f"/en/recommendation/decision/?{SOME}&style=nygard&numbering=date")
    chosen = {i.attributes["value"] for i in found.every("input") if "checked" in i.attributes}
    assert chosen == {"nygard", "date"}
