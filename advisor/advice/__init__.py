"""Answers in, the whole advice out: cost counted where it is known, ranked, and analysed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.advice.priced import Priced, priced, questions_of_cost
from advisor.analysis import Analysis, Revision, analyse
from advisor.catalog.model import Catalog, Pattern
from advisor.cost import CostRatings, Request
from advisor.questionnaire.answers import Answers
from advisor.scoring import Recommendation, recommend

__all__ = ["Advice", "advise"]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One set of answers with all that follows from it, each part worked out when asked for."""

    catalog: Catalog
    answers: Answers
    asked: Request | None

    @cached_property
    def _priced(self) -> Priced:
        return priced(self.catalog, self.answers, self.asked)

    @property
    def cost(self) -> CostRatings | None:
        """The computed ratings; None where cost stays in words."""
        return self._priced.cost

    @property
    def patterns(self) -> Sequence[Pattern]:
        """The patterns as they were compared, computed ratings included."""
        return self._priced.patterns

    @cached_property
    def recommendation(self) -> Recommendation:
        return recommend(self.catalog.questionnaire, self.patterns, self.answers)

    @cached_property
    def analysis(self) -> Analysis:
        return analyse(self.catalog, self.answers, self.patterns, self._revision)

    @property
    def _revision(self) -> Revision | None:
        asked = questions_of_cost(self.catalog)
        return Revision(traits=asked, first=self._first) if asked else None

    def _first(self, answers: Answers) -> tuple[str, ...] | None:
        """Who is first with other answers; None where cost is in words before and after."""
        there = priced(self.catalog, answers, self.asked)
        if there.cost is None and self.cost is None:
            return None
        result = recommend(self.catalog.questionnaire, there.patterns, answers)
        return tuple(item.pattern.slug for item in result.first)


def advise(catalog: Catalog, answers: Answers, asked: Request | None = None) -> Advice:
    """`asked` are inputs of the cost model that were given by hand."""
    return Advice(catalog=catalog, answers=answers, asked=asked)
