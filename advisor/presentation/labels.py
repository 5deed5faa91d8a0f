"""Labels that neither meet nor leave the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> tuple[float, ...]:
    """The middles of labels stacked in the order given, as near to `wanted` as they fit.

    First each is pushed below the one above it, then the last ones up from the bottom.
    """
    middles: list[float] = []
    edge = top
    for place, height in zip(wanted, heights, strict=True):
        middles.append(max(place, edge + height / 2))
        edge = middles[-1] + height / 2
    edge = bottom
    for index in range(len(middles) - 1, -1, -1):
        middles[index] = min(middles[index], edge - heights[index] / 2)
        edge = middles[index] - heights[index] / 2
    return tuple(middles)


DISTANCES = (13, 20, 28, 38, 50, 64)
DIRECTIONS = ((1, 1), (-1, -1), (1, -1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0))


def free_place(
    x: float, y: float, width: float, height: float, inside: Box, taken: Sequence[Box]
) -> Box:
    """The nearest box around a point that lies inside and meets none that is taken."""
    boxes = [
        _box(x + across * distance, y + down * distance, width, height)
        for distance, (across, down) in product(DISTANCES, DIRECTIONS)
    ]
    within = [box for box in boxes if inside.holds(box)] or boxes
    return next((box for box in within if not any(map(box.meets, taken))), within[0])


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def two_lines(name: str) -> tuple[str, ...]:
    """`name` broken at the space nearest to its middle."""
    spaces = [index for index, char in enumerate(name) if char == " "]
    if not spaces:
        return (name,)
    cut = min(spaces, key=lambda index: abs(index - len(name) / 2))
    return name[:cut], name[cut + 1 :]
