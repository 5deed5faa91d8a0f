"""Numbers as people type them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(\d{1,18}(\.\d{0,9})?|\.\d{1,9})(e\+?\d{1,2})?", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", ",_ '\u00a0\u202f")


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
