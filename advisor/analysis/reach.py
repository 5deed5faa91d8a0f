"""How many answers must change at the least before another pattern has as many points."""

from __future__ import annotations

from advisor.analysis.model import Radius
from advisor.analysis.position import Position
from advisor.analysis.spread import best_difference


def radii(at: Position) -> tuple[Radius, ...]:
    """One for each rival that is ranked in the same tier, the nearest first.

    Points only: an exclusion or a veto that a change brings about is not looked at. Differences
    are separable by question, so taking the largest gains first is exact. A rival that no answer
    can bring level is left out.
    """
    if not at.first:
        return ()
    found = (_radius(at, rival) for rival in at.rivals)
    return tuple(sorted((r for r in found if r), key=lambda radius: radius.changes))


def _radius(at: Position, rival: int) -> Radius | None:
    missing = at.state.totals[at.top] - at.state.totals[rival]
    gains = sorted(
        ((_gain(at, index, rival), -index) for index in range(len(at.weights))), reverse=True
    )
    traits: list[str] = []
    for gain, negative_index in gains:
        if missing <= 0 or gain <= 0:
            break
        missing -= gain
        traits.append(at.matrix.columns[-negative_index].id)
    if missing > 0:
        return None
    return Radius(rival=at.matrix.slugs[rival], changes=len(traits), traits=tuple(traits))


def _gain(at: Position, index: int, rival: int) -> int:
    """The most that another answer to one question moves `rival` towards first place."""
    weight = at.weights[index]
    if not weight:
        return 0
    now = at.effects[index].ratings
    best = best_difference(at.matrix.columns[index], rival, at.top)
    return weight * (best - (now[rival] - now[at.top]))
