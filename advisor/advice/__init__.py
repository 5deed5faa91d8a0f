"""Answers in, the whole advice out: cost counted where it is known, ranked, and analysed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.analysis import Analysis, Revision, analyse
from advisor.catalog.model import Catalog, Pattern
from advisor.cost import CostRatings, Request, cost_ratings, read_request, with_cost, workload
from advisor.questionnaire.answers import Answers
from advisor.scoring import Recommendation, recommend
from advisor.scoring.kleene import traits

__all__ = ["Advice", "advise"]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One set of answers with all that follows from it, each part worked out when asked for."""

    catalog: Catalog
    answers: Answers
    asked: Request | None

    @cached_property
    def cost(self) -> CostRatings | None:
        """The computed ratings; None where cost stays in words."""
        return _cost(self.catalog, self.answers, self.asked)

    @cached_property
    def patterns(self) -> Sequence[Pattern]:
        """The patterns as they were compared, computed ratings included."""
        return _priced(self.catalog, self.cost)

    @cached_property
    def recommendation(self) -> Recommendation:
        return recommend(self.catalog.questionnaire, self.patterns, self.answers)

    @cached_property
    def analysis(self) -> Analysis:
        return analyse(self.catalog, self.answers, self.patterns, self._revision)

    @property
    def _revision(self) -> Revision | None:
        asked = _questions_of_cost(self.catalog)
        return Revision(traits=asked, first=self._first) if asked else None

    def _first(self, answers: Answers) -> tuple[str, ...] | None:
        """Who is first with other answers; None where cost is in words before and after."""
        cost = _cost(self.catalog, answers, self.asked)
        if cost is None and self.cost is None:
            return None
        patterns = _priced(self.catalog, cost)
        result = recommend(self.catalog.questionnaire, patterns, answers)
        return tuple(item.pattern.slug for item in result.first)


def advise(catalog: Catalog, answers: Answers, asked: Request | None = None) -> Advice:
    """`asked` are inputs of the cost model that were given by hand."""
    return Advice(catalog=catalog, answers=answers, asked=asked)


def _cost(catalog: Catalog, answers: Answers, asked: Request | None) -> CostRatings | None:
    model = catalog.cost
    if model is None:
        return None
    request = asked or read_request(model, ())
    found = cost_ratings(workload(model, catalog.questionnaire, answers, request), answers)
    return found if found.by_pattern else None


def _priced(catalog: Catalog, cost: CostRatings | None) -> Sequence[Pattern]:
    return catalog.patterns if cost is None else with_cost(catalog.patterns, cost)


def _questions_of_cost(catalog: Catalog) -> frozenset[str]:
    """The questions whose answers reach a computed rating."""
    model = catalog.cost
    if model is None or model.advice is None:
        return frozenset()
    rules = [rule for item in model.inputs for rule in item.rules]
    read = {trait for rule in rules if rule.when is not None for trait in traits(rule.when)}
    numbers = {rule.answer for rule in rules if rule.answer is not None}
    own = {item.id for item in model.inputs}
    named = read | numbers | own | {model.advice.trait}
    return frozenset(named & catalog.questionnaire.by_id.keys())
