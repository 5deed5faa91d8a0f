"""YAML into nodes that keep their line, with nothing guessed.

Values are built from parser events, not from PyYAML's composer: so anchors are seen before
anything is expanded, and nesting is bounded before anything recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import yaml

MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TAG = "tag:yaml.org,2002:"


class ScalarKind(StrEnum):
    """What YAML 1.1 takes a value for; the text says it to authors."""

    TEXT = "text"
    NUMBER = "the number"
    ODD_NUMBER = "the special number"
    BOOLEAN = "the boolean"
    DATE = "the date"
    NOTHING = "nothing"
    MERGE = "the merge key"


_KINDS = {
    f"{_TAG}int": ScalarKind.ODD_NUMBER,
    f"{_TAG}float": ScalarKind.ODD_NUMBER,
    f"{_TAG}bool": ScalarKind.BOOLEAN,
    f"{_TAG}timestamp": ScalarKind.DATE,
    f"{_TAG}null": ScalarKind.NOTHING,
    f"{_TAG}merge": ScalarKind.MERGE,
}


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    kind: ScalarKind
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    line: int
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    entries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    items: tuple[Node, ...]


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class YamlProblem:
    line: int
    path: str
    message: str
    hint: str


class NotYaml(ValueError):
    """The text cannot be read any further."""

    def __init__(self, problem: YamlProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(text: str, problems: list[YamlProblem]) -> Node | None:
    """The document's node; what is wrong is appended to `problems`. None if it cannot be read."""
    tabs = [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line]
    problems += [
        YamlProblem(line, "", "tab character", "indent with spaces; write \\t in quotes")
        for line in tabs
    ]
    if tabs:
        return None
    try:
        return _Builder(text, problems).document()
    except NotYaml as error:
        problems.append(error.problem)
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(text, error))
    return None


def _syntax_problem(text: str, error: yaml.YAMLError) -> YamlProblem:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        hint = error.context or "check indentation, quotes and brackets"
        return YamlProblem(line, "", f"not YAML: {error.problem}", hint)
    offset = getattr(error, "position", None) or 0
    line = text.encode().count(b"\n", 0, offset) + 1
    reason = getattr(error, "reason", None) or "unreadable"
    return YamlProblem(line, "", f"not YAML: {reason}", "printable characters only")


def kind_of_plain(value: str) -> ScalarKind:
    """What an unquoted scalar is: a number only in plain decimal notation."""
    if _PLAIN_NUMBER.fullmatch(value):
        return ScalarKind.NUMBER
    tags = (tag for tag, form in _RESOLVERS.get(value[:1], ()) if form.match(value))
    return _KINDS.get(next(tags, ""), ScalarKind.TEXT)


class _Builder:
    def __init__(self, text: str, problems: list[YamlProblem]) -> None:
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self._problems = problems

    def document(self) -> Node | None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._report(1, "", "empty file", "write its content")
            return None
        node = self._node(self._next(), "", 1)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            self._report(_line(event), "", "a second document", "one document a file, no ---")
        return node

    def _next(self) -> yaml.Event:
        return next(self._events, yaml.StreamEndEvent())

    def _report(self, line: int, path: str, message: str, hint: str) -> None:
        self._problems.append(YamlProblem(line, path, message, hint))

    def _node(self, event: yaml.Event, path: str, depth: int) -> Node:
        line = _line(event)
        self._refuse(event, line, path, depth)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(line, tuple(self._items(path, depth)))
        return Mapping(line, self._entries(path, depth))

    def _refuse(self, event: yaml.Event, line: int, path: str, depth: int) -> None:
        if anchor := getattr(event, "anchor", None):
            kind = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            raise NotYaml(
                YamlProblem(line, path, f"{kind} {anchor}", "write the value out each time"),
            )
        if tag := getattr(event, "tag", None):
            self._report(line, path, f"tag {tag}", "leave the tag out")
        if depth > MAX_DEPTH:
            hint = f"at most {MAX_DEPTH} levels"
            raise NotYaml(YamlProblem(line, path[:80], "nested too deep", hint))

    def _items(self, path: str, depth: int) -> Iterator[Node]:
        index = 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, f"{path}[{index}]", depth + 1)
            index += 1

    def _entries(self, path: str, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            line = _line(event)
            key_path = f"{path}.{key}" if path else key
            value = self._node(self._next(), key_path, depth + 1)
            if key in entries:
                message = f"duplicate key, first on line {entries[key].line}"
                self._report(line, key_path, message, "keep one of the two")
            elif key:
                entries[key] = Entry(line, value)
        return entries

    def _key(self, event: yaml.Event, path: str, depth: int) -> str:
        node = self._node(event, path, depth + 1)
        if not isinstance(node, Scalar):
            self._report(node.line, path, "a key that is not a text", "one word, then a colon")
            return ""
        if node.kind is not ScalarKind.TEXT:
            message = f"expected a text as key, got {describe(node)}"
            self._report(node.line, path, message, f'put it in quotes: "{node.value}"')
        return node.value


def _scalar(event: yaml.ScalarEvent, line: int) -> Scalar:
    plain = event.implicit[0] and not event.style
    return Scalar(line, kind_of_plain(event.value) if plain else ScalarKind.TEXT, event.value)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def describe(node: Node) -> str:
    """What a node is, for a message: `the boolean no`, `text 'x'`, `a list`."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.kind is ScalarKind.NOTHING:
        return "nothing"
    shown = node.value if len(node.value) <= 40 else f"{node.value[:40]}…"
    return f"text '{shown}'" if node.kind is ScalarKind.TEXT else f"{node.kind} {shown}"
