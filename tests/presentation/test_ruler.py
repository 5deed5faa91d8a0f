"""A limit ruler: every limit with its mark and its words, once with names and once listed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.presentation.ruler import RulerLimit, limit_ruler
from tests.web.markup import Element, read

NAMES = ["Bicycle", "Cargo train with many wagons", "自転車", "遠距離列車"]

amounts = st.decimals(Decimal("0.001"), Decimal(10**9), places=3).filter(bool)


def drawn(values: list[Decimal], yours: Decimal | None = None) -> Element:
    limits = [
        RulerLimit(
            name=NAMES[index % len(NAMES)],
            amount=f"{value} MB",
            value=value,
            colour="pine",
            mark="circle",
        )
        for index, value in enumerate(values)
    ]
    return read(str(limit_ruler(limits, yours, "yours", "description")))


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8), st.none() | amounts)
def test_every_limit_has_a_mark_and_its_name_and_amount(
    values: list[Decimal], yours: Decimal | None
) -> None:
    for figure in drawn(values, yours).every("svg", class_="ruler"):
        words = " / ".join(label.text for label in figure.every("text"))
        for index, value in enumerate(values):
            assert f"{value} MB" in words
            assert NAMES[index % len(NAMES)] in words
        assert ("yours" in words) is (yours is not None)


def test_few_limits_are_drawn_once_for_every_screen() -> None:
    [figure] = drawn([Decimal(1), Decimal(200)]).every("svg", class_="ruler")
    assert [label.text for label in figure.every("text")] == [
        "Bicycle 1 MB",
        "Cargo train with many wagons 200 MB",
    ]


def test_names_stand_at_the_line_where_there_is_room_and_in_a_list_where_not() -> None:
    found = drawn([Decimal(value) for value in (4, 5, 6, 7, 8)], Decimal(9))
    wide, narrow = found.one("svg", class_="wide"), found.one("svg", class_="narrow")
    assert wide.every("text")[0].text == "Bicycle 4 MB"
    assert narrow.every("text")[0].text == "yours"


def test_a_pattern_with_two_limits_is_listed_once() -> None:
    narrow = drawn([Decimal(value) for value in range(1, 6)], Decimal(9)).one(
        "svg", class_="narrow"
    )
    assert "Bicycle 1 MB, 5 MB" in [label.text for label in narrow.every("text")]


def test_equal_limits_stand_side_by_side() -> None:
    wide = drawn([Decimal(5), Decimal(5)]).every("svg", class_="ruler")[0]
    shifts = [group.attributes.get("transform") for group in wide.every("g", class_="hue-pine")]
    assert shifts == ["translate(-6 0)", "translate(6 0)"]


def test_the_part_beyond_a_limit_is_marked() -> None:
    assert drawn([Decimal(5)], Decimal(7)).every("line", class_="over")
    assert not drawn([Decimal(5)], Decimal(5)).every("line", class_="over")
    assert not drawn([Decimal(5)]).every("line", class_="over")
