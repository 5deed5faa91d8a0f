"""Whether one more answer would end a close call."""

from __future__ import annotations

from enum import StrEnum

from advisor.analysis.model import Verdict
from advisor.analysis.moves import answers_to
from advisor.analysis.position import Position, position
from advisor.analysis.stability import stability, verdict
from advisor.catalog.model import QuestionKind
from advisor.questionnaire.answers import Answer
from advisor.questionnaire.link import with_answer

STILL_OPEN = frozenset({Verdict.CLOSE_CALL, Verdict.NOT_ENOUGH})


class Deciding(StrEnum):
    """How many of the answers to one question end a close call."""

    EVERY = "every"
    SOME = "some"
    NONE = "none"


def deciding(at: Position, trait: str) -> Deciding:
    """What the answers to the open question `trait` do to a close call, each tried.

    EVERY only where all of them were tried: not for options that can be chosen together, nor for
    a number that reaches a computed rating.
    """
    column = at.matrix.by_trait[trait]
    ended = [_ends(at, move.answer) for move in answers_to(column)]
    if not any(ended):
        return Deciding.NONE
    kind = column.question.kind
    untried = kind is QuestionKind.SEVERAL or (kind is QuestionKind.NUMBER and at.reaches(column))
    return Deciding.EVERY if all(ended) and not untried else Deciding.SOME


def _ends(at: Position, answer: Answer) -> bool:
    then = position(at.matrix, with_answer(at.answers, answer), at.computed)
    return verdict(then, stability(then)) not in STILL_OPEN
