"""The chart: monthly cost by volume, both axes logarithmic, every line with its name beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, log10

from django.utils.safestring import SafeString

from advisor.presentation.chart_frame import (
    FAN,
    LABEL,
    LABEL_GAP,
    LINE_HEIGHT,
    MARK,
    NUMBER,
    ROW,
    ChartData,
    Frame,
    Series,
    amounts,
    frame_of,
    name_height,
    name_lines,
    number_rows,
)
from advisor.presentation.cost_words import tick
from advisor.presentation.labels import spread
from advisor.presentation.svg import MARKS, drawing, element, text, text_width

POINTS = 80
RING = 4


def volumes(low: Decimal, high: Decimal) -> tuple[float, ...]:
    """Where the curve is drawn through: evenly on a logarithmic axis, both ends included."""
    start, end = log10(low), log10(high)
    return tuple(10 ** (start + (end - start) * i / POINTS) for i in range(POINTS + 1))


def cost_chart(data: ChartData, *, narrow: bool = False) -> SafeString:
    """The drawing, 700 or 358 units wide. Its numbers stand in the table beside it."""
    frame = frame_of(data, narrow=narrow)
    parts = [
        *_grid(frame, data, narrow=narrow),
        *(_curve(series, frame) for series in data.series),
        *_end_labels(data.series, frame, narrow=narrow),
        *_your_volume(data, frame),
        *_marks(data.series, frame),
        *_turns(data, frame),
    ]
    return drawing(
        parts,
        class_=f"cost-chart {'narrow' if narrow else 'wide'}-chart",
        viewBox=f"0 0 {frame.width:g} {frame.height:g}",
        aria_label=data.description,
    )


# --- axes -----------------------------------------------------------------------------------


def _grid(frame: Frame, data: ChartData, *, narrow: bool) -> Iterator[str]:
    for power, label in amounts(frame.decades_y, data.language, narrow=narrow).items():
        y = frame.y(10.0**power)
        yield _rule(frame.left, y, frame.right, y, "grid")
        yield text(label, x=f"{frame.left - 6:.1f}", y=f"{y + 4:.1f}", text_anchor="end")
    labelled = _labelled(frame, data.language)
    for power in range(frame.decades_x[0], frame.decades_x[1] + 1):
        x = frame.x(10.0**power)
        yield _rule(x, frame.top, x, frame.bottom, "grid")
        if power in labelled:
            label = tick(Fraction(10) ** power, data.language)
            yield text(label, x=f"{x:.1f}", y=f"{frame.axis + 20:g}", text_anchor="middle")
    middle = f"{(frame.left + frame.right) / 2:.1f}"
    yield text(data.axis_label, x=middle, y=f"{frame.axis + 39:g}", text_anchor="middle")
    yield text(data.currency, x=f"{frame.left - 6:.1f}", y="14", text_anchor="end")


def _labelled(frame: Frame, language: str) -> range:
    """The decades with a label: all of them, or every second or third where room is short."""
    first, last = frame.decades_x
    widest = max(
        text_width(tick(Fraction(10) ** power, language), LABEL) for power in range(first, last + 1)
    )
    step = ceil((widest + LABEL_GAP) * (last - first) / (frame.right - frame.left))
    return range(first, last + 1, step)


def _rule(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return element("line", class_=class_, **ends)


# --- curves ---------------------------------------------------------------------------------


def _curve(series: Series, frame: Frame) -> str:
    places = [f"{frame.x(volume):.1f} {frame.y(cost):.1f}" for volume, cost in series.places]
    dashed = " out" if series.excluded else ""
    return element("path", class_=f"curve hue-{series.colour}{dashed}", d="M" + "L".join(places))


def _mark(name: str, x: float, y: float, colour: str, size: float = MARK) -> str:
    place = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({size / 16:g})"
    return element("g", MARKS[name], class_=f"fill hue-{colour}", transform=place)


def _mark_places(series: Sequence[Series], frame: Frame) -> Iterator[tuple[Series, float, float]]:
    """Every line has its mark at another volume, so that no two marks meet."""
    step = 0.6 / max(1, len(series))
    for index, item in enumerate(series):
        volume, cost = item.places[round((0.06 + step * index) * (len(item.places) - 1))]
        yield item, frame.x(volume), frame.y(cost)


def _marks(series: Sequence[Series], frame: Frame) -> Iterator[str]:
    for item, x, y in _mark_places(series, frame):
        yield _mark(item.mark, x, y, item.colour)


def _end_labels(series: Sequence[Series], frame: Frame, *, narrow: bool) -> Iterator[str]:
    """Names at the right end, pushed apart, each led to from its line."""
    ends = sorted(series, key=lambda item: frame.y(item.places[-1][1]))
    names = [name_lines(item.name, narrow=narrow) for item in ends]
    heights = [name_height(lines) for lines in names]
    wanted = [frame.y(item.places[-1][1]) for item in ends]
    middles = spread(wanted, heights, frame.top - LINE_HEIGHT, frame.bottom)
    for item, lines, start, middle in zip(ends, names, wanted, middles, strict=True):
        x = frame.right + 18
        path = f"M{frame.right:.1f} {start:.1f}h3L{x - 4:.1f} {middle:.1f}h3"
        yield element("path", class_=f"lead hue-{item.colour}", d=path)
        yield _mark(item.mark, x + MARK / 2, middle, item.colour)
        yield from _name(lines, x + MARK + 5, middle, item.colour)


def _name(lines: Sequence[str], x: float, middle: float, colour: str) -> Iterator[str]:
    first = middle + 4 - LINE_HEIGHT * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        y = f"{first + LINE_HEIGHT * index:.1f}"
        yield text(line, class_=f"name hue-{colour}", x=f"{x:.1f}", y=y)


# --- what concerns the reader ---------------------------------------------------------------


def _your_volume(data: ChartData, frame: Frame) -> Iterator[str]:
    """A vertical line at the volume given; none where that is off the axis."""
    low, high = (10.0**power for power in frame.decades_x)
    if data.volume is None or not low <= data.volume <= high:
        return
    x = frame.x(data.volume)
    yield _rule(x, frame.top - 6, x, frame.bottom, "yours")
    width = text_width(data.volume_label, LABEL)
    centre = min(max(x, frame.left + width / 2), frame.width - width / 2 - 2)
    yield text(
        data.volume_label, class_="yours-label", x=f"{centre:.1f}", y="16", text_anchor="middle"
    )


def _turns(data: ChartData, frame: Frame) -> Iterator[str]:
    """A ring at every break-even point; the numbered ones are led down to below the axis."""
    numbered = sorted(
        (turn for turn in data.turns if turn.number is not None), key=lambda turn: turn.volume
    )
    middles = _number_places([frame.x(turn.volume) for turn in numbered], frame)
    for turn, (middle, top) in zip(numbered, middles, strict=True):
        x, y = frame.x(turn.volume), frame.y(turn.cost)
        path = f"M{x:.1f} {y:.1f}V{frame.bottom:g}L{middle:.1f} {top:.1f}"
        yield element("path", class_="ring-lead", d=path)
        place = {"x": f"{middle:.1f}", "y": f"{top + ROW - 3:.1f}"}
        yield text(str(turn.number), class_="ring-number", text_anchor="middle", **place)
    for turn in data.turns:
        centre = {"cx": f"{frame.x(turn.volume):.1f}", "cy": f"{frame.y(turn.cost):.1f}"}
        yield element("circle", class_="ring", r=RING, **centre)


def _number_places(wanted: Sequence[float], frame: Frame) -> list[tuple[float, float]]:
    """The middle and the top of each number: pushed apart, in as many rows as they need."""
    places = [(0.0, 0.0)] * len(wanted)
    rows = number_rows(len(wanted), frame.right - frame.left)
    for row in range(rows):
        own = range(row, len(wanted), rows)
        widths = [NUMBER] * len(own)
        ends = frame.left - NUMBER / 2, frame.right + NUMBER / 2
        middles = spread([wanted[index] for index in own], widths, *ends)
        for index, middle in zip(own, middles, strict=True):
            places[index] = (middle, frame.bottom + FAN + ROW * row)
    return places
