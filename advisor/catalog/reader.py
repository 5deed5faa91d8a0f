"""A node with its position: silent typed getters, and one way to report a problem there.

Shapes (see shapes.py) report whatever is missing or of the wrong type. So the getters here never
do: they return a neutral value instead, and reading goes on to find the other problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from advisor.catalog.problems import WHOLE_FILE, Problems
from advisor.catalog.texts import LocalizedText
from advisor.catalog.yaml_nodes import Mapping, Node, Scalar, ScalarKind, Sequence

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in a file. `node` is None where the author wrote nothing."""

    file: str
    problems: Problems
    languages: tuple[str, ...]
    node: Node | None
    path: str = ""
    line: int = 1

    def report(self, message: str, hint: str) -> None:
        self.problems.add(self.file, self.line, self.path or WHOLE_FILE, message, hint)

    def __bool__(self) -> bool:
        return self.node is not None

    # --- going down ---------------------------------------------------------------------

    def __getitem__(self, key: str) -> Cursor:
        entry = self.node.entries.get(key) if isinstance(self.node, Mapping) else None
        line = entry.line if entry else self.line
        return self._at(entry.value if entry else None, self._join(key), line)

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """The keys of a mapping, in the author's order, each with what it holds."""
        if isinstance(self.node, Mapping):
            for key in self.node.entries:
                yield key, self[key]

    def items(self) -> Iterator[Cursor]:
        if isinstance(self.node, Sequence):
            for index, node in enumerate(self.node.items):
                yield self._at(node, f"{self.path}[{index}]", node.line)

    def _at(self, node: Node | None, path: str, line: int) -> Cursor:
        return Cursor(
            file=self.file,
            problems=self.problems,
            languages=self.languages,
            node=node,
            path=path,
            line=line,
        )

    def _join(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    # --- values -------------------------------------------------------------------------

    def as_text(self) -> str:
        is_text = isinstance(self.node, Scalar) and self.node.kind is ScalarKind.TEXT
        return self.node.value if is_text and isinstance(self.node, Scalar) else ""

    def as_number(self) -> Decimal | None:
        if isinstance(self.node, Scalar) and self.node.kind is ScalarKind.NUMBER:
            return Decimal(self.node.value)
        return None

    def as_localized(self) -> LocalizedText:
        texts = {key: value.as_text() for key, value in self.entries()}
        ordered = {language: texts[language] for language in self.languages if language in texts}
        return LocalizedText(MappingProxyType(ordered))

    def as_texts(self) -> tuple[str, ...]:
        """A list of texts, or one text as a list of one."""
        if isinstance(self.node, Sequence):
            return tuple(text for item in self.items() if (text := item.as_text()))
        text = self.as_text()
        return (text,) if text else ()

    # --- the values of a record ---------------------------------------------------------

    def text(self, key: str) -> str:
        return self[key].as_text()

    def optional_text(self, key: str) -> str | None:
        return self.text(key) or None

    def number(self, key: str) -> Decimal | None:
        return self[key].as_number()

    def required_number(self, key: str) -> Decimal:
        value = self.number(key)
        return Decimal() if value is None else value

    def flag(self, key: str) -> bool:
        node = self[key].node
        return isinstance(node, Scalar) and node.value == "true"

    def choice(self, key: str, choices: type[E]) -> E:
        """The chosen member; the first one where the author's word is none of them."""
        word = self.text(key)
        return next((choice for choice in choices if choice.value == word), next(iter(choices)))

    def localized(self, key: str) -> LocalizedText:
        return self[key].as_localized()

    def optional_localized(self, key: str) -> LocalizedText | None:
        return self.localized(key) if self[key] else None

    def localized_list(self, key: str) -> tuple[LocalizedText, ...]:
        return tuple(item.as_localized() for item in self[key].items())
