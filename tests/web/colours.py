"""The colours of the style sheet, and how far two of them stand apart."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from scripts.paths import ROOT

STYLE_SHEET: Final = ROOT / "advisor" / "static" / "advisor" / "advisor.css"
HUES: Final = ("indigo", "persimmon", "pine", "plum", "mustard", "slate", "teal", "brick")

_COLOUR: Final = r"#[0-9a-f]{3,6}"
_TOKEN: Final = re.compile(
    rf"--(?P<name>[a-z0-9-]+): (?:light-dark\((?P<light>{_COLOUR}), (?P<dark>{_COLOUR})\)"
    rf"|(?P<both>{_COLOUR}));"
)
_CODE: Final = re.compile(r"\.code [^{}]*\{ color: var\(--(?P<name>[a-z0-9-]+)\); \}")
MORE_CONTRAST: Final = "@media (prefers-contrast: more)"


class Pair(NamedTuple):
    """A colour in the light and in the dark theme, as #rrggbb."""

    light: str
    dark: str


Tokens = dict[str, Pair]


def style_sheet() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8")


def tokens(css: str) -> Tokens:
    """Every colour token as it stands without preferences."""
    return _tokens(_without(css, MORE_CONTRAST))


def tokens_with_more_contrast(css: str) -> Tokens:
    """The same for readers who ask for more contrast."""
    return tokens(css) | _tokens(_block(css, MORE_CONTRAST))


def code_colours(css: str) -> list[Pair]:
    """The colours of source text."""
    named = tokens(css)
    return [named[found["name"]] for found in _CODE.finditer(css)]


def _tokens(css: str) -> Tokens:
    return {
        found["name"]: Pair(
            found["light"] or found["both"],
            found["dark"] or found["both"],
        )
        for found in _TOKEN.finditer(css)
    }


def _block(css: str, head: str) -> str:
    """What stands in the braces behind `head`; empty if there is no such block."""
    _before, found, rest = css.partition(head)
    depth = 0
    for end, char in enumerate(rest):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == "}" and not depth:
            return rest[: end + 1]
    assert not found, f"the block of {head} has no end"
    return ""


def _without(css: str, head: str) -> str:
    return css.replace(head + _block(css, head), "")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
