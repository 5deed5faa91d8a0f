"""Lines for a terminal, whose columns a letter of East Asia takes two of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

WIDTH = 96
"""Columns of a line."""

NOT_FIRST = "、。，．）］」』：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
"""What must not begin a line."""

NOT_LAST = "（［「『"
"""What must not end one."""

PIECE = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.", re.DOTALL)
"""Spaces, a word of other letters, or one letter of East Asia."""


def columns(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    """`text` in lines of `WIDTH` columns that begin with `first`, then with `rest`.

    A word is never cut: an address stays whole, however long it is.
    """
    line, head = "", first
    for piece in _pieces(text):
        if line.strip() and columns(head + (line + piece).rstrip()) > WIDTH:
            yield head + line.strip()
            line, head = "", rest
        line += piece
    if line.strip():
        yield head + line.strip()


def _pieces(text: str) -> Iterator[str]:
    """What a line may end after."""
    held = ""
    for piece in PIECE.findall(text):
        if held and not (piece[0] in NOT_FIRST or held[-1] in NOT_LAST):
            yield held
            held = ""
        held += piece
    if held:
        yield held
