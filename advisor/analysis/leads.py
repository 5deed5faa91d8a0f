"""How far first place is ahead of the next."""

from __future__ import annotations

from advisor.analysis.model import Ahead
from advisor.analysis.position import Position
from advisor.analysis.state import State


def ahead(at: Position, state: State, first: int, weight_sum: int | None = None) -> Ahead | None:
    """None where nobody is first or nobody is next.

    `first` are the bits of who is first in `state`. `weight_sum` is W where it is another.
    """
    if not first:
        return None
    top, totals, vetoed = first.bit_length() - 1, state.totals, state.vetoed
    tier = vetoed >> top & 1
    behind = [
        totals[place]
        for place, mask in enumerate(at.matrix.masks)
        if place != top and not state.broken & mask and vetoed >> place & 1 == tier
    ]
    if not behind:
        return None
    whole = at.weight_sum if weight_sum is None else weight_sum
    return Ahead(best=totals[top], next=max(behind), weight_sum=whole)
