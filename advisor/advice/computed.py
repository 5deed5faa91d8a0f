"""The computed cost as the analysis takes it: what each set of answers does to ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.analysis.computed import Computed, Given, Ratings
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

    def rows(own: Mapping[str, int]) -> Mapping[str, Ratings]:
        if not own:
            return {}
        silent = tuple([0 if slug in own else None for slug in slugs])
        return {
            **dict.fromkeys(advice.replaces, silent),
            advice.trait: tuple([own.get(slug) for slug in slugs]),
        }

    def every(given: Given) -> Sequence[tuple[Answer, Mapping[str, Ratings]]]:
        assert ratings.number is not None
        return [
            (Answer(trait=ratings.number, number=number), rows(own))
            for number, own in ratings.every(given)
        ]

    return Computed(
        traits=ratings.traits,
        trait=advice.trait,
        replaces=advice.replaces,
        caps=advice.caps,
        ratings=lambda given: rows(ratings.ratings(given)),
        reaching=ratings.reaching,
        runs=ratings.runs,
        needs=ratings.needs,
        sure=frozenset(slugs.index(slug) for slug in ratings.sure if slug in slugs),
        number=ratings.number,
        every=every,
        key=ratings.key,
        groups=ratings.groups,
    )
