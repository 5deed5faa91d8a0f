"""The importance at which first place changes, in words and as an exact weight."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.analysis.model import WeightBound
from advisor.analysis.position import Position
from advisor.analysis.weights import weight_flips, weight_ranges
from advisor.questionnaire import Answers, Importance, to_query, with_importance
from tests.analysis.brute import look
from tests.building import answers, pattern, questionnaire, several, single
from tests.strategies import Small, cases

often = settings(max_examples=150, deadline=None)
HAIR = Fraction(1, 10**6)


@often
@given(case=cases())
def test_the_five_levels_are_those_that_rescoring_finds(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    found = {(f.trait, f.importance, f.first) for f in weight_flips(look(small, given_answers))}
    before = small.first(given_answers)
    expected = {
        (question.id, level, first)
        for question in small.questionnaire.questions
        if question.weight and given_answers.known(question.id)
        for level in Importance
        if (first := small.first(with_importance(given_answers, question.id, level))) != before
    }
    assert found == expected


@often
@given(case=cases(), data=st.data())
def test_within_a_range_first_place_stays_and_just_beyond_a_bound_it_changes(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    ranges = weight_ranges(at)
    assume(ranges)
    found = data.draw(st.sampled_from(ranges))
    greatest = small.questionnaire.by_id[found.trait].weight * 8
    low = found.lower.weight if found.lower else Fraction(0)
    high = found.upper.weight if found.upper else Fraction(greatest)
    share = data.draw(st.fractions(0, 1, max_denominator=50))
    inside = low + (high - low) * share
    if low < inside < high:
        assert _leader(at, found.trait, inside) == at.first
    for bound, step in ((found.lower, -HAIR), (found.upper, HAIR)):
        if bound is not None:
            beyond = _leader(at, found.trait, bound.weight + step)
            assert beyond != at.first
            assert _leader(at, found.trait, bound.weight) >> at.matrix.slugs.index(bound.rival) & 1


def _leader(at: Position, trait: str, weight: Fraction) -> int:
    """First place on points in its tier if the question weighed `weight`, in exact fractions."""
    column = at.matrix.by_trait[trait]
    ratings = at.effects[column.index].ratings
    places = [place for place in range(at.matrix.width) if at.first >> place & 1]
    totals = {
        place: at.state.totals[place] + (weight - at.weights[column.index]) * ratings[place]
        for place in (*places, *at.rivals)
    }
    best = max(totals.values())
    return sum(1 << place for place, total in totals.items() if total == best)


ASKED = questionnaire(
    single("a", "x", "y", weight=2), single("b", "x", "y", weight=1), several("c", "x", "y", "z")
)
SMALL = Small(
    ASKED, (pattern("p", {"a": {"x": 2}}), pattern("q", {"b": {"x": 2}, "c": {"x": 1, "y": 1}}))
)


def test_the_bound_is_a_weight_and_its_share_of_all_weights() -> None:
    found = {item.trait: item for item in weight_ranges(look(SMALL, answers(a="x", b="x")))}
    assert found["a"].lower == WeightBound(weight=Fraction(2), share=Fraction(1, 5), rival="q")
    assert found["a"].upper is None
    assert found["b"].upper == WeightBound(weight=Fraction(4), share=Fraction(2, 7), rival="q")


def test_a_question_of_several_options_weighs_once_per_option_in_the_share() -> None:
    found = {i.trait: i for i in weight_ranges(look(SMALL, answers(a="x", c=("x", "y"))))}
    assert found["c"].upper == WeightBound(weight=Fraction(4), share=Fraction(2, 3), rival="q")


def test_a_level_carries_the_answers_that_apply_it() -> None:
    flips = weight_flips(look(SMALL, answers(a="x", b="x")))
    assert [(flip.trait, flip.importance.value) for flip in flips] == [
        ("a", "off"), ("a", "low"), ("b", "high"), ("b", "critical")
    ]  # fmt: skip
    assert to_query(flips[0].answers) == "a=x&b=x&importance.a=off"


def test_critical_changes_first_place_by_a_veto_where_points_would_not() -> None:
    small = Small(
        ASKED, (pattern("p", {"a": {"x": 2}, "b": {"x": -2}}), pattern("q", {"b": {"y": 1}}))
    )
    heavy = replace(ASKED.questions[0], weight=30)
    small = Small(questionnaire(heavy, *ASKED.questions[1:]), small.patterns)
    found = [
        (flip.importance.value, flip.first)
        for flip in weight_flips(look(small, answers(a="x", b="x")))
        if flip.trait == "b"
    ]
    assert found == [("critical", ("q",))]
