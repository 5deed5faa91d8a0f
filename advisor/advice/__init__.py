"""Answers in, the whole advice out: cost counted where it is known, ranked, and analysed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from advisor.advice.computed import computed_in
from advisor.advice.priced import Priced, priced
from advisor.analysis import Analysis, analyse
from advisor.catalog.cost_model import CostModel
from advisor.catalog.model import Catalog, Pattern
from advisor.cost import CostRatings, Request, read_request
from advisor.questionnaire.answers import Answers
from advisor.scoring import Recommendation, recommend

__all__ = ["Advice", "advise"]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One set of answers with all that follows from it, each part worked out when asked for.

    `request` says what the link gives for cost beside the answers; None without a cost model.
    """

    catalog: Catalog
    answers: Answers
    request: Request | None

    @cached_property
    def _priced(self) -> Priced:
        return priced(self.catalog, self.answers, self.request)

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
        return analyse(self.catalog, self.answers, computed_in(self.catalog, self.request))


def advise(catalog: Catalog, answers: Answers, asked: Request | None = None) -> Advice:
    """`asked` are inputs of the cost model that were given by hand."""
    model = catalog.cost
    request = None if model is None else _beside(model, answers, asked or read_request(model, ()))
    return Advice(catalog=catalog, answers=answers, request=request)


def _beside(model: CostModel, answers: Answers, asked: Request) -> Request:
    """`asked` without what the answers say themselves: there, another answer is another value."""
    own = {rule.answer for item in model.inputs for rule in item.rules if rule.answer == item.id}
    given = {
        key: value
        for key, value in asked.given.items()
        if key not in own or answers.known(key) is None
    }
    return replace(asked, given=MappingProxyType(given))
