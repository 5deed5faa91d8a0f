"""Text that stays text in Markdown, whatever somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&|~$#])")
_SPACE: Final = re.compile(r"\s+")

UNPRINTABLE: Final = "\ufffd"
"""What stands for a text of which nothing can be printed."""


def plain(text: str) -> str:
    """One line on which no character is markup."""
    return _SPECIAL.sub(r"\\\1", _one_line(text))


def code(text: str) -> str:
    """One line as code: nothing in it is read as markup, and nothing becomes a link."""
    return f"`{_one_line(text).replace('`', chr(39)) or UNPRINTABLE}`"


def link(text: str, address: str) -> str:
    return f"[{plain(text)}]({_address(address)})"


def bare(address: str) -> str:
    return f"<{_address(address)}>"


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"* {item}" for item in items)


def _one_line(text: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in text)
    return _SPACE.sub(" ", printable).strip()


def _address(address: str) -> str:
    return quote(address, safe=":/?#@!$&'*+,;=%-._~")
