"""Labels beside a line: apart from each other, inside, and free of foreign leaders."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.presentation.lanes import Label, Spot, arranged

WIDTH = 500.0

labels = st.builds(
    Label,
    place=st.floats(0, 1),
    width=st.floats(10, 240),
    lines=st.integers(1, 2),
)


def span(label: Label, spot: Spot, width: float) -> tuple[float, float]:
    start = label.place * width + spot.left
    return start, start + label.width


def faults(
    placed: list[tuple[Label, Spot]], width: float, *, gap: float = 0.5
) -> list[tuple[str, Label, Label | None]]:
    found: list[tuple[str, Label, Label | None]] = []
    for label, spot in placed:
        start, end = span(label, spot, width)
        if start < -0.01 or end > width + 0.01:
            found.append(("outside", label, None))
    for (one, near), (other, far) in permutations(placed, 2):
        if near.above is not far.above:
            continue
        start, end = span(one, near, width)
        other_start, other_end = span(other, far, width)
        level = near.lane < far.lane + other.lines and far.lane < near.lane + one.lines
        if level and start < other_end + gap and other_start < end + gap:
            found.append(("meets", one, other))
        if far.lane > near.lane and start - gap < other.place * width < end + gap:
            found.append(("struck through", one, other))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(labels, min_size=1, max_size=6), st.floats(1, 4))
def test_whatever_finds_room_stays_clear_on_longer_lines_too(
    wanted: list[Label], longer: float
) -> None:
    spots = arranged(tuple(wanted), WIDTH)
    if spots is not None:
        placed = list(zip(wanted, spots, strict=True))
        assert faults(placed, WIDTH) == []
        assert faults(placed, WIDTH * longer) == []


def test_labels_with_room_stand_centred_in_the_first_lane() -> None:
    spots = arranged((Label(0.25, 80), Label(0.75, 80)), WIDTH)
    assert spots is not None
    assert [(spot.lane, spot.left) for spot in spots] == [(0, -40), (0, -40)]


def test_no_labels_need_no_room() -> None:
    assert arranged((), WIDTH) == ()


def test_crowded_labels_spread_over_both_sides() -> None:
    spots = arranged(tuple(Label(0.5 + step / 100, 150) for step in range(4)), WIDTH)
    assert spots is not None
    assert {spot.above for spot in spots} == {True, False}


def test_a_fixed_label_stands_above_the_line_next_to_it() -> None:
    spots = arranged((Label(0.5, 200), Label(0.5, 60, fixed=True)), WIDTH)
    assert spots is not None
    assert (spots[1].above, spots[1].lane) == (True, 0)


@pytest.mark.parametrize(
    "wanted",
    [(Label(0.5, WIDTH + 1),), tuple(Label(step / 20, WIDTH - 1) for step in range(8, 12))],
)
def test_there_may_be_no_room(wanted: tuple[Label, ...]) -> None:
    assert arranged(wanted, WIDTH) is None


def test_the_faults_above_are_found() -> None:
    one, other = Label(0.5, 100), Label(0.52, 100)
    level = Spot(above=False, lane=0, left=-50)
    deeper = Spot(above=False, lane=1, left=-50)
    assert [fault for fault, *_ in faults([(one, level), (other, level)], WIDTH)] == ["meets"] * 2
    assert [fault for fault, *_ in faults([(one, level), (other, deeper)], WIDTH)] == [
        "struck through"
    ]
    assert [fault for fault, *_ in faults([(Label(0, 100), level)], WIDTH)] == ["outside"]
