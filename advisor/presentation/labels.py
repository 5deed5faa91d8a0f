"""Labels that neither meet nor leave the drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.presentation.svg import text_width


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


_WIDE = r"\u3040-\u9fff\uff10-\uffef"
_OPENING, _CLOSING = "（「", "、。）」ー～"
_PIECE = re.compile(
    rf"（[^（）]{{1,6}}）\s*|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*\s*"
    rf"|[^\s{_WIDE}{_OPENING}{_CLOSING}]+[{_CLOSING}]*\s*|\S\s*"
)
"""What stays on one line: a remark in brackets, a word, or a wide character with its brackets."""


def wrapped(content: str, width: float) -> tuple[str, ...]:
    """`content` in lines drawn at most `width` wide; a longer word has a line of its own."""
    lines = [""]
    for piece in _PIECE.findall(content):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return tuple(line.rstrip() for line in lines)
