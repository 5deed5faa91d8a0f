"""Where limits sit on the way of a request."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from advisor.catalog.model import Pattern
from advisor.presentation.labels import wrapped
from advisor.presentation.request_path import path_view
from advisor.presentation.svg import text_width
from tests.catalog_content.shipped import patterns

PATTERNS = {pattern.slug: pattern for pattern in patterns()}


def labels(pattern: Pattern, language: str) -> list[str]:
    view = path_view(pattern, language)
    assert view is not None
    return [re.sub("<[^>]*>", "", found) for found in re.findall("<text.*?</text>", view.figure)]


@pytest.mark.parametrize("slug", PATTERNS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_limit_on_the_way_stands_in_the_figure_and_in_the_list(
    slug: str, language: str
) -> None:
    pattern = PATTERNS[slug]
    with override(language):
        drawn = "".join(labels(pattern, language)).replace(" ", "")
        view = path_view(pattern, language)
    assert view is not None
    for stop in pattern.path:
        for limit in stop.limits:
            name = limit.name.in_language(language)
            assert name.replace(" ", "") in drawn
            assert name in " ".join(view.stops)


def test_code_of_the_builder_is_black_and_is_called_so() -> None:
    view = path_view(PATTERNS["apigw-lambda"], "en")
    assert view is not None
    assert view.figure.count("box own") == 1
    [own] = [stop for stop in view.stops if "your code" in stop]
    assert own.startswith("Lambda function")


def test_a_pattern_that_says_nothing_of_its_way_has_no_figure() -> None:
    assert path_view(replace(PATTERNS["alb-ecs"], path=()), "en") is None


@pytest.mark.parametrize(
    "words",
    ["Requests of all APIs together, each month", "指標が目標を超えてからタスクが増える（初期値）"],
)
def test_lines_keep_to_their_width_and_lose_no_letter(words: str) -> None:
    for width in (80, 120, 200):
        lines = wrapped(words, width)
        assert max(map(text_width, lines)) <= width
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_short_remark_in_brackets_is_not_broken() -> None:
    assert wrapped("待つ時間（初期値）", 90) == ("待つ時間", "（初期値）")
