"""The profile: ratings side by side, drawn for wide and for narrow screens."""

from __future__ import annotations

from advisor.presentation.profile import profile_figure
from tests.web.asking import catalog
from tests.web.markup import read

ROWS = [("First", (2, -2, 0, 1, -1)), ("Second", (0, 0, 0, 0, 0))]


def test_every_pattern_has_a_mark_in_every_row_of_both_drawings() -> None:
    found = read(profile_figure(catalog().patterns, ROWS))
    for kind in ("wide", "narrow"):
        figure = found.one("svg", class_=kind)
        marks = [group for group in figure.every("g") if "transform" in group.attributes]
        outer = [group for group in marks if "hue-" in group.attributes.get("class", "")]
        assert len(outer) == len(catalog().patterns) * len(ROWS)
        assert [label.text for label in figure.every("text", class_="row-name")] == [
            "First",
            "Second",
        ]


def test_only_the_wide_drawing_connects_the_rows() -> None:
    found = read(profile_figure(catalog().patterns, ROWS))
    assert len(found.one("svg", class_="wide").every("line", class_="thread")) == 5
    assert not found.one("svg", class_="narrow").every("line", class_="thread")
