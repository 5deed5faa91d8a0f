"""What holds for every catalog and every set of answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.catalog.model import Pattern, Question, QuestionKind, Rating, Severity
from advisor.questionnaire import Answers, Importance, with_answer, without_answer
from advisor.scoring import CheckStatus, Recommendation, Truth, printed
from advisor.scoring.evidence import Evidence
from advisor.scoring.kleene import evaluate
from tests.strategies import (
    Small,
    answer_to,
    cases,
    constraints,
    predicates,
    small_catalogs,
    subsets,
)

often = settings(max_examples=100, deadline=None)


def outline(result: Recommendation) -> list[tuple[object, ...]]:
    """What a reader sees of a result."""
    return [
        (item.pattern.slug, item.status, item.rank, item.tier, item.total, item.score)
        for item in result.assessments
    ]


def judged(result: Recommendation) -> dict[str, tuple[object, ...]]:
    """What each pattern is by itself, whoever else stands beside it."""
    return {
        item.pattern.slug: (item.status, item.tier, item.total, item.score)
        for item in result.assessments
    }


@often
@given(case=cases())
def test_the_lines_add_up_to_the_score_which_lies_between_0_and_100(
    case: tuple[Small, Answers],
) -> None:
    small, answers = case
    for item in small.recommend(answers).assessments:
        points = [line.points for line in item.contributions]
        assert item.score == 50 + sum(points)
        assert 0 <= item.score <= 100
        assert abs(Fraction(sum(printed(points))) - sum(points)) <= Fraction(1, 20)


@often
@given(case=cases(), data=st.data())
def test_a_better_rating_never_lowers_the_rank(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    index = data.draw(st.integers(0, len(small.patterns) - 1))
    chosen = small.patterns[index]
    poor = [rating for rating in chosen.ratings if rating.value < 2]
    if not poor:
        return
    raised = _raised(chosen, data.draw(st.sampled_from(poor)))
    better = Small(
        small.questionnaire, (*small.patterns[:index], raised, *small.patterns[index + 1 :])
    )
    before = small.recommend(answers).of(chosen.slug)
    after = better.recommend(answers).of(chosen.slug)
    assert before.rank is None if after.rank is None else after.rank <= (before.rank or 99)


def _raised(pattern: Pattern, rating: Rating) -> Pattern:
    better = replace(rating, value=rating.value + 1)
    return replace(pattern, ratings=tuple(better if r is rating else r for r in pattern.ratings))


@often
@given(case=cases(), data=st.data())
def test_another_pattern_changes_nothing_about_the_others(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    gone = data.draw(st.sampled_from(small.patterns))
    fewer = Small(small.questionnaire, tuple(p for p in small.patterns if p is not gone))
    all_of_them, rest = small.recommend(answers), fewer.recommend(answers)
    expected = judged(all_of_them)
    del expected[gone.slug]
    assert judged(rest) == expected
    order = [item.pattern.slug for item in all_of_them.assessments]
    assert [item.pattern.slug for item in rest.assessments] == [s for s in order if s != gone.slug]


@often
@given(case=cases(), data=st.data())
def test_an_answer_adds_its_own_lines_and_touches_no_other(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    question = data.draw(st.sampled_from(small.questionnaire.questions))
    open_answers = without_answer(answers, question.id)
    answered = with_answer(open_answers, data.draw(answer_to(question)))
    before, after = small.recommend(open_answers), small.recommend(answered)
    for item in after.assessments:
        own = [line for line in item.contributions if line.trait == question.id]
        others = tuple(line for line in item.contributions if line.trait != question.id)
        earlier = before.of(item.pattern.slug)
        assert others == earlier.contributions
        assert item.total - earlier.total == sum(line.product for line in own)


@often
@given(case=cases(), data=st.data())
def test_a_question_that_is_off_makes_no_points_but_its_limits_hold(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    question = data.draw(st.sampled_from(small.questionnaire.questions))
    levels = MappingProxyType({**answers.importances, question.id: Importance.OFF})
    off, levelled = replace(answers, importances=levels), small.recommend(answers)
    result = small.recommend(off)
    unanswered = small.recommend(without_answer(off, question.id))
    for item in result.assessments:
        slug = item.pattern.slug
        assert item.total == unanswered.of(slug).total
        assert item.checks == levelled.of(slug).checks


@often
@given(case=cases(), data=st.data())
def test_the_order_in_which_things_are_written_does_not_matter(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    asked = data.draw(st.permutations(small.questionnaire.questions))
    shuffled = Small(
        replace(small.questionnaire, questions=tuple(_turned(question) for question in asked)),
        tuple(
            replace(p, constraints=p.constraints[::-1], ratings=p.ratings[::-1])
            for p in data.draw(st.permutations(small.patterns))
        ),
    )
    assert outline(shuffled.recommend(answers)) == outline(small.recommend(answers))


def _turned(question: Question) -> Question:
    return replace(question, options=question.options[::-1])


@often
@given(case=cases(), factor=st.integers(2, 5))
def test_the_scale_of_all_weights_does_not_matter(case: tuple[Small, Answers], factor: int) -> None:
    small, answers = case
    heavier = tuple(replace(q, weight=q.weight * factor) for q in small.questionnaire.questions)
    scaled = Small(replace(small.questionnaire, questions=heavier), small.patterns)
    expected = [
        (slug, rank, score) for slug, _, rank, _, _, score in outline(small.recommend(answers))
    ]
    found = [
        (slug, rank, score) for slug, _, rank, _, _, score in outline(scaled.recommend(answers))
    ]
    assert found == expected


@often
@given(case=cases())
def test_a_pattern_that_a_limit_excludes_has_no_rank_and_says_why(
    case: tuple[Small, Answers],
) -> None:
    small, answers = case
    result = small.recommend(answers)
    ranked = [not item.excluded for item in result.assessments]
    assert ranked == sorted(ranked, reverse=True)
    for item in result.assessments:
        assert item.excluded == bool(item.violations)
        assert (item.rank is None) == item.excluded
        for check in item.violations:
            assert check.constraint in item.pattern.constraints
            assert any(answers.known(trait) for trait in check.traits)


@often
@given(case=cases(constrained=False), data=st.data())
def test_an_added_exclusion_removes_its_pattern_and_no_other(
    case: tuple[Small, Answers], data: st.DataObject
) -> None:
    small, answers = case
    added = data.draw(constraints(small.questionnaire.questions))
    index = data.draw(st.integers(0, len(small.patterns) - 1))
    target = replace(small.patterns[index], constraints=(added,))
    limited = Small(
        small.questionnaire, (*small.patterns[:index], target, *small.patterns[index + 1 :])
    )
    before, after = small.recommend(answers), limited.recommend(answers)
    assert outline_of_others(after, target.slug) == outline_of_others(before, target.slug)
    now = after.of(target.slug)
    assert (now.total, now.score) == (before.of(target.slug).total, before.of(target.slug).score)
    violated = now.checks[0].status is CheckStatus.VIOLATED
    assert now.excluded == (violated and now.checks[0].severity is Severity.EXCLUDE)


def outline_of_others(result: Recommendation, slug: str) -> list[tuple[object, ...]]:
    return [
        (item.pattern.slug, item.status, item.tier, item.total)
        for item in result.assessments
        if item.pattern.slug != slug
    ]


@often
@given(small=small_catalogs(questions=3, constrained=False), data=st.data())
def test_what_is_true_or_false_stays_so_whatever_else_is_answered(
    small: Small, data: st.DataObject
) -> None:
    asked = small.questionnaire.questions
    assume(not small.questionnaire.conditional)
    predicate = data.draw(predicates(asked))
    some = data.draw(st.sets(st.sampled_from([question.id for question in asked])))
    given_answers = {q.id: data.draw(answer_to(q)) for q in asked if q.id in some}
    answers = Answers(MappingProxyType(given_answers))
    truth = evaluate(predicate, _evidence(small, answers))
    if len(some) == len(asked):
        assert truth is not Truth.UNKNOWN
    for completion in _completions(data, small, answers):
        final = evaluate(predicate, _evidence(small, completion))
        assert final is not Truth.UNKNOWN
        assert truth in (Truth.UNKNOWN, final)


@often
@given(case=cases(kinds=(QuestionKind.SINGLE, QuestionKind.NUMBER)))
def test_an_estimate_alone_excludes_nothing(case: tuple[Small, Answers]) -> None:
    small, answers = case
    numbers = [q.id for q in small.questionnaire.questions if q.estimate]
    unsaid = without_answer(answers, *numbers)
    plain = replace(
        small.questionnaire,
        questions=tuple(replace(q, estimate=None) for q in small.questionnaire.questions),
    )
    guessed = small.recommend(unsaid)
    stated = Small(plain, small.patterns).recommend(unsaid)
    assert [i.pattern.slug for i in guessed.assessments if i.excluded] == [
        i.pattern.slug for i in stated.assessments if i.excluded
    ]


def _evidence(small: Small, answers: Answers) -> Evidence:
    return Evidence(questionnaire=small.questionnaire, answers=answers, estimates=False)


def _completions(data: st.DataObject, small: Small, answers: Answers) -> list[Answers]:
    """Some completions: every choice of the open questions, numbers drawn."""
    still_open = [q for q in small.questionnaire.questions if answers.known(q.id) is None]
    rows = [
        [data.draw(answer_to(question)) for _ in range(2)]
        if question.kind is QuestionKind.NUMBER
        else [data.draw(answer_to(question)) for _ in range(min(2, len(subsets(question))))]
        for question in still_open
    ]
    found = []
    for chosen in product(*rows):
        completed = answers
        for answer in chosen:
            completed = with_answer(completed, answer)
        found.append(completed)
    return found


@often
@given(numbers=st.lists(st.fractions(-50, 50, max_denominator=300), max_size=8))
def test_printed_parts_add_up_to_the_printed_sum(numbers: list[Fraction]) -> None:
    parts = printed(numbers)
    assert sum(parts) == sum(printed([sum(numbers, Fraction(0))]))
    off = [abs(Fraction(part) - number) for part, number in zip(parts, numbers, strict=True)]
    assert all(distance < Fraction(1, 10) for distance in off)


@often
@given(case=cases())
def test_equal_places_share_first_place(case: tuple[Small, Answers]) -> None:
    small, answers = case
    result = small.recommend(answers)
    feasible = [item for item in result.assessments if not item.excluded]
    best = min(((item.tier, -item.total) for item in feasible), default=None)
    leaders = tuple(item for item in feasible if (item.tier, -item.total) == best)
    assert result.first == (leaders if result.claimed else ())
