"""The open question most worth answering."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import exp, sqrt

from advisor.analysis.leads import ahead
from advisor.analysis.matrix import Column
from advisor.analysis.model import Lead, NextQuestion
from advisor.analysis.moves import Change, Move, answers_to
from advisor.analysis.position import Position
from advisor.analysis.ranges import lifting, settled, threats, worst_lead
from advisor.analysis.spread import deviation, spread_of
from advisor.catalog.model import QuestionKind


def next_question(at: Position) -> NextQuestion | None:
    """None where no answer that may still come can change first place any more.

    The question whose answer moves the chance that a rival comes out ahead the most: weight times
    the standard deviation of the difference, times the density of the lead at zero, summed over
    the rivals that can still overtake or share first place. Where points are settled, the first
    question that could put first place behind others by a veto, or rule it out.
    """
    if not at.first:
        return _widest(at, list(combinations(at.feasible, 2)))
    if settled(at) is None:
        pairs = _undecided(at)
        found = _widest(at, pairs) or _moving(at, pairs)
        if found is not None:
            return found
    firsts = [place for place in at.feasible if at.first >> place & 1]
    threatening = {trait for place in firsts for trait in threats(at, place)} | lifting(at)
    column = next((c for c in at.matrix.columns if c.id in threatening), None)
    return None if column is None else _asked(at, column)


def _undecided(at: Position) -> list[tuple[int, int]]:
    """Pairs of patterns whose order could still decide first place."""
    level = [place for place in at.feasible if at.first >> place & 1]
    reachable = [rival for rival in at.rivals if worst_lead(at, rival) <= 0]
    return [*combinations(level, 2), *((at.top, rival) for rival in reachable)]


def _widest(at: Position, pairs: Sequence[tuple[int, int]]) -> NextQuestion | None:
    """Of equals the first in catalog order."""
    columns = _open(at)
    deviations = {
        column.id: [_deviation(at, column, *pair) for pair in pairs] for column in columns
    }
    densities = [
        _density(at, pair, [row[index] for row in deviations.values()])
        for index, pair in enumerate(pairs)
    ]
    values = [
        sum(d * density for d, density in zip(deviations[column.id], densities, strict=True))
        for column in columns
    ]
    best = max(values, default=0.0)
    return _asked(at, columns[values.index(best)]) if best else None


def _moving(at: Position, pairs: Sequence[tuple[int, int]]) -> NextQuestion | None:
    """The first question whose answers all move a pair alike, so that none is the widest."""
    for column in _open(at):
        states = [at.state, *(at.after(move) for move in answers_to(column))]
        for one, other in pairs:
            if len({state.totals[one] - state.totals[other] for state in states}) > 1:
                return _asked(at, column)
    return None


def _open(at: Position) -> list[Column]:
    """Open questions that can move points, by a computed rating or by their own."""
    reaching = at.still_reaching
    columns = (column for column in at.matrix.columns if at.awaits(column.id))
    return [column for column in columns if at.weights[column.index] or column.id in reaching]


def _deviation(at: Position, column: Column, one: int, other: int) -> float:
    """The standard deviation of the lead over the answers there are, in points of the total."""
    if column.id not in at.still_reaching:
        return at.weights[column.index] * deviation(column, one, other)
    leads = [
        outcome.state.totals[one] - outcome.state.totals[other]
        for outcome in at.by_column.get(column.index, ())
        if outcome.move.change is not Change.FORGET
    ]
    return spread_of(leads)


def _density(at: Position, pair: tuple[int, int], deviations: Sequence[float]) -> float:
    """How likely, up to a factor, the lead ends near zero when every open question is answered."""
    one, other = pair
    lead = at.state.totals[one] - at.state.totals[other]
    variance = sum(value * value for value in deviations)
    return exp(-lead * lead / (2 * variance)) / sqrt(variance) if variance else 0.0


def _asked(at: Position, column: Column) -> NextQuestion:
    return NextQuestion(
        trait=column.id,
        now=at.matrix.named(at.first),
        leads=tuple(_lead(at, move) for move in answers_to(column)),
    )


def _lead(at: Position, move: Move) -> Lead:
    state = at.after(move)
    first = at.first_in(state)
    return Lead(
        option=_name(move),
        first=at.matrix.named(first),
        ahead=ahead(at, state, first),
    )


def _name(move: Move) -> str:
    """The option, or the band that the number stands for."""
    if move.column.question.kind is not QuestionKind.NUMBER or move.answer.number is None:
        return move.option
    band = move.column.question.band_for(move.answer.number)
    return move.option if band is None else band.id
