"""Data flows one way: catalog, questionnaire, scoring, what builds on it, presentation, web."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.layers import (
    DJANGO,
    DOMAIN,
    ENGINE,
    LIBRARIES,
    MAY_IMPORT,
    OUTSIDE_WORLD,
    is_allowed,
)
from tests.architecture.source import (
    ADVISOR,
    Import,
    all_imports,
    imports_in,
    module_name,
    python_files,
    tree,
)

ASKS = re.compile(r"open|.*\.(now|today|utcnow|read_text|read_bytes)")
"""Calls that ask the clock or the disk."""

HERE = sorted({path.stem for path in ADVISOR.glob("*.py")} - {"__init__"}) + sorted(
    path.parent.name for path in ADVISOR.glob("*/__init__.py")
)


def by(package: str) -> list[Import]:
    return [found for found in all_imports() if found.importer_package == package]


def imports_of(code: str, importer: str = "advisor.scoring.points") -> list[str]:
    return [found.module for found in imports_in(ast.parse(code), importer)]


def test_every_package_has_its_place() -> None:
    """A new package says in layers.py what it may import."""
    assert [name for name in HERE if name not in MAY_IMPORT] == []


def test_the_layers_have_no_circle() -> None:
    below = list(TopologicalSorter(MAY_IMPORT).static_order())
    assert below.index("catalog") < below.index("scoring") < below.index("presentation")
    assert below.index("presentation") < below.index("web")


def circle(imports: Iterable[Import]) -> list[str]:
    """The modules of one circle, if there is any."""
    ours = {module_name(path) for path in python_files()}
    below: dict[str, set[str]] = {}
    for found in imports:
        parent = found.module.rpartition(".")[0]
        target = found.module if found.module in ours else parent
        below.setdefault(found.importer, set()).update({target} & ours)
    try:
        TopologicalSorter(below).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_the_modules_have_no_circle() -> None:
    """Not even among types alone: two modules that know each other are one."""
    assert circle(all_imports()) == []


def test_a_circle_is_found() -> None:
    back = Import(importer="advisor.catalog.texts", line=1, module="advisor.catalog.model.Pattern")
    assert "advisor.catalog.texts" in circle([*all_imports(), back])


@pytest.mark.parametrize("package", HERE)
def test_imports_go_one_way(package: str) -> None:
    wrong = [found for found in by(package) if found.is_ours and not is_allowed(found)]
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("package", HERE)
def test_a_package_uses_its_own_libraries_and_no_other(package: str) -> None:
    known = LIBRARIES.get(package, DJANGO) | sys.stdlib_module_names | {"advisor"}
    wrong = [found for found in by(package) if found.module.split(".")[0] not in known]
    assert wrong == [], "\n".join(map(str, wrong))


def test_no_domain_package_may_import_django() -> None:
    assert [package for package in DOMAIN if "django" in LIBRARIES[package]] == []


@pytest.mark.parametrize("package", sorted(ENGINE - {"catalog"}))
def test_the_engine_reads_no_file_clock_or_environment(package: str) -> None:
    wrong = [
        found for found in by(package) if any(found.lies_in(module) for module in OUTSIDE_WORLD)
    ]
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("package", sorted(ENGINE - {"catalog"}))
def test_the_engine_asks_for_neither_date_nor_file(package: str) -> None:
    asked = {
        f"{path.name}:{node.lineno} {called}"
        for path in python_files(ADVISOR / package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ASKS.fullmatch(called := ast.unparse(node.func))
    }
    assert asked == set()


def test_only_the_web_layer_knows_views() -> None:
    """Pages, API and commands ask the same engine; none of them is asked by it."""
    outside = {found.importer_package for found in all_imports() if found.package == "web"}
    assert outside <= {"web", "templatetags", "management", "apps", "urls", "wsgi"}


def test_an_import_inside_a_function_is_found() -> None:
    assert imports_of("def f():\n    if 1:\n        import django.conf") == ["django.conf"]


def test_a_name_taken_from_a_package_is_found_with_its_package() -> None:
    assert imports_of("from advisor import web") == ["advisor.web"]


def test_a_relative_import_is_found() -> None:
    assert imports_of("from ..web import views\nfrom . import model\nfrom .model import A") == [
        "advisor.web.views",
        "advisor.scoring.model",
        "advisor.scoring.model.A",
    ]


def test_a_relative_import_of_a_package_is_found() -> None:
    parsed = ast.parse("from .model import A")
    assert [found.module for found in imports_in(parsed, "advisor.scoring", package=True)] == [
        "advisor.scoring.model.A"
    ]


@pytest.mark.parametrize(
    ("importer", "module", "allowed"),
    [
        ("advisor.scoring.points", "advisor.catalog.model.Rating", True),
        ("advisor.catalog.loader", "advisor.scoring.recommend", False),
        ("advisor.presentation.result", "advisor.web.visit", False),
        ("advisor.catalog.diagram_reader", "advisor.diagrams.mermaid.parse", True),
        ("advisor.catalog.loader", "advisor.diagrams.mermaid.parse", False),
        ("advisor.catalog.diagram_reader", "advisor.diagrams.mermaid_svg", False),
    ],
)
def test_the_rule_judges(importer: str, module: str, *, allowed: bool) -> None:
    assert is_allowed(Import(importer=importer, line=1, module=module)) is allowed


def test_modules_are_named_by_their_place() -> None:
    assert module_name(ADVISOR / "scoring" / "ranking.py") == "advisor.scoring.ranking"
    assert module_name(ADVISOR / "scoring" / "__init__.py") == "advisor.scoring"
