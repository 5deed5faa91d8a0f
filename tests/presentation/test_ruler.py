"""Labels of a limit ruler find room on the narrowest drawing."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from advisor.presentation.figures import NARROWEST, RulerLimit, limit_ruler
from advisor.presentation.svg import text_width
from tests.web.markup import Element, read

NAMES = ["Bicycle 5 MB", "Cargo train with many wagons 200 MB", "自転車 5 MB", "遠距離列車 12 MB"]


def drawn(values: list[Decimal], yours: Decimal | None = None) -> Element:
    limits = [
        RulerLimit(label=NAMES[index % len(NAMES)], value=value, colour="pine", mark="circle")
        for index, value in enumerate(sorted(values))
    ]
    return read(limit_ruler(limits, yours, "yours", "description"))


def box(label: Element) -> tuple[float, float, float]:
    """Left, right and baseline on the narrowest drawing."""
    width = text_width(label.text)
    place = float(label.attributes["x"].rstrip("%")) / 100 * NARROWEST
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.attributes["text-anchor"]] * width
    left = place - shift + float(label.attributes.get("dx", "0"))
    return left, left + width, float(label.attributes["y"])


amounts = st.decimals(Decimal("0.001"), Decimal(10**9), places=3).filter(bool)


@given(st.lists(amounts, min_size=1, max_size=6, unique=True), st.none() | amounts)
def test_labels_neither_meet_nor_run_out(values: list[Decimal], yours: Decimal | None) -> None:
    boxes = [box(label) for label in drawn(values, yours).every("text")]
    for left, right, _y in boxes:
        assert left >= -1
        assert right <= NARROWEST + 1
    for one, other in combinations(boxes, 2):
        apart = one[1] <= other[0] or other[1] <= one[0]
        assert apart or abs(one[2] - other[2]) >= 14


def test_the_part_beyond_a_limit_is_marked() -> None:
    assert drawn([Decimal(5)], Decimal(7)).every("line", class_="over")
    assert not drawn([Decimal(5)], Decimal(5)).every("line", class_="over")
    assert not drawn([Decimal(5)]).every("line", class_="over")
