"""The source tree, read and not run: modules, their imports, their names and texts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from scripts.paths import ROOT

ADVISOR: Final = ROOT / "advisor"
TEMPLATES: Final = ROOT / "templates"
BINARY: Final = frozenset({".mo", ".pyc", ".png", ".ico"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """`module` is the full dotted name; for `from a import b` it is `a.b`."""

    importer: str
    line: int
    module: str

    @property
    def importer_package(self) -> str:
        return self.importer.split(".")[1]

    @property
    def package(self) -> str:
        """The second part: the package of ours, for an import of our own code."""
        return (*self.module.split("."), "")[1]

    @property
    def is_ours(self) -> bool:
        return self.module.split(".")[0] == "advisor"

    def lies_in(self, module: str) -> bool:
        return f"{self.module}.".startswith(f"{module}.")

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.module}"


def python_files(folder: Path = ADVISOR) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.py")))


def text_files() -> tuple[Path, ...]:
    """Everything written by hand below advisor/ and templates/."""
    paths = (path for folder in (ADVISOR, TEMPLATES) for path in sorted(folder.rglob("*")))
    return tuple(path for path in paths if path.is_file() and path.suffix not in BINARY)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def all_imports() -> tuple[Import, ...]:
    """Every import of every module but the empty top package, wherever in a module it stands."""
    found = (
        item
        for path in python_files()
        for item in imports_in(tree(path), module_name(path), package=path.stem == "__init__")
    )
    return tuple(item for item in found if item.importer != "advisor")


def imports_in(parsed: ast.AST, importer: str, *, package: bool = False) -> Iterator[Import]:
    """The imports in `parsed`, those inside functions included."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, importer, package=package)
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            yield Import(importer=importer, line=node.lineno, module=name)


def _base(node: ast.ImportFrom, importer: str, *, package: bool) -> str:
    """Where a `from … import` starts: a relative one counts its dots from the importer."""
    if not node.level:
        return node.module or ""
    parts = importer.split(".")
    kept = len(parts) - node.level + (1 if package else 0)
    return ".".join([*parts[:kept], *([node.module] if node.module else [])])


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last statement; decorators stand before it."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
