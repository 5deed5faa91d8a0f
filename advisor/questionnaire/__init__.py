"""From raw key-value pairs to answers, and from answers back to a link."""

from advisor.questionnaire.answers import (
    UNKNOWN,
    Answer,
    Answers,
    Importance,
    Notice,
    NoticeCode,
    ParsedAnswers,
)
from advisor.questionnaire.counting import counted, counts, resting
from advisor.questionnaire.link import (
    to_pairs,
    to_query,
    with_answer,
    with_importance,
    without_answer,
)
from advisor.questionnaire.parse import parse_answers

__all__ = [
    "UNKNOWN",
    "Answer",
    "Answers",
    "Importance",
    "Notice",
    "NoticeCode",
    "ParsedAnswers",
    "counted",
    "counts",
    "parse_answers",
    "resting",
    "to_pairs",
    "to_query",
    "with_answer",
    "with_importance",
    "without_answer",
]
