"""Side by side: rounding decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from urllib.parse import urlencode

import pytest

from advisor.advice import advise
from advisor.presentation.comparison import ComparisonView, Row, comparison_view
from advisor.presentation.ledger import LedgerLine
from advisor.presentation.result import ResultView, result_view
from advisor.questionnaire import parse_answers
from tests.api.test_flips import drawn
from tests.web.asking import catalog, page, settled

SEEDS = range(30)


@cache
def result(seed: int) -> ResultView:
    given = parse_answers(catalog().questionnaire, drawn(seed)).answers
    return result_view(catalog(), given, advise(catalog(), given).recommendation, "en")


@cache
def compared(seed: int, count: int = 5) -> ComparisonView:
    given = parse_answers(catalog().questionnaire, drawn(seed)).answers
    view = result(seed)
    slugs = [item.pattern.slug for item in view.patterns[:count]]
    return comparison_view(catalog(), given, view, slugs, only_differences=False, language="en")


def rows(seed: int) -> Iterator[tuple[Row, list[Fraction]]]:
    """Every row with what the engine gives each column, before rounding."""
    view = compared(seed)
    for group in view.groups:
        for row in group.rows:
            lines = [column.item.contributions for column in view.columns]
            yield (
                row,
                [
                    sum((x.points for x in own if x.trait == row.trait), Fraction(0))
                    for own in lines
                ],
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_alone_in_front_is_who_has_most_before_rounding(seed: int) -> None:
    for row, exact in rows(seed):
        alone = [exact.count(max(exact)) == 1 and own == max(exact) for own in exact]
        assert [cell.alone for cell in row.cells] == alone
        assert row.same == (len(set(exact)) == 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_speaks_most_is_no_remainder_of_rounding(seed: int) -> None:
    level = [row.label for row, exact in rows(seed) if exact[0] == exact[1]]
    words = compared(seed, 2).parting
    said = words.removeprefix("What speaks most: ").removesuffix(".")
    sides = [side.rpartition(" for ")[0] for side in said.split("; ")]
    named = {label for side in sides for label in side.replace(" and ", ", ").split(", ")}
    assert not named & set(level)


def test_each_of_those_abreast_has_its_side() -> None:
    """Two patterns share the second place here."""
    query = (
        "content=api-json&traffic_shape=spiky&ops_tolerance=some&latency=low&team_skills=containers"
    )
    told = page(f"/en/compare/?{query}").one("section", class_="first").text
    _before, _mark, sides = told.partition("What speaks most: ")
    for slug in ("alb-ecs", "apigw-lambda", "appsync-dynamodb"):
        pattern = catalog().pattern(slug)
        assert pattern is not None
        assert f" for {pattern.short_name.in_language('en')}" in sides


def test_equal_points_that_print_unequal_are_explained() -> None:
    """Some of these sets have such a pair, and some have none."""
    uneven = {
        seed: any(
            len({cell.points for cell in row.cells}) > len(set(exact)) for row, exact in rows(seed)
        )
        for seed in SEEDS
    }
    assert set(uneven.values()) == {True, False}
    for wanted in (True, False):
        seed = next(seed for seed, found in uneven.items() if found is wanted)
        text = page(settled(f"/en/compare/?{urlencode(drawn(seed))}")).one("main").text
        assert ("equal points can differ by 0.1" in text) is wanted


def neighbours(seed: int) -> Iterator[tuple[LedgerLine, LedgerLine]]:
    for view in result(seed).patterns:
        yield from zip(view.lines, view.lines[1:], strict=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_ledger_is_in_the_order_of_its_exact_points(seed: int) -> None:
    assert all(abs(one.exact) >= abs(other.exact) for one, other in neighbours(seed))
