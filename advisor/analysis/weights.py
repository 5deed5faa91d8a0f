"""How important a question would have to be for first place to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from advisor.analysis.leads import ahead
from advisor.analysis.matrix import Column
from advisor.analysis.model import WeightBound, WeightFlip, WeightRange
from advisor.analysis.position import Position, position
from advisor.analysis.state import State
from advisor.questionnaire.answers import Importance
from advisor.questionnaire.link import with_importance

LEVELS = tuple(Importance)


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
        for level in _doubtful(at, column)
        if (first := at.first_in(state := _reweighted(at, column, level))) != at.first
    )


def _doubtful(at: Position, column: Column) -> list[Importance]:
    """The other levels, without those at which first place plainly is the same: no veto plays a
    part, and nobody draws level. A lead is linear in the weight: above 0 at both ends, it is so
    between."""
    effect, own = at.effects[column.index], at.answers.importance(column.id)
    others = [level for level in LEVELS if level is not own]
    sole = at.first.bit_count() == 1 and at.state.speaking > 1
    if at.critical or not sole or _is_offered(at, column):
        return others
    leads = _leads(at, effect.ratings)
    least, most = [_heavier(at, column, level) for level in (Importance.OFF, Importance.CRITICAL)]
    if not effect.vetoes and all(d + least * r > 0 < d + most * r for d, r in leads):
        return []
    rows = [(level, _heavier(at, column, level)) for level in others]
    return [
        level
        for level, more in rows
        if (effect.vetoes and level is Importance.CRITICAL)
        or any(d + more * r <= 0 for d, r in leads)
    ]


def _leads(at: Position, ratings: Sequence[int]) -> list[tuple[int, int]]:
    """How far first place is ahead of each rival, and by how much it is rated better."""
    top, totals = at.top, at.state.totals
    return [(totals[top] - totals[r], ratings[top] - ratings[r]) for r in at.rivals]


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


def _reweighted(at: Position, column: Column, level: Importance) -> State:
    if at.offered is not None and _is_offered(at, column):
        changed = with_importance(at.answers, column.id, level)
        if at.offered.counts(changed) != at.offered.counts(at.answers):
            computes = at.computed is None
            return position(at.matrix, changed, at.offered).state if computes else _off(at, column)
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


def _off(at: Position, column: Column) -> State:
    """The state where `column`, whose rating is computed now, is off: nothing is computed."""
    totals, speaking = at.state.totals, at.state.speaking
    for rated in at.rated:
        old, weight = at.effects[rated.index], at.weights[rated.index]
        new, then = at.words[rated.index], 0 if rated is column else weight
        rows = zip(totals, old.ratings, new.ratings, strict=True)
        totals = tuple([total - weight * was + then * is_ for total, was, is_ in rows])
        speaking += (new.speaks and then > 0) - (old.speaks and weight > 0)
    vetoed = 0
    for index in at.critical - {column.index}:
        vetoed |= at.words[index].vetoes
    return State(totals=totals, vetoed=vetoed, broken=at.state.broken, speaking=speaking)


def _range(at: Position, column: Column) -> WeightRange:
    weight, ratings = at.weights[column.index], at.effects[column.index].ratings
    room = column.question.weight * Importance.CRITICAL.multiplier - weight
    lower: list[tuple[Fraction, int]] = []
    upper: list[tuple[Fraction, int]] = []
    for rival, (lead, difference) in zip(at.rivals, _leads(at, ratings), strict=True):
        below = lead < weight * difference
        if below or lead <= room * -difference:
            level = Fraction(weight * difference - lead, difference)
            if below:
                lower.append((level, -rival))
            else:
                upper.append((level, rival))
    low, high = max(lower, default=None), min(upper, default=None)
    return WeightRange(
        trait=column.id,
        weight=weight,
        lower=_bound(at, column, low[0], -low[1]) if low else None,
        upper=_bound(at, column, *high) if high else None,
    )


def _bound(at: Position, column: Column, weight: Fraction, rival: int) -> WeightBound:
    others = at.weight_sum - at.weights[column.index] * column.criteria
    own = weight * column.criteria
    return WeightBound(weight=weight, share=own / (others + own), rival=at.matrix.slugs[rival])
