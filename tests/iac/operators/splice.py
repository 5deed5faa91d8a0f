"""A change of a text: what stands between two places becomes something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NETWORK = re.compile(r"\d+\.\d+\.\d+\.\d+/\d+")
_ACTION = re.compile(r"[a-z][a-z0-9-]+:[A-Z]\w*\*?")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z0-9_.:/@%*-]+")
OPEN = "0.0.0.0/0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`operator` at `place`: `text[start:end]` becomes `new`."""

    operator: str
    place: str
    start: int
    end: int
    new: str

    @property
    def name(self) -> str:
        return f"{self.operator} {self.place}"

    def applied_to(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def value_changes(value: str) -> Iterator[tuple[str, str]]:
    """(operator, new value) for one plain value."""
    if value in {"true", "false"}:
        yield "flip", "false" if value == "true" else "true"
    elif _NETWORK.fullmatch(value):
        yield "widen", "0.0.0.0/1" if value == OPEN else OPEN
    elif _ACTION.fullmatch(value):
        yield "widen", f"{value.partition(':')[0]}:*"
        yield "text", f"{value}x"
    elif _NUMBER.fullmatch(value):
        yield "number", str(int(value) + 1)
    elif _WORD.fullmatch(value):
        yield "text", f"{value}x"
