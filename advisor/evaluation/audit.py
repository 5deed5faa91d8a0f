"""Whether a catalog is fair: what it would say over all answers, before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations
from math import sqrt
from random import Random
from statistics import fmean

from advisor.analysis.analysis import matrix_of
from advisor.analysis.matrix import Column, Matrix
from advisor.analysis.position import position
from advisor.catalog.model import Catalog, Combine, Layer, Pattern, Source
from advisor.evaluation.profiles import PROFILES, SEED, can_win, random_profile
from advisor.scoring.kleene import traits

CORRELATED = 0.95
Option = tuple[str, str]
"""A question and one of its options or bands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """By pattern: `win_share` of random complete profiles, `base_rate` the mean rating, `best_on`
    the questions with an option where it is rated above all others, `sourced` the share of ratings
    that name a page, `text_length` in characters by language. `correlated` are option pairs that
    say the same of every pattern. `misplaced` are ratings that credit or blame a pattern at the
    edge for what the origin behind it decides.
    """

    win_share: Mapping[str, float]
    base_rate: Mapping[str, float]
    best_on: Mapping[str, int]
    sourced: Mapping[str, float]
    cannot_win: tuple[str, ...]
    dominated: tuple[tuple[str, str], ...]
    silent_questions: tuple[str, ...]
    silent_options: tuple[Option, ...]
    correlated: tuple[tuple[Option, Option], ...]
    group_weight: Mapping[str, float]
    text_length: Mapping[str, Mapping[str, int]]
    stale_sources: tuple[Source, ...]
    misplaced: tuple[tuple[str, Option], ...]


def audit(catalog: Catalog, as_of: date, *, oldest_days: int, profiles: int = PROFILES) -> Audit:
    """`as_of` is the day from which sources older than `oldest_days` count as stale."""
    matrix = matrix_of(catalog.questionnaire, catalog.patterns)
    rated = [column for column in matrix.columns if column.question.weight]
    won = _win_share(matrix, profiles)
    return Audit(
        win_share=won,
        base_rate=_base_rate(matrix, rated),
        best_on=_best_on(matrix, rated),
        sourced={pattern.slug: _sourced(pattern) for pattern in catalog.patterns},
        cannot_win=tuple(
            slug
            for place, slug in enumerate(matrix.slugs)
            if not won[slug] and not can_win(matrix, place)
        ),
        dominated=tuple(_dominated(matrix, rated)),
        silent_questions=tuple(_silent_questions(catalog, matrix)),
        silent_options=tuple(
            (column.id, option)
            for column in rated
            for option, effect in column.effects.items()
            if len(set(effect.ratings)) == 1
        ),
        correlated=tuple(_correlated(rated)),
        group_weight=_group_weight(matrix),
        text_length={pattern.slug: _lengths(catalog, pattern) for pattern in catalog.patterns},
        stale_sources=tuple(s for s in _sources(catalog) if _age(s, as_of) > oldest_days),
        misplaced=tuple(_misplaced(catalog)),
    )


def _win_share(matrix: Matrix, profiles: int) -> dict[str, float]:
    """Shares of first place, ties shared, over profiles drawn evenly. The same every time."""
    random, won = Random(SEED), dict.fromkeys(matrix.slugs, 0.0)
    for _ in range(profiles):
        first = matrix.named(position(matrix, random_profile(matrix, random)).first)
        for slug in first:
            won[slug] += 1 / len(first)
    return {slug: value / profiles for slug, value in won.items()}


def _base_rate(matrix: Matrix, rated: Sequence[Column]) -> dict[str, float]:
    rows = [effect.ratings for column in rated for effect in column.effects.values()]
    return {slug: fmean(row[i] for row in rows) for i, slug in enumerate(matrix.slugs)}


def _best_on(matrix: Matrix, rated: Sequence[Column]) -> dict[str, int]:
    return {
        slug: sum(any(_alone_best(e.ratings, i) for e in c.effects.values()) for c in rated)
        for i, slug in enumerate(matrix.slugs)
    }


