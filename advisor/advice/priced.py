"""The patterns with computed cost in them; the latest are kept, as few answers reach a cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from advisor.catalog.model import Catalog, Pattern
from advisor.cost import (
    CostRatings,
    Request,
    cost_ratings,
    read_request,
    stated,
    with_cost,
    workload,
)
from advisor.questionnaire.answers import Answer, Answers
from advisor.scoring.kleene import traits

MOST_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """`cost` is None where cost stays in words; then the patterns are the catalog's own."""

    cost: CostRatings | None
    patterns: Sequence[Pattern]


def priced(catalog: Catalog, answers: Answers, asked: Request | None) -> Priced:
    """`asked` are inputs of the cost model that were given by hand."""
    model = catalog.cost
    if model is None or model.advice is None or stated(model.advice, answers) is None:
        return Priced(cost=None, patterns=catalog.patterns)
    request = asked or read_request(model, ())
    which = _Which(catalog)
    heard = (answers.get(trait) for trait in _heard(which))
    given = tuple(request.given.items())
    return _priced(
        which,
        tuple(filter(None, heard)),
        (
            request.region,
            given,
            request.variants,
            request.flat_rate,
            request.free_allowances,
        ),
    )


def questions_of_cost(catalog: Catalog) -> frozenset[str]:
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


@dataclass(frozen=True, slots=True, eq=False)
class _Which:
    """A catalog as a key: the same only as itself."""

    catalog: Catalog

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Which) and other.catalog is self.catalog

    def __hash__(self) -> int:
        return id(self.catalog)


Asked = tuple[str, tuple[tuple[str, Decimal], ...], tuple[str, ...], bool, bool]


@lru_cache(maxsize=8)
def _heard(which: _Which) -> tuple[str, ...]:
    """The questions of cost, and those that stand in for one without an answer."""
    asked = questions_of_cost(which.catalog)
    by_id = which.catalog.questionnaire.by_id
    estimates = (by_id[trait].estimate for trait in asked)
    return tuple(sorted(asked | {found.question for found in estimates if found}))


@lru_cache(maxsize=MOST_KEPT)
def _priced(which: _Which, heard: tuple[Answer, ...], asked: Asked) -> Priced:
    catalog = which.catalog
    assert catalog.cost is not None
    region, given, variants, flat_rate, free_allowances = asked
    request = Request(
        region=region,
        given=MappingProxyType(dict(given)),
        variants=variants,
        flat_rate=flat_rate,
        free_allowances=free_allowances,
    )
    answers = Answers({answer.trait: answer for answer in heard})
    found = cost_ratings(workload(catalog.cost, catalog.questionnaire, answers, request), answers)
    cost = found if found.by_pattern else None
    patterns = with_cost(catalog.patterns, cost) if cost else catalog.patterns
    return Priced(cost=cost, patterns=patterns)
