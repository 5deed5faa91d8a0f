"""The cost chart's numbers, and the room that its labels need around the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from advisor.presentation.cost_words import tick
from advisor.presentation.labels import two_lines
from advisor.presentation.svg import text_width

CENT = 0.01
MARK, LABEL = 10, 12
LINE_HEIGHT, LABEL_GAP = 14, 6
TOP, FOOT, GAP = 34, 46, 10
"""Room above the plot, below the axis, and beside the longest amount."""
NUMBER, ROW, FAN = 18, 14, 12
"""Room for the number of a break-even point: its width, its height, and the way down to it."""
FULL_WIDE, FULL_NARROW, THOUSANDS = 5, 4, 3
"""Up to which power of ten amounts are written out, and from which on they are shortened."""
WIDE, NARROW = (700, 60, 294), (358, 52, 274)
"""The drawing's width, the least room left of the plot, and the plot's least height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One pattern's curve: places as (volume, cost), rising in volume."""

    name: str
    colour: str
    mark: str
    excluded: bool
    places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A break-even point, by the number its sentence has; None for a ring without one."""

    number: int | None
    volume: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    series: tuple[Series, ...]
    turns: tuple[Turn, ...]
    volume: float | None
    volume_label: str
    axis_label: str
    currency: str
    description: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plot inside the drawing, and the decades along its sides.

    Between `bottom` and `axis` stand the numbers of the break-even points, below it the decades.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axis: float
    decades_x: tuple[int, int]
    decades_y: tuple[int, int]

    def x(self, volume: float) -> float:
        return self.left + (self.right - self.left) * _share(volume, self.decades_x)

    def y(self, cost: float) -> float:
        return self.bottom - (self.bottom - self.top) * _share(cost, self.decades_y)


def _share(value: float, decades: tuple[int, int]) -> float:
    low, high = decades
    place = (log10(max(value, 10.0**low)) - low) / (high - low)
    return min(max(place, 0.0), 1.0)


def frame_of(data: ChartData, *, narrow: bool) -> Frame:
    """The plot keeps its height: what needs more room below or beside it makes a taller drawing."""
    costs = [cost for series in data.series for _volume, cost in series.places]
    ends = [volume for series in data.series for volume, _cost in series.places]
    positive = [cost for cost in costs if cost >= CENT] or [1.0]
    names = [name_lines(series.name, narrow=narrow) for series in data.series]
    widest = max((text_width(line, LABEL) for lines in names for line in lines), default=0)
    width, side, least = NARROW if narrow else WIDE
    low = floor(log10(min(positive)))
    decades_y = low, max(low + 1, ceil(log10(max(positive))))
    labels = amounts(decades_y, data.language, narrow=narrow).values()
    left = max(side, *(text_width(label, LABEL) + GAP for label in labels))
    right = width - widest - MARK - 34
    rows = number_rows(sum(turn.number is not None for turn in data.turns), right - left)
    bottom = TOP + max(least, sum(map(name_height, names)))
    axis = bottom + (FAN + ROW * rows if rows else 0)
    return Frame(
        width=width,
        height=axis + FOOT,
        left=left,
        right=right,
        top=TOP,
        bottom=bottom,
        axis=axis,
        decades_x=(floor(log10(min(ends))), ceil(log10(max(ends)))),
        decades_y=decades_y,
    )


def name_height(lines: Sequence[str]) -> float:
    return LINE_HEIGHT * len(lines) + LABEL_GAP


def amounts(decades: tuple[int, int], language: str, *, narrow: bool) -> dict[int, str]:
    """The labels of the vertical axis by power of ten: in full, or shortened where that is long."""
    powers = range(decades[0], decades[1] + 1)
    full = {
        power: f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}" for power in powers
    }
    if decades[1] <= (FULL_NARROW if narrow else FULL_WIDE):
        return full
    short = {power: tick(Fraction(10) ** power, language) for power in powers if power >= THOUSANDS}
    return full | short


def name_lines(name: str, *, narrow: bool) -> tuple[str, ...]:
    return two_lines(name) if narrow else (name,)


def number_rows(count: int, width: float) -> int:
    return ceil(count * NUMBER / width)
