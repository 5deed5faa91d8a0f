"""The chart's labels neither meet nor leave the drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.presentation.chart_frame import ChartData, Series, Turn
from advisor.presentation.cost import CostView
from advisor.presentation.cost_chart import cost_chart
from advisor.presentation.labels import spread, two_lines
from advisor.presentation.svg import text_width
from tests.cost.input_space import any_inputs
from tests.cost.pricing import SHIPPED, catalog_in, priced


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")
LEAST_PLOT = 270


def chart(costs: list[tuple[float, float]], turns: list[tuple[float, float]], **given_: Any) -> Any:
    colours = ("indigo", "persimmon", "pine", "plum", "mustard")
    names = ("ALB + ECS", "API Gateway + Lambda", "CloudFront + 複数オリジン", "AppSync", "A B C")
    series = tuple(
        Series(
            name=names[i],
            colour=colours[i],
            mark="square",
            excluded=i == 1,
            places=tuple((10 ** (4 + k / 4), low * (high / low) ** (k / 20)) for k in range(21)),
        )
        for i, (low, high) in enumerate(costs)
    )
    return ChartData(
        series=series,
        turns=tuple(Turn(number=i, volume=v, cost=c) for i, (v, c) in enumerate(turns, 1)),
        volume=given_.get("volume"),
        volume_label="yours, 3 million",
        axis_label="requests a month",
        currency="USD",
        description="A chart",
        language=given_.get("language", "en"),
    )


def boxes(drawing: str) -> list[tuple[str, Box]]:
    found = []
    for attributes, content in TEXT.findall(drawing):
        x, y = (float(re.search(rf'{a}="([^"]+)"', attributes)[1]) for a in "xy")  # type: ignore[index]  # always there
        width = text_width(content, 12) * 0.93
        anchor = re.search(r'text-anchor="(\w+)"', attributes)
        share = {"middle": 0.5, "end": 1.0}.get(anchor[1] if anchor else "", 0.0)
        found.append((content, Box(x - width * share, y - 9, x + width * (1 - share), y + 3)))
    return found


COSTS = st.lists(st.tuples(st.floats(0.05, 100), st.floats(200, 1e14)), min_size=2, max_size=5)
TURNS = st.lists(st.tuples(st.floats(1e4, 1e9), st.floats(1, 5000)), max_size=60)


@settings(max_examples=40, deadline=None)
@given(COSTS, TURNS, st.floats(1e4, 1e9))
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("narrow", [False, True])
def test_no_label_meets_another_or_is_clipped(
    narrow: bool,  # noqa: FBT001 (pytest passes it by name)
    language: str,
    costs: list[tuple[float, float]],
    turns: list[tuple[float, float]],
    volume: float,
) -> None:
    check_labels(
        str(cost_chart(chart(costs, turns, volume=volume, language=language), narrow=narrow))
    )


@settings(max_examples=25, deadline=None)
@given(any_inputs())
@pytest.mark.parametrize("language", ["en", "ja"])
def test_labels_stay_apart_for_any_inputs(language: str, inputs: dict[str, Any]) -> None:
    with override(language):
        view = CostView(
            catalog=catalog_in(SHIPPED),
            workload=priced(**inputs),
            language=language,
            today=date(2026, 11, 22),
            excluded=frozenset(),
        )
        if view.curves:
            check_labels(str(view.chart))
            check_labels(str(view.narrow_chart))


def check_labels(drawn: str) -> None:
    """That they are whole and apart, and leave the plot its height."""
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn)
    assert size is not None
    frame = Box(0, 0, float(size[1]), float(size[2]))
    found = boxes(drawn)
    assert all(frame.holds(box) for _text, box in found)
    meeting = [(a[0], b[0]) for a, b in combinations(found, 2) if a[1].meets(b[1])]
    assert not meeting
    plot = re.search(r'class="grid" x1="([^"]+)" y1="([^"]+)" x2="\1" y2="([^"]+)"', drawn)
    assert plot is not None
    assert float(plot[3]) - float(plot[2]) >= LEAST_PLOT


def test_an_excluded_pattern_is_dashed_and_lines_are_named() -> None:
    drawn = str(cost_chart(chart([(1, 300), (2, 500)], [])))
    assert drawn.count('class="curve ') == 2
    assert 'class="curve hue-persimmon out"' in drawn
    assert "API Gateway + Lambda" in drawn
    assert 'role="img"' in drawn


def test_a_ring_without_a_number_has_no_label() -> None:
    data = chart([(1, 300), (2, 500)], [(1e5, 10), (1e6, 20)])
    data = replace(data, turns=(replace(data.turns[0], number=None), data.turns[1]))
    drawn = str(cost_chart(data))
    assert drawn.count('class="ring"') == 2
    assert re.findall(r'class="ring-number"[^>]*>(\d+)<', drawn) == ["2"]


@pytest.mark.parametrize(
    ("highest", "narrow", "wide"),
    [
        (8_000, "10,000", "10,000"),
        (80_000, "100\u00a0k", "100,000"),
        (8e6, "10\u00a0M", "10\u00a0M"),
    ],
)
def test_amounts_are_shortened_where_they_are_long(highest: float, narrow: str, wide: str) -> None:
    data = chart([(1, highest)], [])
    assert f">{narrow}</text>" in str(cost_chart(data, narrow=True))
    assert f">{wide}</text>" in str(cost_chart(data))
    assert ">1000万</text>" in str(cost_chart(chart([(1, 8e6)], [], language="ja")))


def test_a_volume_off_the_axis_has_no_line() -> None:
    assert "yours" not in str(cost_chart(chart([(1, 300)], [], volume=5.0)))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    placed = spread(sorted(wanted), [20.0] * len(wanted), 0, 300)
    assert all(b - a >= 20 - 1e-9 for a, b in pairwise(placed))
    assert placed[0] >= 10 - 1e-9
    assert placed[-1] <= 290 + 1e-9


def test_a_name_breaks_near_its_middle() -> None:
    assert two_lines("CloudFront + several origins") == ("CloudFront +", "several origins")
    assert two_lines("AppSync") == ("AppSync",)
