"""The few lines every figure is drawn with. Colour and type come from classes, never from here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MARKS = {
    "square": '<path d="M2 2h12v12H2z"/>',
    "triangle": '<path d="M8 1.4 15.2 14H.8z"/>',
    "diamond": '<path d="M8 .4 15.6 8 8 15.6.4 8z"/>',
    "circle": '<circle cx="8" cy="8" r="6.6"/>',
    "dome": '<path d="M.8 12.6a7.2 8.6 0 0 1 14.4 0z"/>',
    "ring": '<path d="M8 1a7 7 0 1 0 .01 0zm0 4a3 3 0 1 1-.01 0z"/>',
}
"""Outlines in a box of 16 x 16."""

WIDE = 1.75
"""Width of a full-width character, with a narrow one at 1."""

BOLD = 1.08
"""Width of bold text, with regular text at 1."""


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; `class_` is written class, and `_` in other names becomes `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(content: str, /, **attributes: object) -> str:
    return element("text", escape(content), **attributes)


def drawing(parts: Iterable[str], /, **attributes: object) -> SafeString:
    """The finished `<svg>`; hidden from screen readers unless it is given a label."""
    if "aria_label" in attributes:
        attributes.setdefault("role", "img")
    else:
        attributes.setdefault("aria_hidden", "true")
    return mark_safe(element("svg", "".join(parts) or " ", **attributes))


def percent(share: Fraction | float) -> str:
    return f"{float(share) * 100:.2f}%"


def mark(name: str, *, hollow: bool = False, class_: str = "") -> SafeString:
    """A pattern's mark, sized by the text around it where there is a style sheet."""
    classes = " ".join(filter(None, ("mark", "hollow" if hollow else "", class_)))
    return drawing([MARKS[name]], class_=classes, viewBox="0 0 16 16", width=14, height=14)


def mark_at(name: str, x: str, y: float, size: float) -> str:
    """A mark centred on `x` (any length) with its top at `y`, inside another drawing."""
    moved = f"translate({-size / 2:g}) scale({size / 16:g})"
    inner = MARKS[name].replace("/>", f' class="fill" transform="{moved}"/>')
    return element("svg", inner, x=x, y=f"{y:g}", overflow="visible")


def text_width(content: str, size: float = 12) -> float:
    """Roughly how wide `content` is drawn, in the unit of `size`."""
    units = sum(WIDE if unicodedata.east_asian_width(char) in "WF" else 1.0 for char in content)
    return units * size * 0.58
