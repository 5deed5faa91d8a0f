"""What decides first place, as integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.analysis.conditions import TRUE, Value
from advisor.analysis.matrix import Effect, Matrix
from advisor.values import value

TIER = 1 << 40
"""More than any total: a veto weighs more than all points together."""

NOBODY = -(1 << 60)
"""Less than any total behind a veto."""


@value()
class State:
    """What decides first place: totals, patterns with a veto, exclusions that hold, and whether
    anything speaks (the number of questions that make a point)."""

    totals: tuple[int, ...]
    vetoed: int
    broken: int
    speaking: int


def state_of(
    matrix: Matrix,
    weights: Sequence[int],
    effects: Sequence[Effect],
    values: Mapping[str, Value],
    critical: frozenset[int],
) -> State:
    totals = [0] * matrix.width
    for weight, effect in zip(weights, effects, strict=True):
        if weight and effect.speaks:
            for place, rating in enumerate(effect.ratings):
                totals[place] += weight * rating
    vetoed = 0
    for index in critical:
        vetoed |= effects[index].vetoes
    return State(
        totals=tuple(totals),
        vetoed=vetoed,
        broken=sum(item.bit for item in matrix.exclusions if item.holds(values) == TRUE),
        speaking=sum(w > 0 and e.speaks for w, e in zip(weights, effects, strict=True)),
    )
