"""Opens a catalog's files: text to node, node held against its shape, problems in one place."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.files import CatalogFiles
from advisor.catalog.problems import WHOLE_FILE, Problems
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import Shape
from advisor.catalog.yaml_nodes import Node, YamlProblem, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of one catalog. `languages` is empty until catalog.yaml was read."""

    files: CatalogFiles
    problems: Problems
    languages: tuple[str, ...] = ()

    def in_languages(self, languages: tuple[str, ...]) -> Reading:
        return Reading(files=self.files, problems=self.problems, languages=languages)

    def load(self, relative: str) -> Cursor:
        """The content of a required file, not held against any shape."""
        return self._parse(relative) if self._is_there(relative) else self._cursor(relative, None)

    def open(self, relative: str, shape: Shape) -> Cursor:
        """The file's content, checked against `shape`; false if there is nothing to read."""
        cursor = self.load(relative)
        shape.check(cursor)
        return cursor

    def open_optional(self, relative: str, shape: Shape) -> Cursor:
        exists = self.files.exists(relative)
        return self.open(relative, shape) if exists else self._cursor(relative, None)

    def text(self, relative: str) -> str:
        """A required text file; empty (and a problem) if it cannot be read."""
        return (self.files.text(relative) or "") if self._is_there(relative) else ""

    def report(self, relative: str, line: int, message: str, hint: str) -> None:
        """A problem in a file that has lines but no paths."""
        self.files.report(relative, message, hint, line=line)

    def _is_there(self, relative: str) -> bool:
        if self.files.exists(relative):
            return True
        self.files.report(relative, "missing file", "the catalog's README.md says what it holds")
        return False

    def _parse(self, relative: str) -> Cursor:
        text = self.files.text(relative)
        found: list[YamlProblem] = []
        cursor = self._cursor(relative, None if text is None else parse(text, found))
        for problem in found:
            path = problem.path or WHOLE_FILE
            self.problems.add(cursor.file, problem.line, path, problem.message, problem.hint)
        return cursor

    def _cursor(self, relative: str, node: Node | None) -> Cursor:
        return Cursor(
            file=self.files.name(relative),
            problems=self.problems,
            languages=self.languages,
            node=node,
        )
