"""The whole analysis of a catalog, as pages and the API ask for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.analysis import Analysis, Verdict, analyse
from advisor.analysis.analysis import MOST_KEPT, matrix_of
from advisor.analysis.matrix import build_matrix, revised
from advisor.catalog import load_catalog
from advisor.questionnaire import parse_answers
from advisor.scoring import recommend
from tests.catalog.toy_copy import TOY
from tests.strategies import Small, small_catalogs

CATALOG = load_catalog(TOY)


def look(*pairs: tuple[str, str]) -> Analysis:
    return analyse(CATALOG, parse_answers(CATALOG.questionnaire, pairs).answers)


def test_it_names_the_same_first_place_as_the_engine() -> None:
    answers = parse_answers(CATALOG.questionnaire, CATALOG.examples[0].answers).answers
    result = recommend(CATALOG.questionnaire, CATALOG.patterns, answers)
    assert analyse(CATALOG, answers).first == tuple(item.pattern.slug for item in result.first)


def test_before_anything_is_answered_every_part_has_an_answer() -> None:
    found = look()
    assert (found.first, found.verdict) == ((), Verdict.NOT_ENOUGH)
    assert (found.stability, found.settled, found.shares) == (None, None, None)
    assert (found.pair_count, found.radii, found.weight_ranges, found.layers) == (0, (), (), ())
    assert (dict(found.sampled_shares), found.outcomes) == ({}, ())
    assert found.next_question is not None
    assert len(found.ranges) == len(found.others) == 3


def test_when_everything_is_ruled_out_every_part_has_an_answer() -> None:
    found = look(
        ("parking", "no"), ("travel_minutes", "60"), ("distance_km", "0.5"), ("terrain", "flat")
    )
    assert (found.first, found.verdict) == ((), Verdict.NOT_ENOUGH)
    assert all(item.limits for item in found.others)
    assert {flip.first for flip in found.flips} >= {("bicycle",), ("car",), ("train",)}


@pytest.mark.parametrize(
    ("distance", "cargo", "outcomes"),
    [("0.5", "laptop", ["next-door"]), ("0.5", "tools", []), ("1", "laptop", [])],
)
def test_a_workload_for_none_of_the_patterns_is_recognised(
    distance: str, cargo: str, outcomes: list[str]
) -> None:
    found = look(("distance_km", distance), ("cargo", cargo))
    assert [outcome.id for outcome in found.outcomes] == outcomes


def test_what_is_not_known_leads_nowhere_else() -> None:
    assert look(("distance_km", "0.5")).outcomes == ()


def test_the_matrix_of_a_catalog_is_built_once() -> None:
    first = matrix_of(CATALOG.questionnaire, CATALOG.patterns)
    assert matrix_of(CATALOG.questionnaire, CATALOG.patterns) is first
    for _ in range(MOST_KEPT):
        other = replace(CATALOG, questionnaire=replace(CATALOG.questionnaire))
        assert matrix_of(other.questionnaire, other.patterns) is not first
    assert matrix_of(CATALOG.questionnaire, CATALOG.patterns) is not first


@settings(max_examples=60, deadline=None)
@given(small=small_catalogs(), data=st.data())
def test_a_matrix_revised_for_other_ratings_is_the_one_built_anew(
    small: Small, data: st.DataObject
) -> None:
    values = st.integers(-2, 2)
    rated = tuple(
        replace(p, ratings=tuple(replace(r, value=data.draw(values)) for r in p.ratings))
        for p in small.patterns
    )
    found = revised(build_matrix(small.questionnaire, small.patterns), rated)
    anew = build_matrix(small.questionnaire, rated)
    assert found is not None
    assert [column.effects for column in found.columns] == [c.effects for c in anew.columns]
    assert (found.masks, found.slugs) == (anew.masks, anew.slugs)


def test_questions_whose_ratings_stay_are_not_built_again() -> None:
    old = build_matrix(CATALOG.questionnaire, CATALOG.patterns)
    bicycle = CATALOG.patterns[0]
    other = (replace(bicycle.ratings[0], value=-1), *bicycle.ratings[1:])
    found = revised(old, (replace(bicycle, ratings=other), *CATALOG.patterns[1:]))
    assert found is not None
    changed = [new.id for a, new in zip(old.columns, found.columns, strict=True) if a is not new]
    assert changed == [bicycle.ratings[0].trait]


def test_patterns_with_other_limits_get_a_matrix_of_their_own() -> None:
    old = build_matrix(CATALOG.questionnaire, CATALOG.patterns)
    freed = replace(CATALOG.patterns[0], constraints=())
    assert revised(old, (freed, *CATALOG.patterns[1:])) is None
    assert revised(old, CATALOG.patterns[1:]) is None
