"""Reads the small part of mermaid's `sequenceDiagram` that diagrams are written in.

Taken: `participant A as Label`, `A->>B: text`, `A-->>B: text`, `Note over A,B: text`,
`alt title` / `else title` / `end`, and `<br/>` in labels and texts. Anything else is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADER = "sequenceDiagram"

_PARTICIPANT = re.compile(r"participant\s+(\w+)\s+as\s+(\S.*)", re.ASCII)
_MESSAGE = re.compile(r"(\w+)(--?)>>(\w+)\s*:\s*(\S.*)", re.ASCII)
_NOTE = re.compile(r"Note over\s+(\w+(?:\s*,\s*\w+)*)\s*:\s*(\S.*)", re.ASCII)
_BRANCH = re.compile(r"(alt|else)(?:\s+(\S.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    id: str
    label_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An arrow; `source` and `target` may be the same participant."""

    source: str
    target: str
    text_lines: tuple[str, ...]
    dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    participants: tuple[str, ...]
    text_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One alternative; the last one of a block may have an empty title."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Alternatives, one of which happens."""

    branches: tuple[Branch, ...]
    kind: str = "alt"


Step = Message | Note | Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    participants: tuple[Participant, ...]
    steps: tuple[Step, ...]


class DiagramError(ValueError):
    """A line outside the subset. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def parse(text: str) -> Diagram:
    """The diagram that `text` describes. Raises DiagramError at the first line that is wrong."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    written = [(number, line) for number, line in lines if line]
    if not written or written[0][1] != HEADER:
        raise DiagramError(written[0][0] if written else 1, f"expected {HEADER} first")
    parser = _Parser()
    for number, line in written[1:]:
        parser.read(number, line)
    return parser.finish(len(lines))


class _OpenBlock:
    """An `alt` whose `end` has not come yet."""

    def __init__(self, line: int, title: str) -> None:
        self.line = line
        self.title = title
        self.steps: list[Step] = []
        self.branches: list[Branch] = []

    def close_branch(self, line: int) -> None:
        if not self.steps:
            raise DiagramError(line, "the branch before is empty")
        self.branches.append(Branch(title=self.title, steps=tuple(self.steps)))
        self.steps = []


class _Parser:
    def __init__(self) -> None:
        self.participants: dict[str, Participant] = {}
        self.steps: list[Step] = []
        self.open: list[_OpenBlock] = []

    def read(self, number: int, line: str) -> None:
        if line == "end":
            self._end(number)
        elif match := _PARTICIPANT.fullmatch(line):
            self._participant(number, *match.groups())
        elif match := _MESSAGE.fullmatch(line):
            self._message(number, *match.groups())
        elif match := _NOTE.fullmatch(line):
            self._note(number, *match.groups())
        elif match := _BRANCH.fullmatch(line):
            self._branch(number, match[1], match[2] or "")
        else:
            raise DiagramError(number, f"not in the subset: {line[:60]}")

    def finish(self, last_line: int) -> Diagram:
        if self.open:
            raise DiagramError(self.open[-1].line, "alt without end")
        if not self.steps:
            raise DiagramError(last_line, "no message")
        return Diagram(participants=tuple(self.participants.values()), steps=tuple(self.steps))

    def _participant(self, number: int, name: str, label: str) -> None:
        if name in self.participants:
            raise DiagramError(number, f"participant {name} is declared already")
        self.participants[name] = Participant(id=name, label_lines=_lines(label))

    def _message(self, number: int, source: str, line: str, target: str, text: str) -> None:
        self._require(number, source, target)
        dashed = line == "--"
        self._add(Message(source=source, target=target, text_lines=_lines(text), dashed=dashed))

    def _note(self, number: int, names: str, text: str) -> None:
        participants = tuple(name.strip() for name in names.split(","))
        self._require(number, *participants)
        self._add(Note(participants=participants, text_lines=_lines(text)))

    def _branch(self, number: int, word: str, title: str) -> None:
        if word == "alt":
            self.open.append(_OpenBlock(number, title))
            return
        block = self._innermost(number, "else")
        block.close_branch(number)
        block.title = title

    def _end(self, number: int) -> None:
        block = self._innermost(number, "end")
        block.close_branch(number)
        self.open.pop()
        self._add(Block(branches=tuple(block.branches)))

    def _innermost(self, number: int, word: str) -> _OpenBlock:
        if not self.open:
            raise DiagramError(number, f"{word} without alt")
        return self.open[-1]

    def _add(self, step: Step) -> None:
        (self.open[-1].steps if self.open else self.steps).append(step)

    def _require(self, number: int, *names: str) -> None:
        for name in names:
            if name not in self.participants:
                raise DiagramError(number, f"participant {name} is not declared")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("<br/>"))
