"""Numbers as people type and read them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

LONGEST: Final = 64
"""Characters of a text that may still be a number."""

_SEPARATORS: Final = ",_ '"
_WHOLE = rf"\d{{1,18}}|\d{{1,3}}(?P<mark>[{_SEPARATORS}])\d{{3}}(?:(?P=mark)\d{{3}}){{0,4}}"
_NUMBER = re.compile(
    rf"[+-]?((?:{_WHOLE})(\.\d{{0,9}})?|\.\d{{1,9}})(e\+?\d{{1,2}})?", re.IGNORECASE
)
_WITHOUT_SEPARATORS = str.maketrans("", "", _SEPARATORS)
_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES: Final = dict.fromkeys((0x00A0, 0x202F, 0x3000), " ")
_AS_ASCII: Final = {**_FULL_WIDTH, **_SPACES, 0x2212: "-"}
_MYRIADS = ((Decimal(10**12), "兆"), (Decimal(10**8), "億"), (Decimal(10**4), "万"))
_THOUSANDS = ((Decimal(10**9), "\u00a0billion"), (Decimal(10**6), "\u00a0million"))


def parse_number(raw: str) -> Decimal | None:
    """The number in `raw`, or None. Full-width digits and one sign are understood, and separators
    where they separate thousands, the same ones throughout."""
    return _read(_tidied(raw))


def misgrouped(raw: str) -> bool:
    """Whether `raw` is no number only because a separator stands where no thousands end."""
    text = _tidied(raw)
    return _read(text) is None and _read(text.translate(_WITHOUT_SEPARATORS)) is not None


def _tidied(raw: str) -> str:
    """Nothing of a text that is too long."""
    text = raw.strip()
    if len(text) > LONGEST:
        return ""
    return text.translate(_AS_ASCII)


def _read(text: str) -> Decimal | None:
    if not text.isascii() or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.translate(_WITHOUT_SEPARATORS)) or Decimal(0)  # and no negative zero


def plain(number: Decimal) -> str:
    """`number` in digits, without exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """`number` with thousands separators."""
    whole, _, decimals = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def in_words(number: Decimal, language: str) -> str:
    """`number` in million and billion, or 万, 億 and 兆, where that is exact; else grouped."""
    japanese = language == "ja"
    for size, word in _MYRIADS if japanese else _THOUSANDS:
        if number >= size and (number * 100) % size == 0:
            return (plain if japanese else grouped)(number / size) + word
    return grouped(number)
