"""Labels that neither meet nor leave the drawing."""

from __future__ import annotations

from collections.abc import Sequence


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


def two_lines(name: str) -> tuple[str, ...]:
    """`name` broken at the space nearest to its middle."""
    spaces = [index for index, char in enumerate(name) if char == " "]
    if not spaces:
        return (name,)
    cut = min(spaces, key=lambda index: abs(index - len(name) / 2))
    return name[:cut], name[cut + 1 :]
