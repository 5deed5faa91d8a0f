"""Labels with leaders, in lanes above and below a line: nothing crosses anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

GAP: Final = 5.0
"""Pixels of paper between a label and its neighbour, or another's leader."""

MOST_STEPS: Final = 120
"""Placements tried for one division of lanes before the next is tried."""


@dataclass(frozen=True, slots=True)
class Label:
    """`place` is a share of the line's length, `width` in pixels; `lines` lanes high.

    A `fixed` label stands in the first lane above the line.
    """

    place: float
    width: float
    lines: int = 1
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """`lane` 0 is the nearest to the line; the label begins `left` pixels from its place."""

    above: bool
    lane: int
    left: float


@lru_cache(maxsize=1024)
def arranged(labels: tuple[Label, ...], width: float) -> tuple[Spot, ...] | None:
    """A spot for each label, in as few lanes as can be; None where there is no room.

    Labels stand inside a line of `width` pixels, apart from each other, and no leader (from a
    label's place on the line to its lane) passes through another label. All of this holds on
    longer lines too, as places there are further apart and labels no wider.
    """
    if not labels:
        return ()
    order = sorted(range(len(labels)), key=lambda index: (not labels[index].fixed, -index))
    height = sum(label.lines for label in labels)
    needed = sum((label.width + GAP) * label.lines for label in labels)
    for lanes in range(max(1, int(needed / (width + GAP))), height + 1):
        for above in _splits(lanes, fixed=any(label.fixed for label in labels)):
            found = _Search(labels, width, above, lanes - above).run(order)
            if found is not None:
                return tuple(found[index] for index in range(len(labels)))
    return None


def _splits(lanes: int, *, fixed: bool) -> list[int]:
    """How many of the lanes stand above the line: the most even shares."""
    counts = range(1 if fixed else 0, lanes + 1)
    return sorted(counts, key=lambda above: (abs(2 * above - lanes), above))[:3]


class _Search:
    """One attempt with a number of lanes above and below."""

    def __init__(self, labels: Sequence[Label], width: float, above: int, below: int) -> None:
        self._labels, self._width = labels, width
        self._lanes = {True: above, False: below}
        self._steps = 0
        self._found: dict[int, Spot] = {}

    def run(self, order: Sequence[int]) -> dict[int, Spot] | None:
        if not order:
            return self._found
        index, rest = order[0], order[1:]
        for spot in self._spots(self._labels[index]):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return None
            if all(self._apart(index, spot, *other) for other in self._found.items()):
                self._found[index] = spot
                if self.run(rest) is not None:
                    return self._found
                del self._found[index]
        return None

    def _spots(self, label: Label) -> list[Spot]:
        """Every spot of `label` alone: near lanes first, centred before hanging to a side."""
        least = -label.place * self._width
        most = (1 - label.place) * self._width - label.width
        if least > most:
            return []
        wanted = (-label.width / 2, 0.0, -label.width)
        lefts = dict.fromkeys(min(max(left, least), most) for left in wanted)
        if label.fixed:
            return [Spot(above=True, lane=0, left=left) for left in lefts]
        lanes = sorted(
            (lane, above)
            for above, count in self._lanes.items()
            for lane in range(count - label.lines + 1)
        )
        return [Spot(above=above, lane=lane, left=left) for lane, above in lanes for left in lefts]

    def _apart(self, index: int, spot: Spot, other_index: int, other: Spot) -> bool:
        if spot.above != other.above:
            return True
        one, two = (self._labels[index], spot), (self._labels[other_index], other)
        if one[0].place > two[0].place:
            one, two = two, one
        (left, near), (right, far) = one, two
        between = (right.place - left.place) * self._width
        left_end, right_start = near.left + left.width + GAP, between + far.left
        if near.lane < far.lane + right.lines and far.lane < near.lane + left.lines:
            return left_end <= right_start
        if far.lane > near.lane:  # the leader on the right passes the label on the left
            return left_end <= between
        return right_start >= GAP
