"""What the answers say about each question, as constraints see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from advisor.catalog.model import Question, Questionnaire
from advisor.questionnaire.answers import Answer, Answers
from advisor.questionnaire.counting import counts


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range of numbers; `upper` None means without end."""

    lower: Decimal
    upper: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Answers as options and intervals. `estimates` lets another answer stand in for a number."""

    questionnaire: Questionnaire
    answers: Answers
    estimates: bool

    def options(self, trait: str) -> tuple[str, ...] | None:
        """The chosen options, or None when the question is open."""
        answer = self.known(trait)
        return None if answer is None else answer.options

    def interval(self, trait: str) -> Interval | None:
        """The range in which the number lies, or None when nothing is known of it."""
        answer = self.known(trait)
        if answer is not None and answer.number is not None:
            return Interval(answer.number, answer.number)
        if not self.estimates or not counts(self.questionnaire, self.answers, trait):
            return None
        return self._estimated(self.questionnaire.by_id[trait])

    def known(self, trait: str) -> Answer | None:
        """The definite answer, where there is one that counts."""
        answer = self.answers.known(trait)
        return answer if counts(self.questionnaire, self.answers, trait) else None

    def _estimated(self, question: Question) -> Interval | None:
        if question.estimate is None:
            return None
        options = self.options(question.estimate.question) or ()
        known = [
            question.estimate.intervals[option]
            for option in options
            if option in question.estimate.intervals
        ]
        return Interval(*known[0]) if known else None
