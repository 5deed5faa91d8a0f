"""What is wrong with a catalog: one record a problem, all of them raised together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

WHOLE_FILE = "file"
"""The path of a problem that concerns a file as such."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing an author has to put right.

    `file` is relative to the folder that holds the catalog, `line` counts from 1, `path` leads
    to the value inside the file, as in `questions[0].options[2].id`.
    """

    file: str
    line: int
    path: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message} ({self.hint})"


class CatalogError(ValueError):
    """The catalog cannot be used. `problems` holds everything wrong, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Problems:
    """Collects problems on the way, so that an author sees all of them in one round."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, path: str, message: str, hint: str) -> None:
        self.found.append(
            Problem(file=file, line=line, path=path, message=message, hint=hint),
        )


def known_words(word: str, known: Iterable[str], label: str) -> str:
    """A hint for an unknown word: the nearest known one, or all of them."""
    words = tuple(known)
    nearest = get_close_matches(word, words, n=1, cutoff=0.6)
    if nearest:
        return f"did you mean {nearest[0]}?"
    return f"{label}: {', '.join(words) or 'none'}"
