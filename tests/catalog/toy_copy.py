"""A copy of the toy catalog to break in one place, and the smallest text held against a shape."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from advisor.catalog import Catalog, CatalogError, load_catalog
from advisor.catalog.problems import WHOLE_FILE, Problems
from advisor.catalog.reader import Cursor
from advisor.catalog.shapes import Shape
from advisor.catalog.yaml_nodes import YamlProblem, parse

TOY = Path(__file__).parent.parent / "catalogs" / "toy"


@dataclass(frozen=True)
class ToyCopy:
    """The toy catalog in a folder of its own."""

    root: Path

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, file: str, old: str, new: str) -> None:
        """Replaces the first `old` in a file; `old` must be there."""
        text = (self.root / file).read_text("utf-8")
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def append(self, file: str, text: str) -> None:
        self.write(file, (self.root / file).read_text("utf-8") + text)

    def remove(self, file: str) -> None:
        (self.root / file).unlink()

    def load(self) -> Catalog:
        return load_catalog(self.root)

    def problems(self) -> list[str]:
        return problems_in(self.root)


def copy_toy(folder: Path) -> ToyCopy:
    return ToyCopy(Path(shutil.copytree(TOY, folder / "toy")))


def problems_in(folder: Path) -> list[str]:
    """Every problem of a catalog, as an author reads it."""
    try:
        load_catalog(folder)
    except CatalogError as error:
        return [str(problem) for problem in error.problems]
    return []


def problems_of(text: str, shape: Shape | None = None, *, languages: str = "en") -> list[str]:
    """What is wrong with a text by itself, as the file `x.yaml`."""
    problems, found = Problems(), list[YamlProblem]()
    node = parse(text, found)
    for item in found:
        problems.add("x.yaml", item.line, item.path or WHOLE_FILE, item.message, item.hint)
    if shape:
        spoken = tuple(languages.split())
        cursor = Cursor(file="x.yaml", problems=problems, languages=spoken, node=node)
        shape.check(cursor)
    return [str(problem) for problem in sorted(problems.found)]
