"""How important a question would have to be for first place to change."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from advisor.analysis.leads import ahead
from advisor.analysis.matrix import Column
from advisor.analysis.model import WeightBound, WeightFlip, WeightRange
from advisor.analysis.position import Position, position
from advisor.analysis.state import State
from advisor.questionnaire.answers import Importance
from advisor.questionnaire.link import with_importance


def weight_flips(at: Position) -> tuple[WeightFlip, ...]:
    """Every importance of an answered question at which first place is another, vetoes included."""
    return tuple(
        WeightFlip(
            base=at.answers,
            trait=column.id,
            importance=level,
            first=at.matrix.named(first),
            ahead=ahead(at, state, first, _weight_sum(at, column, level)),
        )
        for column in _weighted(at)
        if at.effects[column.index].speaks or _is_offered(at, column)
        for level in Importance
        if level is not at.answers.importance(column.id)
        and not _stays(at, column, level)
        and (first := at.first_in(state := _reweighted(at, column, level))) != at.first
    )


def _weight_sum(at: Position, column: Column, level: Importance) -> int:
    return at.weight_sum + _heavier(at, column, level) * column.criteria


def _heavier(at: Position, column: Column, level: Importance) -> int:
    """By how much the weight of `column` is more at `level`."""
    return column.question.weight * level.multiplier - at.weights[column.index]


def weight_ranges(at: Position) -> tuple[WeightRange, ...]:
    """For each answered question the weights between which no rival overtakes on points.

    Exact: with d the difference of ratings, first place is D + (x - w) d ahead at weight x, which
    is nothing at x* = w - D / d (Triantaphyllou & Sanchez 1997, for the weighted sum). A bound is
    given where it lies above 0 and not above the weight of a critical question. None where first
    place is shared: any other weight may split it. Nothing of a question that is off and whose
    rating is computed where it counts: any weight changes more than that weight.
    """
    if at.first.bit_count() != 1:
        return ()
    return tuple(_range(at, column) for column in _weighted(at) if not _starts(at, column))


def _weighted(at: Position) -> Iterator[Column]:
    """Answered questions that can make points."""
    return (c for c in at.matrix.columns if c.question.weight and not at.open(c))


def _starts(at: Position, column: Column) -> bool:
    """Whether a rating is computed as soon as a question that is off has any weight."""
    return _is_offered(at, column) and at.computed is None


def _is_offered(at: Position, column: Column) -> bool:
    """Whether the weight of a question decides whether ratings are computed."""
    return at.offered is not None and column.id == at.offered.trait


def _stays(at: Position, column: Column, level: Importance) -> bool:
    """Whether first place plainly is the same: no veto plays a part, and nobody draws level."""
    effect = at.effects[column.index]
    vetoes = at.critical or effect.vetoes
    if vetoes or at.first.bit_count() != 1 or at.state.speaking < 2 or _is_offered(at, column):
        return False
    heavier, own = _heavier(at, column, level), effect.ratings[at.top]
    totals = at.state.totals
    return all(
        totals[at.top] - totals[rival] + heavier * (own - effect.ratings[rival]) > 0
        for rival in at.rivals
    )


def _reweighted(at: Position, column: Column, level: Importance) -> State:
    if at.offered is not None and _is_offered(at, column):
        changed = with_importance(at.answers, column.id, level)
        if at.offered.counts(changed) != at.offered.counts(at.answers):
            return position(at.matrix, changed, at.offered).state
    effect, weight = at.effects[column.index], at.weights[column.index]
    heavier = _heavier(at, column, level)
    vetoed = effect.vetoes if level is Importance.CRITICAL else 0
    for index in at.critical:
        if index != column.index:
            vetoed |= at.effects[index].vetoes
    totals = zip(at.state.totals, effect.ratings, strict=True)
    spoke, speaks = effect.speaks and weight > 0, effect.speaks and weight + heavier > 0
    return State(
        totals=tuple([total + heavier * rating for total, rating in totals]),
        vetoed=vetoed,
        broken=at.state.broken,
        speaking=at.state.speaking - spoke + speaks,
    )


def _range(at: Position, column: Column) -> WeightRange:
    weight = at.weights[column.index]
    greatest = column.question.weight * Importance.CRITICAL.multiplier
    bounds = [(x, rival) for rival in at.rivals if (x := _level_at(at, column, rival)) is not None]
    lower = [(x, -rival) for x, rival in bounds if 0 < x <= weight]
    upper = [(x, rival) for x, rival in bounds if weight < x <= greatest]
    low, high = max(lower, default=None), min(upper, default=None)
    return WeightRange(
        trait=column.id,
        weight=weight,
        lower=_bound(at, column, low[0], -low[1]) if low else None,
        upper=_bound(at, column, *high) if high else None,
    )


def _level_at(at: Position, column: Column, rival: int) -> Fraction | None:
    """The weight at which `rival` is level, None where the question does not tell them apart."""
    ratings = at.effects[column.index].ratings
    difference = ratings[at.top] - ratings[rival]
    lead = at.state.totals[at.top] - at.state.totals[rival]
    return at.weights[column.index] - Fraction(lead, difference) if difference else None


def _bound(at: Position, column: Column, weight: Fraction, rival: int) -> WeightBound:
    others = at.weight_sum - at.weights[column.index] * column.criteria
    own = weight * column.criteria
    return WeightBound(weight=weight, share=own / (others + own), rival=at.matrix.slugs[rival])
