"""Ratings of several patterns, question by question, on the scale from -2 to +2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Pattern
from advisor.presentation.svg import drawing, element, mark_at, percent, text

ROW = 26
TOP = 26
LEFT = 0.30
"""Share of the width that the questions' names take."""


def profile_figure(
    patterns: Sequence[Pattern], rows: Sequence[tuple[str, tuple[int, ...]]]
) -> SafeString:
    """One line of marks per question; patterns with the same rating stand side by side."""
    height = TOP + ROW * len(rows)
    parts = [*_grid(height)]
    for index, pattern in enumerate(patterns):
        parts += _thread(pattern, [ratings[index] for _label, ratings in rows])
    for number, (label, ratings) in enumerate(rows):
        y = TOP + ROW * number + ROW / 2
        parts.append(text(label, class_="row-name", x="0", y=f"{y + 4:g}"))
        parts += _marks(patterns, ratings, y)
    described = _("Ratings of each answer from −2 to +2; the table above says the same.")
    return drawing(parts, class_="profile", height=height, aria_label=described)


def _place(rating: int) -> float:
    return LEFT + (1 - LEFT) * (0.06 + 0.22 * (rating + 2))


def _grid(height: float) -> Iterable[str]:
    words = (_("fights it"), _("a penalty"), _("neutral"), _("works well"), _("a reason"))
    for rating, word in zip(range(-2, 3), words, strict=True):
        x = percent(_place(rating))
        style = "axis" if rating == 0 else "grid"
        yield element("line", class_=style, x1=x, x2=x, y1=TOP - 6, y2=height)
        yield text(word, class_="anchor-word", x=x, y=12, text_anchor="middle")


def _thread(pattern: Pattern, ratings: Sequence[int]) -> Iterable[str]:
    for number, (above, below) in enumerate(pairwise(ratings)):
        y = TOP + ROW * number + ROW / 2
        yield element(
            "line",
            class_=f"thread hue-{pattern.colour}",
            x1=percent(_place(above)),
            x2=percent(_place(below)),
            y1=y,
            y2=y + ROW,
        )


def _marks(patterns: Sequence[Pattern], ratings: Sequence[int], y: float) -> Iterable[str]:
    for rating in sorted(set(ratings)):
        level = [pattern for pattern, own in zip(patterns, ratings, strict=True) if own == rating]
        for place, pattern in enumerate(level):
            shift = (place - (len(level) - 1) / 2) * 14
            inner = mark_at(pattern.mark, percent(_place(rating)), y - 6, 12)
            yield element(
                "g", inner, class_=f"hue-{pattern.colour}", transform=f"translate({shift:g} 0)"
            )
