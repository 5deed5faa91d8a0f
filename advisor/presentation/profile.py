"""Ratings of several patterns, question by question, on the scale from -2 to +2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from advisor.catalog.model import Pattern
from advisor.presentation.svg import drawing, element, mark_at, percent, text

Rows = Sequence[tuple[str, tuple[int, ...]]]

TOP = 42
"""Room for the scale's words, on two lines so that no two meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """`left` is the share of the width that the questions' names take beside the marks."""

    kind: str
    left: float
    row: int
    drop: int
    threads: bool

    def place(self, rating: int) -> float:
        return self.left + (1 - self.left) * (0.06 + 0.22 * (rating + 2))

    def y(self, number: int) -> float:
        return TOP + self.row * number + self.drop


_WIDE = _Layout(kind="wide", left=0.3, row=26, drop=13, threads=True)
_NARROW = _Layout(kind="narrow", left=0.0, row=44, drop=32, threads=False)
"""On narrow screens the names stand above the marks, and nothing connects the rows."""


def profile_figure(patterns: Sequence[Pattern], rows: Rows) -> SafeString:
    """One line of marks per question; patterns with the same rating stand side by side.

    Drawn twice, for wide and for narrow screens; the style sheet shows one of them.
    """
    return mark_safe("".join(_figure(patterns, rows, layout) for layout in (_WIDE, _NARROW)))


def _figure(patterns: Sequence[Pattern], rows: Rows, layout: _Layout) -> SafeString:
    height = TOP + layout.row * len(rows)
    parts = [*_grid(layout, height)]
    for index, pattern in enumerate(patterns if layout.threads else ()):
        parts += _thread(layout, pattern, [ratings[index] for _label, ratings in rows])
    for number, (label, ratings) in enumerate(rows):
        y = layout.y(number)
        name_y = y + 4 if layout.left else y - 14
        parts.append(text(label, class_="row-name", x="0", y=f"{name_y:g}"))
        parts += _marks(layout, patterns, ratings, y)
    described = _("Ratings of each answer from −2 to +2; the table above says the same.")
    return drawing(parts, class_=f"profile {layout.kind}", height=height, aria_label=described)


def _grid(layout: _Layout, height: float) -> Iterable[str]:
    words = (_("fights it"), _("a penalty"), _("neutral"), _("works well"), _("a reason"))
    for rating, word in zip(range(-2, 3), words, strict=True):
        x = percent(layout.place(rating))
        style = "axis" if rating == 0 else "grid"
        yield element("line", class_=style, x1=x, x2=x, y1=TOP - 6, y2=height)
        y = 12 if rating % 2 else 28
        yield text(word, class_="anchor-word", y=y, **_inward(layout, rating, x))


def _inward(layout: _Layout, rating: int, x: str) -> dict[str, str]:
    """The words at the ends of the scale stay inside the drawing."""
    if rating == 2:
        return {"x": "100%", "text_anchor": "end"}
    if rating == -2 and not layout.left:
        return {"x": "0", "text_anchor": "start"}
    return {"x": x, "text_anchor": "middle"}


def _thread(layout: _Layout, pattern: Pattern, ratings: Sequence[int]) -> Iterable[str]:
    for number, (above, below) in enumerate(pairwise(ratings)):
        yield element(
            "line",
            class_=f"thread hue-{pattern.colour}",
            x1=percent(layout.place(above)),
            x2=percent(layout.place(below)),
            y1=layout.y(number),
            y2=layout.y(number + 1),
        )


def _marks(
    layout: _Layout, patterns: Sequence[Pattern], ratings: Sequence[int], y: float
) -> Iterable[str]:
    for rating in sorted(set(ratings)):
        level = [pattern for pattern, own in zip(patterns, ratings, strict=True) if own == rating]
        for place, pattern in enumerate(level):
            shift = (place - (len(level) - 1) / 2) * 13
            inner = mark_at(pattern.mark, percent(layout.place(rating)), y - 6, 12)
            yield element(
                "g", inner, class_=f"hue-{pattern.colour}", transform=f"translate({shift:g} 0)"
            )
