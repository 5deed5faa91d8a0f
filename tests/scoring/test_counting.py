"""An answer that does not count for now is judged as if it were not given, and is kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.analysis.flips import single_flips
from advisor.analysis.next_question import next_question
from advisor.analysis.ranges import settled
from advisor.catalog.model import Above
from advisor.catalog.questions import Unless
from advisor.questionnaire import Answers, counted, resting, to_query
from advisor.scoring import Recommendation
from tests.analysis.brute import look
from tests.building import answers, constraint, number, pattern, questionnaire, single
from tests.strategies import Small, constraints

STAGE = single("stage", "none", "edge")
SIZE = replace(number("size"), unless=Unless(question="stage", options=("none",)))
ASKED = questionnaire(STAGE, SIZE)
SMALL = Small(
    ASKED,
    (
        pattern("small", {"stage": {"none": 2, "edge": 2}}, constraint(Above("size", Decimal(5)))),
        pattern("large", {"stage": {"none": 1, "edge": 1}}),
    ),
)


def outline(result: Recommendation) -> list[tuple[object, ...]]:
    return [
        (item.pattern.slug, item.rank, item.status, item.total, [c.status for c in item.checks])
        for item in result.assessments
    ]


def test_an_answer_that_no_longer_applies_rules_nothing_out() -> None:
    assert SMALL.first(answers(stage="edge", size=9)) == ("large",)
    assert SMALL.first(answers(stage="none", size=9)) == ("small",)


def test_it_counts_as_long_as_nothing_says_otherwise() -> None:
    assert resting(ASKED, answers(size=9)) == ()
    assert SMALL.first(answers(size=9)) == ("large",)


def test_it_stays_in_the_link() -> None:
    given_answers = answers(stage="none", size=9)
    assert resting(ASKED, given_answers) == ("size",)
    assert to_query(given_answers) == "size=9&stage=none"
    assert to_query(counted(ASKED, given_answers)) == "stage=none"


def test_the_answer_that_brings_it_back_is_a_change_that_counts() -> None:
    found = single_flips(look(SMALL, answers(stage="none", size=9)))
    assert {(flip.trait, flip.answer.options, flip.first) for flip in found} == {
        ("stage", ("edge",), ("large",)),
        ("stage", (), ("large",)),
    }


def test_first_place_is_not_settled_while_an_open_answer_may_bring_a_better_one_back() -> None:
    base = {"base": {"on": 2, "off": 0}}
    silent = replace(STAGE, weight=0)
    small = Small(
        questionnaire(single("base", "on", "off"), silent, SIZE),
        (
            pattern("better", base, constraint(Above("size", Decimal(5)))),
            pattern("other", {"base": {"on": 1}}),
        ),
    )
    at = look(small, answers(base="on", size=9))
    assert small.first(answers(base="on", size=9)) == ("other",)
    assert small.first(answers(base="on", size=9, stage="none")) == ("better",)
    assert settled(at) is None
    asked = next_question(at)
    assert asked is not None
    assert asked.trait == "stage"


@st.composite
def with_one_resting(draw: st.DrawFn) -> tuple[Small, Answers]:
    """Patterns with any conditions on the two questions, and an answer that does not count."""
    ratings = st.fixed_dictionaries({"none": st.integers(-2, 2), "edge": st.integers(-2, 2)})
    made = tuple(
        pattern(
            f"p{index}",
            {"stage": draw(ratings)},
            *draw(st.lists(constraints((STAGE, SIZE)), min_size=1, max_size=2)),
        )
        for index in range(2)
    )
    return Small(ASKED, made), answers(stage="none", size=draw(st.integers(0, 12)))


@settings(max_examples=150, deadline=None)
@given(case=with_one_resting())
def test_it_is_judged_as_if_it_were_not_given(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    without = counted(small.questionnaire, given_answers)
    assert without != given_answers
    assert outline(small.recommend(given_answers)) == outline(small.recommend(without))