def _sourced(pattern: Pattern) -> float:
    """1 for a pattern without ratings: it claims nothing."""
    named = [rating.source is not None for rating in pattern.ratings]
    return fmean(named) if named else 1.0


def _alone_best(ratings: tuple[int, ...], place: int) -> bool:
    return all(ratings[place] > other for i, other in enumerate(ratings) if i != place)


def _dominated(matrix: Matrix, rated: Sequence[Column]) -> Iterator[tuple[str, str]]:
    """Pairs of which the second is never rated above the first, whatever is answered."""
    rows = [effect.ratings for column in rated for effect in column.effects.values()]
    for one, other in permutations(range(matrix.width), 2):
        if all(row[one] >= row[other] for row in rows):
            yield matrix.slugs[one], matrix.slugs[other]


def _silent_questions(catalog: Catalog, matrix: Matrix) -> Iterator[str]:
    """Questions whose answer changes no order of points, no limit and no value of a bundle."""
    looked_at = {trait for pattern in catalog.patterns for trait in _looked_at(pattern)}
    looked_at |= {trait for item in catalog.elsewhere for trait in traits(item.when)}
    looked_at |= {q.estimate.question for q in catalog.questionnaire.questions if q.estimate}
    for column in matrix.columns:
        tells_apart = any(len(set(e.ratings)) > 1 for e in column.effects.values())
        if not tells_apart and column.id not in looked_at:
            yield column.id


def _looked_at(pattern: Pattern) -> Iterator[str]:
    for constraint in pattern.constraints:
        yield from traits(constraint.when)
    for parameter in pattern.parameters:
        for rule in parameter.rules:
            yield from traits(rule.when)


def _correlated(rated: Sequence[Column]) -> Iterator[tuple[Option, Option]]:
    options = [
        ((column.id, option), _centred(effect.ratings))
        for column in rated
        for option, effect in column.effects.items()
    ]
    for (one, a), (other, b) in combinations(options, 2):
        if one[0] != other[0] and _correlation(a, b) > CORRELATED:
            yield one, other


def _centred(ratings: tuple[int, ...]) -> tuple[float, ...]:
    mean = fmean(ratings)
    return tuple(rating - mean for rating in ratings)


def _correlation(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """0 where one of them does not tell the patterns apart."""
    size = sqrt(sum(a * a for a in one) * sum(b * b for b in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / size if size else 0.0


def _misplaced(catalog: Catalog) -> Iterator[tuple[str, Option]]:
    questions = catalog.questionnaire.by_id
    for pattern in catalog.patterns:
        for rating in pattern.ratings if pattern.layer is Layer.EDGE else ():
            if rating.value and questions[rating.trait].combine is Combine.ORIGIN:
                yield pattern.slug, (rating.trait, rating.option)


def _group_weight(matrix: Matrix) -> dict[str, float]:
    """The share of all base weight by group; a question of several options once per option."""
    weights: dict[str, int] = {}
    for column in matrix.columns:
        group = column.question.group
        own = column.question.weight * column.criteria
        weights[group] = weights.get(group, 0) + own
    whole = sum(weights.values()) or 1
    return {group: weight / whole for group, weight in weights.items()}


def _lengths(catalog: Catalog, pattern: Pattern) -> dict[str, int]:
    texts = (pattern.summary, *pattern.scenes, *pattern.advantages, *pattern.disadvantages)
    return {
        language: sum(len(text.in_language(language)) for text in texts)
        for language in catalog.languages
    }


def _sources(catalog: Catalog) -> list[Source]:
    """Every page that a rating, a limit or a constraint rests on, each once."""
    found: list[Source | None] = []
    for pattern in catalog.patterns:
        found += [rating.source for rating in pattern.ratings]
        found += [limit.source for limit in pattern.limits]
        found += [constraint.source for constraint in pattern.constraints]
    by_id = {(source.id, source.date): source for source in found if source is not None}
    return [by_id[key] for key in sorted(by_id)]


def _age(source: Source, as_of: date) -> int:
    """Days from the latest day that the source's date can mean."""
    parts = [int(part) for part in source.date.split("-")]
    year, month, day = (*parts, 12, 28)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    return (as_of - date(year, month, day)).days
