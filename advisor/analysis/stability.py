"""How firm first place is, in closed form, and the one word for it.

The lead over each rival is taken as a normal variable: its mean is the lead with what the open
questions would add on average, its variance has a part for every doubt below. The product over
the rivals is the probability that none of them is ahead. Against a simulation of the same doubts
the form is off by 0.08 on average, to the careful side. The doubts and thresholds are set so that
what is called clear was accepted in the workloads of tests/cases (`manage.py evaluate`: all 8 of
92, all 25 called likely, and all 31 called clear with one answer less or one option off). These
answer two to eight questions each, so few answers bear a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erf, prod, sqrt

from advisor.analysis.matrix import Column
from advisor.analysis.model import Stability, Verdict
from advisor.analysis.moves import Change
from advisor.analysis.position import Position
from advisor.analysis.spread import mean_and_variance
from advisor.catalog.model import QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What might be off. All are judgements, set once, here.

    rating: probability that a rating is off by one. weight: standard deviation of a weight, as a
    share of it. slip: probability that an answer is one option off. open_mean and open_spread:
    how much of the mean and of the variance of open questions counts.
    """

    rating: float = 0.2
    weight: float = 0.5
    slip: float = 0.08
    open_mean: float = 0.0
    open_spread: float = 0.1


DOUBTS = Doubts()
CLEAR, LIKELY, LEANING = 0.90, 0.70, 0.50
"""The least stability of each word; below the last it is a close call."""

FEWEST_ANSWERS = 2
"""Answers that make points, below which nothing is said unless a limit leaves a single pattern."""

FEWEST_FOR_CLEAR = 3
"""Answers that make points, below which no result is called clear: no case bears that out."""


def stability(at: Position, doubts: Doubts = DOUBTS) -> Stability | None:
    """None where nobody is first."""
    if not at.first:
        return None
    tied = [p for p in at.feasible if at.first >> p & 1 and p != at.top]
    others, totals = (*tied, *at.rivals), at.state.totals
    standing = _standing(at, others, doubts)
    leads = [totals[at.top] - totals[rival] for rival in others]
    return Stability(
        value=prod(standing),
        against=tuple(zip([at.matrix.slugs[rival] for rival in others], standing, strict=True)),
        margin=at.points(min(leads)) if leads else None,
        coverage=_coverage(at),
    )


def verdict(at: Position, found: Stability | None) -> Verdict:
    only_one = len(at.feasible) == 1
    if found is None or (at.state.speaking < FEWEST_ANSWERS and not only_one):
        return Verdict.NOT_ENOUGH
    if at.first.bit_count() > 1:
        return Verdict.CLOSE_CALL
    words = ((CLEAR, Verdict.CLEAR), (LIKELY, Verdict.LIKELY), (LEANING, Verdict.LEANING))
    word = next((word for least, word in words if found.value >= least), Verdict.CLOSE_CALL)
    few = at.state.speaking < FEWEST_FOR_CLEAR and not only_one
    return Verdict.LIKELY if few and word is Verdict.CLEAR else word


def _coverage(at: Position) -> Fraction:
    """The share of all weight that was answered."""
    columns = at.matrix.columns
    answered = sum(at.weights[c.index] * c.criteria for c in columns if not at.open(c))
    return Fraction(answered, at.weight_sum) if at.weight_sum else Fraction(0)


def _standing(at: Position, rivals: Sequence[int], doubts: Doubts) -> list[float]:
    """By rival, the probability that first place is ahead of it."""
    totals = at.state.totals
    means = [float(totals[at.top] - totals[rival]) for rival in rivals]
    variances = [0.0] * len(rivals)
    for column in at.matrix.columns:
        if at.weights[column.index] or at.reaches(column):
            for place, (shift, spread) in enumerate(_doubts(at, column, rivals, doubts)):
                means[place] += shift
                variances[place] += spread
    return [
        _normal(mean / sqrt(variance)) if variance else (1.0 if mean > 0 else 0.5)
        for mean, variance in zip(means, variances, strict=True)
    ]


def _doubts(
    at: Position, column: Column, rivals: Sequence[int], doubts: Doubts
) -> Iterator[tuple[float, float]]:
    """Mean and variance that one question adds to the lead over each rival, in points of the
    total."""
    weight, top = at.weights[column.index], at.top
    if at.open(column):
        for rival in rivals if weight else ():
            mean, variance = mean_and_variance(column, top, rival)
            yield doubts.open_mean * weight * mean, doubts.open_spread * weight**2 * variance
        return
    rows, ratings = _slips(at, column), at.effects[column.index].ratings
    share = doubts.slip / len(rows) if rows else 0.0
    rated = 2 * doubts.rating * _count(at, column)
    for rival in rivals:
        changes = [row[top] - row[rival] for row in rows]
        spread = rated + (doubts.weight * (ratings[top] - ratings[rival])) ** 2
        squares = sum([change * change for change in changes])
        yield share * sum(changes), weight**2 * spread + share * squares


def _count(at: Position, column: Column) -> int:
    answer = at.answers.known(column.id)
    return max(1, len(answer.options)) if answer else 0


def _slips(at: Position, column: Column) -> list[Sequence[int]]:
    """How totals change, by pattern, were the answer one option off: one row for each way."""
    if not at.reaches(column):
        weight, now = at.weights[column.index], at.effects[column.index].ratings
        return [
            [weight * (rating - own) for rating, own in zip(row, now, strict=True)]
            for row in _neighbours(at, column)
        ]
    return [
        [total - own for total, own in zip(outcome.state.totals, at.state.totals, strict=True)]
        for outcome in at.by_column.get(column.index, ())
        if outcome.move.distance == 1 and outcome.move.change is not Change.FORGET
    ]


def _neighbours(at: Position, column: Column) -> list[Sequence[int]]:
    """The ratings of the options beside the answer."""
    answer, effects = at.answers.known(column.id), column.effects
    if answer is None or not effects:
        return []
    if column.question.kind is QuestionKind.SEVERAL:
        now = at.effects[column.index].ratings
        signs = [(-1 if option in answer.options else 1, effects[option]) for option in effects]
        return [
            [own + sign * rating for own, rating in zip(now, effect.ratings, strict=True)]
            for sign, effect in signs
        ]
    rows = [effect.ratings for effect in effects.values()]
    band = column.question.band_for(answer.number) if answer.number is not None else None
    here = list(effects).index(band.id if band else answer.options[0])
    return [rows[place] for place in (here - 1, here + 1) if 0 <= place < len(rows)]


def _normal(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))
