"""The Makefile explains itself, and build machines use nothing but it."""

import os
import subprocess
from pathlib import Path

from scripts.__main__ import COMMANDS
from scripts.paths import ROOT
from scripts.targets import explain, targets

MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_target_is_explained() -> None:
    assert [name for name, text in targets(MAKEFILE).items() if not text] == []


def test_every_target_is_declared_phony() -> None:
    declared = MAKEFILE.split(".PHONY:")[1].splitlines()[0].split()
    assert sorted(declared) == sorted(targets(MAKEFILE))


def test_every_command_has_a_target() -> None:
    assert set(COMMANDS) <= set(targets(MAKEFILE))


def test_help_prints_a_line_for_each_target() -> None:
    command = ["make", "--no-print-directory", "help"]
    printed = subprocess.check_output(command, cwd=ROOT, text=True)
    assert printed == explain(MAKEFILE) + "\n"
    assert "  make run         install what is missing" in printed


def test_a_target_without_explanation_is_noticed() -> None:
    assert targets("a: ## does a\nb: a\nX := 1\n") == {"a": "does a", "b": ""}


def test_a_missing_interpreter_is_named() -> None:
    made = subprocess.run(
        ["make", "run", "PYTHON=no-such-python"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode != 0
    assert made.stderr.startswith("There is no no-such-python: install Python 3.11 or newer")


def test_ci_checks_and_tests_from_any_folder(tmp_path: Path) -> None:
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$(pwd) $* CI=$CI"\n')
    make.chmod(0o755)
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    environ.pop("CI", None)
    printed = subprocess.check_output([ROOT / ".ci" / "run"], cwd=tmp_path, env=environ, text=True)
    assert printed == f"{ROOT} check test CI=true\n"
