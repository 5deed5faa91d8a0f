"""In how many weightings first place stays first."""

from __future__ import annotations

from math import log
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.analysis.dominance import dominators
from advisor.analysis.shares import pair_share, sampled_shares, weighting_shares
from advisor.questionnaire import Answers, Importance
from tests.analysis.brute import look
from tests.building import answers, pattern, questionnaire, several, single
from tests.strategies import Small, cases

often = settings(max_examples=100, deadline=None)
DIFFERENCES = st.lists(st.integers(-4, 4), min_size=1, max_size=8)


@often
@given(differences=DIFFERENCES)
def test_the_shares_of_both_sides_add_up_to_1(differences: list[int]) -> None:
    turned = [-value for value in differences]
    assert pair_share(differences) + pair_share(turned) == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(differences=DIFFERENCES)
def test_the_share_is_what_drawing_weightings_gives(differences: list[int]) -> None:
    random, draws, won = Random(7), 8_000, 0.0
    for _ in range(draws):
        total = sum(-log(1 - random.random()) * value for value in differences)
        won += total > 0 or (total == 0) / 2
    assert pair_share(differences) == pytest.approx(won / draws, abs=0.025)


@pytest.mark.parametrize(
    ("differences", "share"),
    [([1], 1.0), ([-1], 0.0), ([0, 0], 0.5), ([], 0.5), ([1, -1], 0.5), ([2, -1], 2 / 3),
     ([1, 1, -1], 0.75), ([3, 0, -1], 0.75)],
)  # fmt: skip
def test_shares_that_can_be_told_by_hand(differences: list[int], share: float) -> None:
    assert pair_share(differences) == pytest.approx(share)


@often
@given(case=cases(constrained=False))
def test_what_is_dominated_has_fewer_points_and_no_share(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    assume(at.first)
    shares = sampled_shares(at)
    for place, slug in enumerate(at.matrix.slugs):
        for better in dominators(at, place):
            ahead = at.matrix.slugs.index(better)
            assert at.state.totals[ahead] > at.state.totals[place]
            if better in shares:
                assert shares.get(slug, 0) == 0


@often
@given(case=cases())
def test_sampled_shares_add_up_to_1_and_are_the_same_every_time(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    first = sampled_shares(look(small, given_answers))
    assert sum(first.values()) == pytest.approx(1 if first else 0)
    assert repr(sampled_shares(look(small, given_answers))) == repr(first)


@settings(max_examples=40, deadline=None)
@given(case=cases(importance=False))
def test_the_sample_lies_within_the_exact_bounds(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    bounds = weighting_shares(at)
    assume(bounds and at.state.speaking)
    assert bounds is not None
    share = sampled_shares(at)[at.matrix.slugs[at.top]]
    assert bounds.low - 0.06 <= share <= bounds.high + 0.06


ASKED = questionnaire(
    single("a", "x", "y"), single("b", "x", "y"), several("c", "x", "y", "z"), single("d", "x", "y")
)
P = pattern("p", {"a": {"x": 2}, "b": {"x": -1}})
Q = pattern("q", {"b": {"x": 1}, "c": {"x": 1, "y": 1}})
SMALL = Small(ASKED, (P, Q))


def test_two_patterns_have_one_exact_share() -> None:
    shares = weighting_shares(look(SMALL, answers({"a": Importance.HIGH}, a="x", b="x")))
    assert shares is not None
    assert [pair.rival for pair in shares.pairs] == ["q"]
    assert shares.low == shares.high == pytest.approx(0.5)


def test_each_chosen_option_of_several_is_weighted_by_itself() -> None:
    shares = weighting_shares(look(SMALL, answers({"a": Importance.CRITICAL}, a="x", c=("x", "y"))))
    assert shares is not None
    assert shares.high == pytest.approx(4 / 9)


def test_what_matters_most_weighs_most_in_every_drawn_weighting() -> None:
    given_answers = answers({"a": Importance.HIGH}, a="x", b="x")
    assert sampled_shares(look(SMALL, given_answers)) == {"p": 1.0, "q": 0.0}


def test_a_question_that_is_off_has_no_part_in_any_weighting() -> None:
    given_answers = answers({"b": Importance.OFF}, a="x", b="x")
    shares = weighting_shares(look(SMALL, given_answers))
    assert shares is not None
    assert shares.low == 1.0


def test_one_pattern_left_is_first_in_every_weighting() -> None:
    at = look(Small(ASKED, (P, pattern("w"))), answers(a="x"))
    assert sampled_shares(at) == {"p": 1.0, "w": 0.0}
