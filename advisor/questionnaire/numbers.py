"""Numbers as people type and read them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(\d{1,18}(\.\d{0,9})?|\.\d{1,9})(e\+?\d{1,2})?", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", ",_ '\u00a0\u202f")
_MYRIADS = ((Decimal(10**8), "億"), (Decimal(10**4), "万"))
_THOUSANDS = ((Decimal(10**9), "\u00a0billion"), (Decimal(10**6), "\u00a0million"))


def parse_number(raw: str) -> Decimal | None:
    """The number in `raw`, or None. Full-width digits and thousands separators are understood."""
    text = unicodedata.normalize("NFKC", raw[:64]).translate(_SEPARATORS)
    if not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    return Decimal(text)


def plain(number: Decimal) -> str:
    """`number` in digits, without exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """`number` with thousands separators."""
    whole, _, decimals = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def in_words(number: Decimal, language: str) -> str:
    """`number` in million and billion, or 万 and 億, where two decimals are exact; or grouped."""
    japanese = language == "ja"
    for size, word in _MYRIADS if japanese else _THOUSANDS:
        if number >= size and (number * 100) % size == 0:
            return (plain if japanese else grouped)(number / size) + word
    return grouped(number)
