"""Keeps answers out of the log: they stand in the query string of nearly every address."""

from __future__ import annotations

import logging
import re
from typing import Final

_QUERY_STRING: Final = re.compile(r"\?[^\s\"'<>]+")


class WithoutQueryStrings(logging.Formatter):
    """Cuts each query string out of what is printed, tracebacks included.

    A query string is everything from a question mark to the next blank, quote or angle bracket.
    """

    def format(self, record: logging.LogRecord) -> str:
        return _QUERY_STRING.sub("?...", super().format(record))
