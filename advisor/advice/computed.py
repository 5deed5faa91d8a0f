"""The computed cost as the analysis takes it: what each set of answers does to ratings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from advisor.analysis.computed import NOTHING, Computed, Given
from advisor.analysis.matrix import Ratings
from advisor.catalog.cost_model import Advice
from advisor.catalog.model import Catalog
from advisor.cost import ComputedRatings, Request
from advisor.questionnaire.answers import Answer

MOST_KEPT = 8

_kept: list[tuple[Catalog, tuple[object, ...], Computed]] = []


def computed_in(catalog: Catalog, request: Request | None) -> Computed | None:
    """None where the catalog computes no ratings. The latest few are kept with what they found."""
    if request is None or catalog.cost is None or catalog.cost.advice is None:
        return None
    key = (request.region, request.pairs)
    for known, asked, computed in _kept:
        if known is catalog and asked == key:
            return computed
    found = _computed(catalog, request)
    if found is not None:
        _kept[:] = [(catalog, key, found), *_kept[: MOST_KEPT - 1]]
    return found


def _computed(catalog: Catalog, request: Request) -> Computed | None:
    model = catalog.cost
    if model is None or model.advice is None:
        return None
    advice = model.advice
    ratings = ComputedRatings(model, advice, catalog.questionnaire, request)
    slugs = [pattern.slug for pattern in catalog.patterns]
    rows = _Rows(ratings, advice, slugs)
    return Computed(
        traits=ratings.traits,
        trait=advice.trait,
        replaces=advice.replaces,
        caps=advice.caps,
        ratings=rows.ratings,
        reaching=ratings.reaching,
        runs=ratings.runs,
        needs=ratings.needs,
        sure=frozenset(slugs.index(slug) for slug in ratings.sure if slug in slugs),
        number=ratings.number,
        every=rows.every,
        key=ratings.key,
        traces=rows.traces,
    )


class _Rows:
    """What `ratings` says, by question and in the order of `slugs`. Equal rows are one object."""

    def __init__(self, ratings: ComputedRatings, advice: Advice, slugs: Sequence[str]) -> None:
        self._said, self._advice, self._slugs = ratings, advice, slugs
        self._found: dict[Ratings, Mapping[str, Ratings]] = {}

    def ratings(self, given: Given) -> Mapping[str, Ratings]:
        return self._by_question(self._said.ratings(given))

    def every(self, given: Given) -> Sequence[tuple[Answer, Mapping[str, Ratings]]]:
        number = self._said.number
        assert number is not None
        return [
            (Answer(trait=number, number=value), self._by_question(own))
            for value, own in self._said.every(given)
        ]

    def traces(self, trait: str, answer: Answer | None) -> tuple[Hashable, ...]:
        rated = answer.options if answer and trait == self._advice.trait else None
        return (*self._said.traces.of(trait, answer), rated)

    def _by_question(self, own: Mapping[str, int]) -> Mapping[str, Ratings]:
        if not own:
            return NOTHING
        row = tuple([own.get(slug) for slug in self._slugs])
        found = self._found.get(row)
        if found is None:
            silent = tuple(None if rating is None else 0 for rating in row)
            replaced = dict.fromkeys(self._advice.replaces, silent)
            found = self._found[row] = {**replaced, self._advice.trait: row}
        return found
