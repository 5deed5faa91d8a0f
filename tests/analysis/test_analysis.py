"""The whole analysis of a catalog, as pages and the API ask for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.analysis import Analysis, Verdict, analyse
from advisor.analysis.analysis import MOST_KEPT, matrix_of
from advisor.analysis.moves import moves
from advisor.catalog import load_catalog
from advisor.questionnaire import parse_answers, with_answer
from advisor.scoring import recommend
from tests.catalog.toy_copy import TOY

CATALOG = load_catalog(TOY)

FULL = (
    ("distance_km", "3"), ("terrain", "flat"), ("patience", "any-time"), ("travel_minutes", "60"),
    ("budget", "small"), ("cargo", "laptop"), ("load_kg", "1"), ("parking", "yes"),
)  # fmt: skip


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


@pytest.mark.parametrize("distance", ["0.5", "3"])
@pytest.mark.parametrize("cargo", ["tools", "laptop", "child"])
def test_answers_after_which_none_of_the_patterns_fits_are_found(distance: str, cargo: str) -> None:
    found = look(("distance_km", distance), ("cargo", cargo))
    changes = {
        (column.id, move.answer)
        for column in found.at.matrix.columns
        for move in moves(column, found.at.answers.known(column.id))
        if move.answer.number is None
        and analyse(CATALOG, with_answer(found.at.answers, move.answer)).outcomes
    }
    told = {(flip.trait, flip.answer) for flip in (*found.flips, *found.endings)}
    if found.outcomes:
        assert found.endings == ()
    else:
        assert changes <= told
        assert {(flip.trait, flip.answer) for flip in found.endings} <= changes
    assert bool(found.endings) == ((distance, cargo) == ("0.5", "tools"))


def test_while_it_is_open_whether_any_pattern_fits_nothing_is_settled_for_good() -> None:
    found = replace(look(*FULL), scope=())
    assert found.settled is not None
    assert found.settled.for_good
    still = replace(look(*FULL), scope=("cargo", "distance_km")).settled
    assert still is not None
    assert still.unless == ("distance_km", "cargo")


def test_what_is_not_known_leads_nowhere_else() -> None:
    assert look(("distance_km", "0.5")).outcomes == ()


def test_the_matrix_of_a_catalog_is_built_once() -> None:
    first = matrix_of(CATALOG.questionnaire, CATALOG.patterns)
    assert matrix_of(CATALOG.questionnaire, CATALOG.patterns) is first
    for _ in range(MOST_KEPT):
        other = replace(CATALOG, questionnaire=replace(CATALOG.questionnaire))
        assert matrix_of(other.questionnaire, other.patterns) is not first
    assert matrix_of(CATALOG.questionnaire, CATALOG.patterns) is not first
