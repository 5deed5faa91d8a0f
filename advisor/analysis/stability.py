"""How firm first place is, in closed form, and the one word for it.

The lead over each rival is taken as a normal variable: its mean is the lead with what the open
questions would add on average, its variance has a part for every doubt below. The product over
the rivals is the probability that none of them is ahead. Against a simulation of the same doubts
the form is off by 0.08 on average, to the careful side. The doubts and thresholds are set so that
what is called clear was accepted in the workloads of tests/cases (`manage.py evaluate`: all 8 of
92, all 25 called likely, and all 30 called clear with one answer less or one option off). These
answer two to eight questions each, so few answers bear a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import erf, sqrt

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
    against = tuple(
        (at.matrix.slugs[rival], _stands(at, rival, doubts)) for rival in (*tied, *at.rivals)
    )
    value = 1.0
    for _rival, probability in against:
        value *= probability
    totals = at.state.totals
    leads = [totals[at.top] - totals[rival] for rival in (*tied, *at.rivals)]
    return Stability(
        value=value,
        against=against,
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


def _stands(at: Position, rival: int, doubts: Doubts) -> float:
    mean = float(at.state.totals[at.top] - at.state.totals[rival])
    variance = 0.0
    for column in at.matrix.columns:
        shift, spread = _doubt(at, column, rival, doubts)
        mean += shift
        variance += spread
    return _normal(mean / sqrt(variance)) if variance else (1.0 if mean > 0 else 0.5)


def _doubt(at: Position, column: Column, rival: int, doubts: Doubts) -> tuple[float, float]:
    """Mean and variance that one question adds to the lead over `rival`, in points of the total."""
    weight = at.weights[column.index]
    if at.open(column):
        if not weight:
            return 0.0, 0.0
        mean, variance = mean_and_variance(column, at.top, rival)
        return doubts.open_mean * weight * mean, doubts.open_spread * weight * weight * variance
    shift, square = _slip(at, column, rival)
    slip = doubts.slip * shift, doubts.slip * square
    if not weight:
        return slip
    ratings = at.effects[column.index].ratings
    difference = ratings[at.top] - ratings[rival]
    spread = 2 * doubts.rating * _count(at, column) + (doubts.weight * difference) ** 2
    return slip[0], weight * weight * spread + slip[1]


def _count(at: Position, column: Column) -> int:
    answer = at.answers.known(column.id)
    return max(1, len(answer.options)) if answer else 0


def _slip(at: Position, column: Column, rival: int) -> tuple[float, float]:
    """Mean and mean square of the change of the lead, were the answer one option off."""
    changes = _changes_of_lead(at, column, rival)
    if not changes:
        return 0.0, 0.0
    count = len(changes)
    return sum(changes) / count, sum(change * change for change in changes) / count


def _changes_of_lead(at: Position, column: Column, rival: int) -> list[int]:
    if not at.reaches(column):
        weight, ratings = at.weights[column.index], at.effects[column.index].ratings
        now = ratings[at.top] - ratings[rival]
        return [weight * (v - now) for v in _neighbours(at, column, rival)] if weight else []
    lead = at.state.totals[at.top] - at.state.totals[rival]
    return [
        outcome.state.totals[at.top] - outcome.state.totals[rival] - lead
        for outcome in at.by_column.get(column.index, ())
        if outcome.move.distance == 1 and outcome.move.change is not Change.FORGET
    ]


def _neighbours(at: Position, column: Column, rival: int) -> list[int]:
    answer = at.answers.known(column.id)
    values = [effect.ratings[at.top] - effect.ratings[rival] for effect in column.effects.values()]
    if answer is None or not values:
        return []
    names = list(column.effects)
    if column.question.kind is QuestionKind.SEVERAL:
        now = sum(values[names.index(option)] for option in answer.options)
        return [
            now - value if name in answer.options else now + value
            for name, value in zip(names, values, strict=True)
        ]
    band = column.question.band_for(answer.number) if answer.number is not None else None
    here = names.index(band.id if band else answer.options[0])
    return [values[place] for place in (here - 1, here + 1) if 0 <= place < len(values)]


def _normal(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))
