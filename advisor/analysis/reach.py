"""How many answers must change at the least before another pattern has as many points."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.analysis.matrix import Column
from advisor.analysis.model import Radius
from advisor.analysis.moves import Move
from advisor.analysis.position import Position
from advisor.analysis.spread import best_difference


def radii(at: Position) -> tuple[Radius, ...]:
    """One for each rival that is ranked in the same tier, the nearest first.

    Points only: an exclusion or a veto that a change brings about is not looked at. Differences
    are separable by question, so taking the largest gains first is exact; only where an answer
    among them reaches a computed rating, fewer than these might do. A rival that no answer can
    bring level is left out.
    """
    if not at.first:
        return ()
    found = (_radius(at, rival) for rival in at.rivals)
    return tuple(sorted((r for r in found if r), key=lambda radius: radius.changes))


def _radius(at: Position, rival: int) -> Radius | None:
    lead = at.state.totals[at.top] - at.state.totals[rival]
    taken: list[Column] = []
    reaching: list[Move] = []
    gained = 0
    for gain, column, move in _gains(at, rival):
        if _is_level(at, rival, lead - gained, reaching):
            break
        if gain <= 0:
            return None
        taken.append(column)
        if move is None:
            gained += gain
        else:
            reaching.append(move)
    if not _is_level(at, rival, lead - gained, reaching):
        return None
    traits = tuple(column.id for column in taken)
    return Radius(rival=at.matrix.slugs[rival], changes=len(traits), traits=traits)


def _is_level(at: Position, rival: int, missing: int, reaching: Sequence[Move]) -> bool:
    """Whether changes that reach a computed rating make up for what is missing."""
    if not reaching:
        return missing <= 0
    totals, now = at.after(*reaching).totals, at.state.totals
    moved = totals[rival] - totals[at.top] - (now[rival] - now[at.top])
    return missing - moved <= 0


def _gains(at: Position, rival: int) -> list[tuple[int, Column, Move | None]]:
    """The most that another answer to each question moves `rival` towards first place, by itself.

    The largest first. Where the question reaches a computed rating, the change is named.
    """
    found: list[tuple[int, Column, Move | None]] = []
    for column in at.matrix.columns:
        if at.reaches(column):
            best = _best_change(at, column, rival)
            found += [] if best is None else [(best[0], column, best[1])]
        else:
            found.append((_gain(at, column, rival), column, None))
    return sorted(found, key=lambda item: (-item[0], item[1].index))


def _best_change(at: Position, column: Column, rival: int) -> tuple[int, Move] | None:
    now = at.state.totals[rival] - at.state.totals[at.top]
    gains = [
        (outcome.state.totals[rival] - outcome.state.totals[at.top] - now, outcome.move)
        for outcome in at.by_column.get(column.index, ())
    ]
    return max(gains, key=lambda item: item[0], default=None)


def _gain(at: Position, column: Column, rival: int) -> int:
    weight = at.weights[column.index]
    if not weight:
        return 0
    now = at.effects[column.index].ratings
    best = best_difference(column, rival, at.top)
    return weight * (best - (now[rival] - now[at.top]))
