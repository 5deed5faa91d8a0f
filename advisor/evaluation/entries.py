"""A file of entries beside the cases, read as strictly as a catalog."""

from __future__ import annotations

from pathlib import Path

from advisor.catalog.problems import Problems
from advisor.catalog.reader import Cursor
from advisor.catalog.structures import ListOf
from advisor.catalog.yaml_nodes import YamlProblem, parse
from advisor.evaluation.cases import CasesError


def open_entries(path: Path, shape: ListOf) -> tuple[Cursor, Problems]:
    """The entries, and the list to which the caller adds what it finds wrong with them.

    Raises CasesError for a file that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(f"{path}: cannot be read: {error}") from error
    problems, found = Problems(), list[YamlProblem]()
    at = Cursor(file=path.name, problems=problems, languages=(), node=parse(text, found))
    for item in found:
        problems.add(path.name, item.line, item.path or "file", item.message, item.hint)
    shape.check(at)
    return at, problems


def refuse_wrong(problems: Problems) -> None:
    """Raises CasesError with every problem, if there is any."""
    if problems.found:
        raise CasesError("\n".join(str(problem) for problem in sorted(problems.found)))
