"""How far first place is ahead of the next."""

from __future__ import annotations

from advisor.analysis.model import Ahead
from advisor.analysis.position import Position
from advisor.analysis.state import State
from advisor.scoring.ledger import NEUTRAL, points


def ahead(at: Position, state: State, weight_sum: int | None = None) -> Ahead | None:
    """None where nobody is first or nobody is next. `weight_sum` is W where it is another."""
    first = at.first_in(state)
    if not first:
        return None
    top = first.bit_length() - 1
    tier = state.vetoed >> top & 1
    behind = [
        state.totals[place]
        for place, mask in enumerate(at.matrix.masks)
        if place != top and not state.broken & mask and state.vetoed >> place & 1 == tier
    ]
    if not behind:
        return None
    whole = at.weight_sum if weight_sum is None else weight_sum
    best, second = (NEUTRAL + points(total, whole) for total in (state.totals[top], max(behind)))
    return Ahead(first=best, second=second)
