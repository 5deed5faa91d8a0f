"""Every colour can be told from what it stands on, in both themes: computed, not looked at."""

from __future__ import annotations

from typing import Final

import pytest

from advisor.presentation.picture import HUES as PICTURE_HUES
from tests.web.colours import (
    HUES,
    Pair,
    Tokens,
    code_colours,
    contrast,
    style_sheet,
    tokens,
    tokens_with_more_contrast,
)

TEXT, GRAPHICS = 4.5, 3.0
"""What WCAG 2.2 asks for at level AA: text of any size, and parts of controls and drawings."""

USES: Final[list[tuple[str, str, float]]] = [
    ("ink", "paper", TEXT),
    ("ink", "wash", TEXT),
    ("ink", "marker", TEXT),  # notices, the firmness, values from answers
    ("ink-2", "paper", TEXT),
    ("ink-2", "wash", TEXT),  # hints within the question asked in a result, quiet buttons
    ("ink-2", "marker", TEXT),  # comments of marked code lines, counts in notices
    ("ink-3", "paper", TEXT),
    ("ink-3", "wash", TEXT),  # line numbers
    ("stop", "paper", TEXT),
    ("stop", "wash", TEXT),
    ("paper", "ink", TEXT),  # buttons, the chosen segment
    ("paper", "ink-2", TEXT),  # a button under the pointer
    ("on-focus", "focus", TEXT),
    ("rule-2", "paper", GRAPHICS),  # borders of fields, axes
    ("rule-2", "wash", GRAPHICS),
    *((hue, ground, TEXT) for hue in HUES for ground in ("paper", "wash")),  # marks, labels
]
"""Which token stands on which, and how far apart the two have to be."""

DECORATION: Final = frozenset({"rule"})
"""Hairlines that part what a blank parts already."""


def too_close(found: Tokens) -> list[str]:
    """The uses that cannot be told apart, with their ratio."""
    return [
        f"{token} on {ground}, {theme}: {ratio:.2f} < {needed}"
        for token, ground, needed in USES
        for theme, one, other in zip(Pair._fields, found[token], found[ground], strict=True)
        if (ratio := contrast(one, other)) < needed
    ]


def test_every_colour_can_be_told_from_its_ground() -> None:
    assert too_close(tokens(style_sheet())) == []


def test_more_contrast_is_more_everywhere() -> None:
    plain, more = tokens(style_sheet()), tokens_with_more_contrast(style_sheet())
    assert too_close(more) == []
    changed = {name for name in more if more[name] != plain[name]}
    assert changed == {"ink", "ink-2", "ink-3", "rule", "rule-2"}
    for name in changed:
        for theme in (0, 1):
            before = contrast(plain[name][theme], plain["paper"][theme])
            assert contrast(more[name][theme], more["paper"][theme]) > before


def test_source_text_can_be_read_on_its_ground_and_where_it_is_marked() -> None:
    found = tokens(style_sheet())
    colours = code_colours(style_sheet())
    assert len(colours) == 4
    close = [
        (colour, ground)
        for colour in colours
        for ground in ("wash", "marker")
        for one, other in zip(colour, found[ground], strict=True)
        if contrast(one, other) < TEXT
    ]
    assert close == []


def test_every_colour_has_its_use() -> None:
    used = {token for token, _ground, _needed in USES} | {ground for _token, ground, _n in USES}
    assert tokens(style_sheet()).keys() - used == DECORATION


@pytest.mark.parametrize(
    ("token", "colour"), [("ink-3", "#9aa0a6"), ("mustard", "#c9a227"), ("rule-2", "#bbbbbb")]
)
def test_a_weak_colour_is_noticed(token: str, colour: str) -> None:
    found = tokens(style_sheet())
    found[token] = Pair(colour, found[token].dark)
    assert any(line.startswith(f"{token} on paper, light: ") for line in too_close(found))


def test_a_weak_colour_in_the_style_sheet_is_noticed() -> None:
    css = style_sheet().replace("--pine: light-dark(#0b6b55, ", "--pine: light-dark(#5fbfa8, ")
    assert css != style_sheet()
    assert any(line.startswith("pine on paper, light: ") for line in too_close(tokens(css)))


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#abc", "#aabbcc") == 1


def test_pictures_have_the_colours_of_the_light_theme() -> None:
    found = tokens(style_sheet())
    drawn = {name: "#{:02x}{:02x}{:02x}".format(*colour) for name, colour in PICTURE_HUES.items()}
    assert drawn == {hue: found[hue].light for hue in HUES}
