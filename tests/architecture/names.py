"""Words of the shipped catalog, and the rule that keeps them out of the code.

The list comes from the catalog itself, so a new pattern or question is covered when it is added.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.paths import ROOT
from tests.architecture.source import tree
from tests.catalog_content.shipped import shipped

PROVIDER = re.compile(r"\b(AWS|Amazon)\b")
_QUOTED = re.compile(r"""(["'])([a-z][a-z0-9_-]*)\1""")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogWords:
    """`unmistakable` may stand nowhere; `plain` are English words that may not be literals."""

    unmistakable: frozenset[str]
    plain: frozenset[str]


@cache
def catalog_words() -> CatalogWords:
    """Words joined by `-` or `_`, and names of services that are no single plain word."""
    catalog = shipped()
    questions = catalog.questionnaire.questions
    traits = {name for question in questions for name in (question.id, *question.aliases)}
    slugs = {pattern.slug for pattern in catalog.patterns}
    services = {service.name for pattern in catalog.patterns for service in pattern.services}
    services -= {name for name in services if re.fullmatch(r"[A-Z]?[a-z]+", name)}
    composed = {name for name in traits | slugs if re.search(r"[-_]", name)}
    return CatalogWords(
        unmistakable=frozenset(composed | services), plain=frozenset((traits | slugs) - composed)
    )


def violations(path: Path, words: CatalogWords) -> Iterator[str]:
    """Where a hand-written file names something that is the catalog's to name."""
    where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        found = {match[0] for match in PROVIDER.finditer(line)}
        found |= {word for word in words.unmistakable if word in line}
        yield from (f"{where}:{number}: {word}" for word in sorted(found))
    yield from (f"{where}:{line}: '{word}'" for line, word in literals(path) if word in words.plain)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Texts in quotes: of a Python file the string constants, of any other every quoted word."""
    if path.suffix == ".py":
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield from ((number, match[2]) for match in _QUOTED.finditer(line))
