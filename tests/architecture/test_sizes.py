"""Modules fit in a head and views on a screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from scripts.paths import ROOT
from tests.architecture.source import ADVISOR, functions, length, python_files

MODULE_LINES = 300
VIEW_LINES = 20


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def views() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Functions of the web layer whose first parameter is the request."""
    for path in python_files(ADVISOR / "web"):
        for function in functions(path):
            parameters = function.args.posonlyargs + function.args.args
            if parameters and parameters[0].arg == "request":
                yield path, function


def test_no_module_is_too_long() -> None:
    files = (*python_files(), *python_files(ROOT / "scripts"))
    long = {str(p.relative_to(ROOT)): lines(p) for p in files if lines(p) > MODULE_LINES}
    assert long == {}


def test_no_view_is_too_long() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{view.lineno} {view.name}": length(view)
        for path, view in views()
        if length(view) > VIEW_LINES
    }
    assert long == {}


def test_views_are_found() -> None:
    names = {view.name for _, view in views()}
    assert {"home", "questionnaire", "recommendation", "compare", "bundle_zip", "health"} <= names


def test_a_function_is_measured_without_its_decorators() -> None:
    (function,) = ast.parse("@a\n@b\ndef f(\n    x,\n):\n    return x").body
    assert isinstance(function, ast.FunctionDef)
    assert length(function) == 4
