"""What the open questions could still do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from operator import or_

from hypothesis import assume, given, settings

from advisor.analysis.flips import single_flips
from advisor.analysis.model import Pause, Verdict
from advisor.analysis.next_question import next_question
from advisor.analysis.pause import pause
from advisor.analysis.ranges import score_ranges, settled, worst_lead
from advisor.catalog.model import Above, Below, QuestionKind
from advisor.catalog.questions import Unless
from advisor.questionnaire import Answers, Importance, with_answer
from tests.analysis.brute import completions, definite, look
from tests.building import (
    answer,
    answers,
    constraint,
    number,
    pattern,
    questionnaire,
    several,
    single,
)
from tests.strategies import Small, cases

often = settings(max_examples=80, deadline=None)
BOTH = (QuestionKind.SINGLE, QuestionKind.SEVERAL)


@often
@given(case=cases(questions=3))
def test_a_range_is_reached_at_both_ends_and_never_left(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    results = [small.recommend(full) for full in completions(small, given_answers, or_open=True)]
    for found in score_ranges(look(small, given_answers)):
        scores = [result.of(found.pattern).score for result in results]
        assert (min(scores), max(scores)) == (found.low, found.high)


@often
@given(case=cases(questions=3))
def test_a_pattern_may_be_excluded_when_some_answer_does_it(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    now = small.recommend(given_answers)
    results = [small.recommend(full) for full in completions(small, given_answers, or_open=True)]
    for found in score_ranges(look(small, given_answers)):
        if not now.of(found.pattern).excluded:
            some = any(result.of(found.pattern).excluded for result in results)
            assert found.may_be_excluded == some


@often
@given(case=cases(questions=3))
def test_a_settled_first_place_is_never_overturned(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    found = settled(look(small, given_answers))
    assume(found)
    assert found is not None
    assert small.first(given_answers) == (found.pattern,)
    for full in completions(small, given_answers, or_open=True):
        result = small.recommend(full)
        if result.of(found.pattern).excluded:
            assert set(found.unless) & {
                t for c in result.of(found.pattern).violations for t in c.traits
            }
        else:
            assert small.first(full) == (found.pattern,)


@often
@given(case=cases(questions=3, constrained=False, importance=False))
def test_without_limits_and_vetoes_what_nothing_can_change_is_settled(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    found = settled(look(small, given_answers))
    before = small.first(given_answers)
    firsts = {small.first(full) for full in completions(small, given_answers, or_open=True)}
    assert (found is not None) == (firsts == {before} and len(before) == 1)
    assert found is None or found.for_good


@often
@given(case=cases(questions=3, constrained=False))
def test_the_worst_lead_is_what_the_worst_completion_leaves(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    assume(at.first)
    top = at.matrix.slugs[at.top]
    for place in at.rivals:
        rival = at.matrix.slugs[place]
        leads = [
            result.of(top).total - result.of(rival).total
            for full in completions(small, given_answers, or_open=True)
            for result in [small.recommend(full)]
        ]
        assert worst_lead(at, place) == min(leads)


@often
@given(case=cases())
def test_an_answer_never_widens_a_range(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    before = {item.pattern: item for item in score_ranges(look(small, given_answers))}
    one = next(completions(small, given_answers))
    for item in score_ranges(look(small, one)):
        assert before[item.pattern].low <= item.low == item.high <= before[item.pattern].high


ASKED = questionnaire(
    single("given", "x", "y", weight=3),
    single("minor", "x", "y", weight=1),
    single("major", "x", "y", "z", weight=2),
    several("same", "x", "y", weight=3),
    number("minutes"),
)
P = {"given": {"x": 2}, "major": {"x": -2, "y": 1}, "same": {"x": 2, "y": 2}}
Q = {"major": {"x": 2, "y": -1}, "minor": {"x": 1}, "same": {"x": 2, "y": 2}}
SMALL = Small(ASKED, (pattern("p", P), pattern("q", Q)))


def test_the_next_question_is_the_one_that_moves_the_patterns_farthest_apart() -> None:
    asked = next_question(look(SMALL, answers(given="x")))
    assert asked is not None
    assert (asked.trait, asked.can_change_first_place) == ("major", True)
    assert [(lead.option, lead.first) for lead in asked.leads] == [
        ("x", ("q",)), ("y", ("p",)), ("z", ("p",))
    ]  # fmt: skip


def test_each_answer_to_the_next_question_comes_with_the_lead_it_leaves() -> None:
    at = look(SMALL, answers(given="x"))
    asked = next_question(at)
    assert asked is not None
    points = [lead.ahead and lead.ahead.points for lead in asked.leads]
    assert points == [at.points(4), at.points(20), at.points(12)]


def test_importance_makes_a_question_worth_asking() -> None:
    levels = {"minor": Importance.CRITICAL, "major": Importance.OFF, "given": Importance.LOW}
    asked = next_question(look(SMALL, answers(levels, given="x")))
    assert asked is not None
    assert asked.trait == "minor"


def test_an_answer_of_dont_know_is_still_open() -> None:
    asked = next_question(look(SMALL, answers(given="x", major=None)))
    assert asked is not None
    assert asked.trait == "major"


def test_before_anything_is_answered_the_widest_question_comes_first() -> None:
    asked = next_question(look(SMALL, answers()))
    assert asked is not None
    assert asked.trait == "major"


def test_nothing_is_asked_once_nothing_can_change() -> None:
    at = look(SMALL, answers({"given": Importance.CRITICAL}, given="x"))
    found = settled(at)
    assert found is not None
    assert (found.pattern, found.for_good, next_question(at)) == ("p", True, None)


def test_where_only_a_limit_is_left_its_question_is_next() -> None:
    limited = pattern("p", P, constraint(Above("minutes", Decimal(45))))
    at = look(
        Small(ASKED, (limited, SMALL.patterns[1])),
        answers({"given": Importance.CRITICAL}, given="x"),
    )
    found, asked = settled(at), next_question(at)
    assert found is not None
    assert asked is not None
    assert (found.unless, found.for_good, asked.trait) == (("minutes",), False, "minutes")
    assert [(lead.option, lead.first) for lead in asked.leads] == [("45", ("p",)), ("46", ("q",))]


def test_an_open_critical_question_that_could_veto_keeps_first_place_open() -> None:
    levels = {"given": Importance.CRITICAL, "major": Importance.CRITICAL}
    heavy = {**P, "given": {"x": 2}}
    small = Small(ASKED, (pattern("p", heavy), pattern("q", {"minor": {"x": 1}})))
    assert settled(look(small, answers(levels, given="x"))) is None
    later = with_answer(answers(levels, given="x"), answer("major", "y"))
    assert settled(look(small, later)) is not None


def test_a_question_whose_every_option_silences_another_may_stay_open() -> None:
    """Only while "decides" is open does the answer to "n" count."""
    silenced = replace(number("n"), unless=Unless(question="decides", options=("x", "y")))
    asked = questionnaire(single("q", "x", "y"), single("decides", "x", "y", weight=0), silenced)
    limited = pattern("a", {"q": {"x": 2}}, constraint(Above("n", Decimal(30))))
    at = look(Small(asked, (limited, pattern("b"))), answers(q="x"))
    found = settled(at)
    assert found is not None
    assert found.unless == ("decides", "n")
    assert score_ranges(at)[0].may_be_excluded


def far_limit(plausible: int) -> Small:
    """A limit at 30 on a number of which nobody is likely to say so many."""
    asked = questionnaire(single("q", "x", "y"), replace(number("n"), plausible=Decimal(plausible)))
    limited = pattern("a", {"q": {"x": 2}}, constraint(Above("n", Decimal(30))))
    return Small(asked, (limited, pattern("b")))


def test_a_number_that_nobody_is_likely_to_mean_keeps_its_limit_open() -> None:
    at = look(far_limit(20), answers(q="x"))
    found, asked = settled(at), next_question(at)
    assert found is not None
    assert asked is not None
    assert (found.unless, asked.trait) == (("n",), "n")
    assert [(lead.option, lead.first) for lead in asked.leads] == [("30", ("a",)), ("31", ("b",))]
    assert score_ranges(at)[0].may_be_excluded
    assert pause(at, Verdict.CLEAR) == Pause(pattern="a", unless=("n",))


def test_a_limit_that_no_answer_can_break_keeps_nothing_open() -> None:
    never = constraint(Above("minutes", Decimal(1000)))
    small = Small(ASKED, (pattern("p", P, never), SMALL.patterns[1]))
    found = settled(look(small, answers({"given": Importance.CRITICAL}, given="x")))
    assert found is not None
    assert found.for_good


@often
@given(case=cases(questions=3))
def test_where_no_question_is_left_to_ask_no_answer_changes_first_place(
    case: tuple[Small, Answers],
) -> None:
    small, given_answers = case
    at = look(small, given_answers)
    assume(at.first and next_question(at) is None)
    for completed in completions(small, given_answers, or_open=True):
        assert small.first(completed) == small.first(given_answers)


def test_a_question_is_asked_though_every_answer_does_the_same() -> None:
    asked = questionnaire(single("a", "x", "y"), single("b", "x", "y"))
    level = (pattern("one", {"a": {"x": 1}, "b": {"x": -1}}), pattern("two", {"b": {"y": 1}}))
    found = next_question(look(Small(asked, level), answers(a="x")))
    assert found is not None
    assert (found.trait, {lead.first for lead in found.leads}) == ("b", {("one", "two")})
    assert found.can_change_first_place


def test_patterns_that_share_first_place_are_worth_a_question() -> None:
    asked = questionnaire(single("a", "x", "y"), single("b", "x", "y"))
    level = (pattern("one", {"a": {"x": 1}, "b": {"x": 1}}), pattern("two", {"a": {"x": 1}}))
    found = next_question(look(Small(asked, level), answers(a="x")))
    assert found is not None
    assert found.trait == "b"


def keeps_first(small: Small, given_answers: Answers) -> tuple[bool, bool]:
    """Whether each single answer to come leaves first place or rules it out, and whether any
    rules it out."""
    first = small.first(given_answers)
    results = [
        small.recommend(with_answer(given_answers, one))
        for question in small.questionnaire.questions
        if given_answers.known(question.id) is None
        for one in definite(question)
    ]
    out = [result.of(first[0]).excluded for result in results]
    stays = [tuple(item.pattern.slug for item in result.first) == first for result in results]
    return all(map(or_, stays, out)), any(out)


@often
@given(case=cases(questions=4))
def test_at_a_pause_no_single_answer_to_come_overtakes(case: tuple[Small, Answers]) -> None:
    small, given_answers = case
    assume(len(small.first(given_answers)) == 1)
    at = look(small, given_answers)
    found = pause(at, Verdict.LEANING)
    assume(found)
    assert found is not None
    kept, out = keeps_first(small, given_answers)
    assert kept
    assert (found.pattern,) == small.first(given_answers)
    assert bool(found.unless) == out


@often
@given(case=cases(questions=4, kinds=(QuestionKind.SINGLE, QuestionKind.NUMBER)))
def test_there_is_a_pause_wherever_no_single_answer_overtakes(case: tuple[Small, Answers]) -> None:
    """Of several options some rule a rival out that others bring level: there it may be missed."""
    small, given_answers = case
    assume(len(small.first(given_answers)) == 1)
    at = look(small, given_answers)
    kept, _out = keeps_first(small, given_answers)
    assert (pause(at, Verdict.LEANING) is not None) == kept


def test_a_limit_on_a_number_hides_no_other_that_overtakes() -> None:
    """Below 1 "p" is ruled out; from 6 up "q" has more points, and the same are first."""
    asked = questionnaire(single("a", "x", "y"), number("n", weight=2, edges=(6,)))
    limited = pattern("p", {"a": {"x": 1}, "n": {"band-1": -1}}, constraint(Below("n", Decimal(1))))
    at = look(Small(asked, (limited, pattern("q"))), answers(a="x"))
    told = [(flip.first, flip.by_limit) for flip in single_flips(at) if flip.trait == "n"]
    assert told == [(("q",), True), (("q",), False)]
    assert pause(at, Verdict.CLEAR) is None


def test_what_will_not_be_answered_hinders_no_pause_and_is_not_asked_again() -> None:
    asked = questionnaire(single("a", "x"), single("b", "x", "y", weight=2))
    small = Small(asked, (pattern("one", {"a": {"x": 1}}), pattern("two", {"b": {"x": 2}})))
    at = look(small, answers(a="x"))
    found = next_question(at)
    assert found is not None
    assert found.trait == "b"
    assert pause(at, Verdict.CLEAR) is None
    passed = replace(at, passed=frozenset({"b"}))
    assert next_question(passed) is None
    assert pause(passed, Verdict.CLEAR) == Pause(pattern="one", unless=())
    assert pause(passed, Verdict.CLOSE_CALL) is None


@often
@given(case=cases(questions=3))
def test_questions_end_where_no_answer_to_come_changes_anything(
    case: tuple[Small, Answers],
) -> None:
    """The second half of the questions gets no other answer: the rest is tried in full."""
    small, given_answers = case
    ids = [question.id for question in small.questionnaire.questions]
    passed = {trait for trait in ids[len(ids) // 2 :] if given_answers.known(trait) is None}
    first = small.first(given_answers)
    assume(first)
    at = replace(look(small, given_answers), passed=frozenset(passed))
    if next_question(at) is None:
        for full in completions(small, given_answers, or_open=True):
            if all(full.known(trait) is None for trait in passed):
                assert small.first(full) == first


def test_options_chosen_together_can_overtake_where_none_does_alone() -> None:
    asked = questionnaire(single("a", "x", "y"), several("b", "x", "y", "z"))
    patterns = (pattern("one", {"a": {"x": 2}}), pattern("two", {"b": {"x": 1, "y": 1}}))
    at = look(Small(asked, patterns), answers(a="x"))
    flips = single_flips(at)
    assert not [flip for flip in flips if flip.trait == "b"]
    assert pause(at, Verdict.CLEAR) is None
