"""Points: one answer x one importance x one sourced sentence.

The method is an additive value function on a fixed, anchored scale (Keeney & Raiffa 1976):
score = 50 + 25 x sum(weight x rating) / W with ratings in -2..+2 and W the weight of all
questions, answered or not. Each option of a question that takes several answers is a criterion
of its own, so W holds such a question once per option.
"""

from __future__ import annotations

from fractions import Fraction

from advisor.catalog.model import Pattern, Question, QuestionKind, Questionnaire
from advisor.questionnaire.answers import Answer, Answers, Importance
from advisor.scoring.model import Contribution

NEUTRAL = 50
POINTS_PER_RATING = 25
VETO = -2


def weight(question: Question, answers: Answers) -> int:
    """Base weight x importance multiplier; an integer, so that order never hangs on rounding."""
    return question.weight * answers.importance(question.id).multiplier


def weight_sum(questionnaire: Questionnaire, answers: Answers) -> int:
    """W: the weight of every criterion, whether answered or not."""
    return sum(
        weight(question, answers) * _criteria(question) for question in questionnaire.questions
    )


def contributions(
    pattern: Pattern, questionnaire: Questionnaire, answers: Answers, total_weight: int
) -> tuple[Contribution, ...]:
    """One line per answered option (or band) of every question that can make points."""
    return tuple(
        _line(pattern, question, option, answers, total_weight)
        for question in questionnaire.questions
        if question.weight and (answer := answers.known(question.id)) is not None
        for option in rated_options(question, answer)
    )


def rated_options(question: Question, answer: Answer) -> tuple[str, ...]:
    """The options a rating may name for this answer: those chosen, or the number's band."""
    if answer.number is None:
        return answer.options
    band = question.band_for(answer.number)
    return () if band is None else (band.id,)


def points(product: int, total_weight: int) -> Fraction:
    """What `product` moves the score by. Nothing moves when every weight is zero."""
    return Fraction(POINTS_PER_RATING * product, total_weight) if total_weight else Fraction(0)


def vetoes(lines: tuple[Contribution, ...]) -> tuple[str, ...]:
    """Critical questions on which the pattern is rated -2 (after ELECTRE's veto, but shown)."""
    return tuple(
        dict.fromkeys(
            line.trait
            for line in lines
            if line.importance is Importance.CRITICAL
            and line.rating is not None
            and line.rating.value == VETO
        )
    )


def _criteria(question: Question) -> int:
    return len(question.options) if question.kind is QuestionKind.SEVERAL else 1


def _line(
    pattern: Pattern, question: Question, option: str, answers: Answers, total_weight: int
) -> Contribution:
    rating = pattern.rating_of.get((question.id, option))
    line_weight = weight(question, answers)
    product = line_weight * rating.value if rating is not None else 0
    return Contribution(
        trait=question.id,
        option=option,
        importance=answers.importance(question.id),
        weight=line_weight,
        rating=rating,
        product=product,
        points=points(product, total_weight),
    )
