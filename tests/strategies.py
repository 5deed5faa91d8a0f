"""Random small catalogs and answers: every kind of question, constraints of every form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from hypothesis import strategies as st

from advisor.catalog.model import (
    Above,
    All,
    AnyOf,
    Below,
    Constraint,
    Estimate,
    Is,
    Not,
    Pattern,
    Predicate,
    Question,
    QuestionKind,
    Questionnaire,
    Severity,
)
from advisor.catalog.questions import Unless
from advisor.questionnaire import Answer, Answers, Importance
from advisor.scoring import Recommendation, recommend
from tests import building

NUMBERS = st.integers(0, 12).map(Decimal)
"""Few whole numbers, so that bands, limits and answers often meet."""


@dataclass(frozen=True, slots=True)
class Small:
    """A questionnaire and patterns, small enough to try everything."""

    questionnaire: Questionnaire
    patterns: tuple[Pattern, ...]

    def recommend(self, answers: Answers) -> Recommendation:
        return recommend(self.questionnaire, self.patterns, answers)

    def first(self, answers: Answers) -> tuple[str, ...]:
        return tuple(item.pattern.slug for item in self.recommend(answers).first)


@st.composite
def small_catalogs(
    draw: st.DrawFn,
    *,
    questions: int = 4,
    patterns: int = 4,
    constrained: bool = True,
    kinds: tuple[QuestionKind, ...] = tuple(QuestionKind),
) -> Small:
    count = draw(st.integers(1, questions))
    asked = tuple(draw(_questions(index, kinds)) for index in range(count))
    asked = _with_unless(draw, _with_estimate(draw, asked))
    made = draw(st.integers(2, patterns))
    return Small(
        building.questionnaire(*asked),
        tuple(_pattern(draw, f"p{i}", asked, constrained=constrained) for i in range(made)),
    )


@st.composite
def _questions(draw: st.DrawFn, index: int, kinds: tuple[QuestionKind, ...]) -> Question:
    kind, weight = draw(st.sampled_from(kinds)), draw(st.integers(0, 3))
    trait = f"q{index}"
    options = [f"o{i}" for i in range(draw(st.integers(2, 3)))]
    if kind is QuestionKind.SINGLE:
        return building.single(trait, *options, weight=weight)
    if kind is QuestionKind.SEVERAL:
        none_option = draw(st.sampled_from([None, options[0]]))
        return building.several(trait, *options, weight=weight, none_option=none_option)
    edges = sorted(draw(st.sets(st.integers(1, 11), min_size=1, max_size=2)))
    plausible = draw(st.sampled_from([None, None, *map(Decimal, range(3, 12))]))
    return replace(building.number(trait, weight=weight, edges=edges), plausible=plausible)


def _with_estimate(draw: st.DrawFn, asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """Lets the first single question say something about one more number, now and then."""
    singles = [question for question in asked if question.kind is QuestionKind.SINGLE]
    if not singles or not draw(st.booleans()):
        return asked
    ends = sorted((draw(NUMBERS), draw(NUMBERS)))
    intervals = {singles[0].options[0].id: (ends[0], draw(st.sampled_from([ends[1], None])))}
    estimate = Estimate(question=singles[0].id, intervals=MappingProxyType(intervals))
    return (*asked, building.number("estimated", estimate=estimate))


def _with_unless(draw: st.DrawFn, asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """Lets an option of the first single question silence others without weight, now and then."""
    singles = [question for question in asked if question.kind is QuestionKind.SINGLE]
    if not singles or not draw(st.booleans()):
        return asked
    decides = singles[0]
    options = draw(st.sets(st.sampled_from(decides.rated_ids), min_size=1, max_size=2))
    unless = Unless(question=decides.id, options=tuple(sorted(options)))
    return tuple(
        replace(question, unless=unless)
        if not question.weight and question is not decides and draw(st.booleans())
        else question
        for question in asked
    )


def _pattern(
    draw: st.DrawFn, slug: str, asked: tuple[Question, ...], *, constrained: bool
) -> Pattern:
    value = st.integers(-2, 2)
    ratings = {
        question.id: {option: draw(value) for option in question.rated_ids}
        for question in asked
        if question.weight
    }
    count = draw(st.integers(0, 2)) if constrained else 0
    found = [draw(constraints(asked, name=f"c{index}")) for index in range(count)]
    return building.pattern(slug, ratings, *found)


@st.composite
def constraints(draw: st.DrawFn, asked: tuple[Question, ...], name: str = "added") -> Constraint:
    return building.constraint(
        draw(predicates(asked)),
        name=name,
        severity=draw(st.sampled_from([Severity.EXCLUDE, Severity.EXCLUDE, *Severity])),
        near=draw(st.sampled_from([None, Fraction(4, 5)])),
    )


def predicates(asked: tuple[Question, ...]) -> st.SearchStrategy[Predicate]:
    """Conditions on `asked`, three deep at most."""
    leaves = st.sampled_from(asked).flatmap(_atom)
    return st.recursive(leaves, _joined, max_leaves=3)


def _joined(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    several = st.lists(parts, min_size=1, max_size=2).map(tuple)
    return st.one_of(several.map(All), several.map(AnyOf), parts.map(Not))


def _atom(question: Question) -> st.SearchStrategy[Predicate]:
    trait = question.id
    if question.kind is not QuestionKind.NUMBER:
        ids = st.sampled_from(question.rated_ids)
        return st.sets(ids, min_size=1, max_size=2).map(lambda x: Is(trait, tuple(sorted(x))))
    above = NUMBERS.map(lambda bound: Above(trait, bound, building.limit(int(bound))))
    return st.one_of(above, NUMBERS.map(lambda bound: Below(trait, bound)))


@st.composite
def answers_to(
    draw: st.DrawFn,
    questionnaire: Questionnaire,
    *,
    complete: bool = False,
    importance: bool = True,
) -> Answers:
    """`complete` leaves nothing open."""
    by_trait = {}
    for question in questionnaire.questions:
        answer: Answer | None = draw(answer_to(question))
        if not complete:
            open_ones = [answer, answer, Answer(trait=question.id, unknown=True), None]
            answer = draw(st.sampled_from(open_ones))
        if answer is not None:
            by_trait[question.id] = answer
    levels = _levels(draw, questionnaire) if importance else {}
    return Answers(MappingProxyType(by_trait), MappingProxyType(levels))


def _levels(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Importance]:
    levels = {q.id: draw(st.sampled_from(Importance)) for q in questionnaire.questions}
    return {trait: level for trait, level in levels.items() if level is not Importance.NORMAL}


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any definite answer to `question`."""
    if question.kind is QuestionKind.NUMBER:
        return NUMBERS.map(lambda value: Answer(trait=question.id, number=value))
    choices: list[tuple[str, ...]] = [(option,) for option in question.rated_ids]
    if question.kind is QuestionKind.SEVERAL:
        choices = [option_set for option_set in subsets(question) if option_set]
    return st.sampled_from(choices).map(lambda chosen: Answer(trait=question.id, options=chosen))


def subsets(question: Question) -> list[tuple[str, ...]]:
    """What may be chosen together, in catalog order; nothing at all included."""
    found: list[tuple[str, ...]] = [()]
    for option in question.rated_ids:
        found += [(*chosen, option) for chosen in found]
    none = question.none_option
    return [chosen for chosen in found if none not in chosen or len(chosen) == 1]


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    complete: bool = False,
    importance: bool = True,
    constrained: bool = True,
    questions: int = 4,
    kinds: tuple[QuestionKind, ...] = tuple(QuestionKind),
) -> tuple[Small, Answers]:
    """A catalog, and answers to its questions."""
    small = draw(small_catalogs(constrained=constrained, questions=questions, kinds=kinds))
    answers = answers_to(small.questionnaire, complete=complete, importance=importance)
    return small, draw(answers)
