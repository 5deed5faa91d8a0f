"""Breaks the engine and the analysis in named ways, one at a time: the tests have to notice.

`python -m tests.mutants` prints what was noticed; words after it choose mutants by a part of
their name. Works on a copy in a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from scripts.paths import ROOT

LIST = ROOT / "tests" / "mutants.yaml"
COPIED = (
    *("advisor", "scripts", "tests/building.py", "tests/strategies.py"),
    *("tests/scoring", "tests/questionnaire", "tests/analysis", "tests/cost"),
    *("tests/catalogs", "patterns_catalog"),
)
CONFTEST = """
from hypothesis import Phase, settings
settings.register_profile("mutants", phases=[Phase.generate], database=None, derandomize=True)
settings.load_profile("mutants")
"""
PYPROJECT = '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = "--import-mode=importlib"\n'
LONGEST = 120
"""Seconds after which a run counts as noticed: an endless loop is no pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """`old` stands exactly once in `file`; `tests` are the files that should notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def mutants() -> tuple[Mutant, ...]:
    entries = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return tuple(
        Mutant(
            name=entry["name"],
            file=entry["file"],
            old=entry["old"],
            new=entry["new"],
            tests=tuple(entry["tests"]),
        )
        for entry in entries
    )


def copy_project(folder: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "static", "test_links.py")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")


def is_noticed(mutant: Mutant, folder: Path) -> bool:
    """Raises ValueError where the text to replace is not there once."""
    path = folder / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        raise ValueError(f"{mutant.name}: {text.count(mutant.old)} times in {mutant.file}")
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return not passes(mutant.tests, folder)
    finally:
        path.write_text(text, encoding="utf-8")


def passes(tests: tuple[str, ...], folder: Path) -> bool:
    """Whether `tests` are green. Raises RuntimeError where they do not even start."""
    plain = ("-p", "no:django", "-p", "no:cacheprovider", "--tb=no")
    command = [sys.executable, "-m", "pytest", "-q", "-x", *plain, *tests]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if run.returncode > 1:
        raise RuntimeError(run.stdout.decode() + run.stderr.decode())
    return run.returncode == 0


def main(words: list[str]) -> int:
    chosen = [m for m in mutants() if not words or any(word in m.name for word in words)]
    survivors = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder)
        for mutant in chosen:
            noticed = is_noticed(mutant, folder)
            print(f"{'noticed' if noticed else 'SURVIVED':<10}{mutant.name}", flush=True)
            survivors += [] if noticed else [mutant.name]
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants were noticed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
