"""The slow way: try every answer and ask the engine. What the analysis is held against."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from advisor.analysis.cells import Bound, Side
from advisor.analysis.matrix import build_matrix
from advisor.analysis.position import Position, position
from advisor.catalog.model import Question, QuestionKind
from advisor.questionnaire import Answer, Answers, with_answer
from tests.strategies import Small, subsets

STEPS = [Decimal(step) / 2 for step in range(27)] + [Decimal(1000)]
"""Numbers among which every cell of a small catalog's number question has one."""


def look(small: Small, answers: Answers) -> Position:
    return position(build_matrix(small.questionnaire, small.patterns), answers)


def definite(question: Question) -> Iterator[Answer]:
    """Every answer to `question`, but for numbers between those tried."""
    if question.kind is QuestionKind.NUMBER:
        for number in STEPS:
            yield Answer(trait=question.id, number=number)
        return
    choices = subsets(question) if question.kind is QuestionKind.SEVERAL else []
    for chosen in [c for c in choices if c] or [(option,) for option in question.rated_ids]:
        yield Answer(trait=question.id, options=chosen)


def holds(bound: Bound | None, value: Decimal) -> bool:
    """Whether `value` is within both ends of `bound`."""
    if bound is None:
        return True
    here = {
        Side.MORE_THAN: value > bound.number,
        Side.AT_LEAST: value >= bound.number,
        Side.LESS_THAN: value < bound.number,
        Side.AT_MOST: value <= bound.number,
        Side.ABOUT: value == bound.number,
    }[bound.side]
    return here and holds(bound.other, value)


def changes(question: Question, answer: Answer | None) -> Iterator[Answer]:
    """Every change of one answer: any other option or number, one of several, or taken back."""
    known = None if answer is None or answer.unknown else answer
    if known is not None:
        yield Answer(trait=question.id, unknown=True)
    for other in definite(question):
        if other == known:
            continue
        if question.kind is not QuestionKind.SEVERAL or _one_step(question, known, other):
            yield other


def _one_step(question: Question, known: Answer | None, other: Answer) -> bool:
    """One option more or less; with the option that excludes the others, one for all of them."""
    before = set(known.options) if known else set()
    after, none = set(other.options), question.none_option
    if none in after:
        return none not in before
    if none in before:
        return len(after) == 1
    return len(before ^ after) == 1


def completions(small: Small, answers: Answers, *, or_open: bool = False) -> Iterator[Answers]:
    """Every way to answer the open questions; `or_open` also leaves some of them open."""
    rows: list[list[Answer | None]] = []
    for question in small.questionnaire.questions:
        if answers.known(question.id) is None:
            rows.append([*_told_apart(question), *([None] if or_open else [])])
    for chosen in product(*rows):
        completed = answers
        for answer in chosen:
            completed = completed if answer is None else with_answer(completed, answer)
        yield completed


def _told_apart(question: Question) -> Iterator[Answer]:
    """Of numbers every whole and half one up to the last that a small catalog names."""
    found = list(definite(question))
    yield from found[1::2] if question.kind is QuestionKind.NUMBER and len(found) > 60 else found
