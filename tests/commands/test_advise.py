"""manage.py advise: the same result in the terminal."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings

from advisor.presentation.terminal import WIDTH, columns
from tests.web.asking import (
    LANGUAGES,
    NEUTRAL,
    SOME,
    TWO_RULED_OUT,
    Pairs,
    answer_sets,
    as_number,
    by_api,
    catalog,
)

ELSEWHERE = ("static-only", "batch", "media-streaming", "multi-cloud")
HEAD = re.compile(r"^ *(?:\d+|–) {2}(?P<name>\S.*): (?P<score>\d+\.\d)$")
LINE = re.compile(r"^ +(?P<points>[+\u2212]\d+\.\d) {2}\S")


def advise(*answers: str, **options: str) -> str:
    out = io.StringIO()
    call_command("advise", *answers, stdout=out, **options)
    return out.getvalue()


def refused(*answers: str, **options: str) -> str:
    """What it says before it ends with exit code 2."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("advise", *answers, stdout=out, stderr=err, **options)
    assert ended.value.code == 2
    assert out.getvalue() == ""
    return err.getvalue()


def ledgers(text: str) -> dict[str, tuple[Decimal, list[Decimal]]]:
    """Printed score and printed points by pattern, for the patterns that are ranked."""
    found: dict[str, tuple[Decimal, list[Decimal]]] = {}
    points: list[Decimal] = []
    for line in text.splitlines():
        if head := HEAD.match(line):
            points = []
            found[head["name"]] = (Decimal(head["score"]), points)
        elif one := LINE.match(line):
            points.append(as_number(one["points"]))
    return found


def as_json(query: str, language: str = "en") -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(advise(*query.split("&"), format="json", lang=language))
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_every_pattern_in_the_language(language: str) -> None:
    text = advise(*TWO_RULED_OUT.split("&"), lang=language)
    for pattern in catalog().patterns:
        assert pattern.name.in_language(language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_the_reason_why_a_pattern_is_ruled_out(language: str) -> None:
    text = "".join(advise("response_body_mb=7", lang=language).split())
    for item in by_api(f"response_body_mb=7&lang={language}")["ranking"]:
        for check in item["constraints"]:
            if check["status"] == "violated" and check["severity"] == "exclude":
                assert "".join(check["reason"].split()) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_sources(language: str) -> None:
    text = " ".join(advise(*SOME.split("&"), lang=language).split())
    assert re.search(r"[\[［][^\]］]+, 20\d\d", text)


@settings(max_examples=30, deadline=None)
@given(answer_sets())
def test_printed_lines_add_up_to_the_printed_score(pairs: Pairs) -> None:
    text = advise(*(f"{key}={value}" for key, value in pairs))
    for name, (score, points) in ledgers(text).items():
        assert NEUTRAL + sum(points) == score, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["content=api-json", SOME, TWO_RULED_OUT])
def test_json_is_what_the_api_answers(language: str, query: str) -> None:
    assert as_json(query, language) == by_api(f"{query}&lang={language}")


def test_text_has_the_scores_of_the_json() -> None:
    exact = {item["name"]: item["score"] for item in as_json(SOME)["ranking"] if item["rank"]}
    printed = ledgers(advise(*SOME.split("&")))
    assert set(printed) == set(exact)
    for name, (score, _points) in printed.items():
        assert abs(score - Decimal(str(exact[name]))) <= Decimal("0.06")


def test_without_answers_it_claims_nothing() -> None:
    text = advise()
    scores = re.findall(r": (\d+\.\d)$", text, re.MULTILINE)
    assert scores
    assert all(as_number(score) == NEUTRAL for score in scores)
    assert "fits best" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("nonsense=1", ["nonsense"]),
        ("api_style", ["api_style", "trait=option"]),
        ("api_style=soap", ["api_style", "soap", "graphql"]),
        ("requests_per_month=many", ["requests_per_month", "many"]),
        ("importance.api_style=huge", ["importance.api_style", "huge", "critical"]),
        ("", [""]),
    ],
)
def test_what_it_does_not_understand_it_refuses(
    language: str, answer: str, named: list[str]
) -> None:
    said = refused("content=api-json", answer, lang=language)
    assert said.strip()
    for word in named:
        assert word in said


def test_it_names_every_mistake_at_once() -> None:
    said = refused("nonsense=1", "api_style=soap", format="json")
    assert "nonsense" in said
    assert "soap" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_says_what_the_json_says_of_firmness(language: str) -> None:
    payload = as_json(SOME, language)
    text = "".join(advise(*SOME.split("&"), lang=language).split())
    by_slug = {item.slug: item.short_name.in_language(language) for item in catalog().patterns}
    labels = {q.id: q.label.in_language(language) for q in catalog().questionnaire.questions}
    asked = catalog().questionnaire.by_id[payload["next_question"]["trait"]]
    said = [
        asked.text.in_language(language),
        *(labels[flip["trait"]] for flip in payload["flips"]),
        *(labels[flip["trait"]] for flip in payload["weight_flips"]),
        str(payload["pairs"]["count"]),
        *(by_slug[item["pattern"]] for item in payload["ranges"]),
        *(f"{round(share * 100)}%" for share in payload["shares"]["by_pattern"].values()),
    ]
    for layers in payload["composition"]:
        for item in (*layers["origins"], *layers["add_ons"], *layers["later"]):
            said += [by_slug[item["pattern"]], item["note"]]
        said += [item[key] for item in layers["later"] for key in ("stays", "rewritten")]
    assert payload["composition"]
    for part in said:
        assert "".join(part.split()) in text, part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "pair",
    [*(f"kind_of_work={kind}" for kind in ELSEWHERE), "transport=udp"],
)
def test_work_that_none_of_them_does_is_told_first_with_where_to_look(
    pair: str, language: str
) -> None:
    (found,) = as_json(pair, language)["elsewhere"]
    lines = advise(pair, "api_style=rest", lang=language).splitlines()
    assert found["title"] in lines[0]
    assert "".join(found["look"].split()) in "".join("".join(lines).split())
    assert found["url"] in [line.strip() for line in lines]


def test_it_is_not_called_firm_that_none_of_them_fits() -> None:
    text = advise("kind_of_work=batch", "api_style=rest")
    assert "Their order all the same" in text
    assert "Firmness" not in text
    assert "What would change it" not in text


def test_japanese_lines_fit_a_terminal_and_are_set_full_width() -> None:
    text = advise(*SOME.split("&"), lang="ja")
    for line in text.splitlines():
        assert columns(line) <= WIDTH, line
        assert not re.search(r"[\u3040-\u9fff]: |[\u3040-\u9fff] ?\(|。 ", line), line
