"""The Makefile's targets, one function each. Each returns its exit code, or never returns."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from scripts import environment, system, targets
from scripts.address import need_free, read_address
from scripts.paths import (
    CHECKOV_LOCK,
    CHECKOV_VENV,
    DEV_LOCK,
    IAC_LOCK,
    IAC_VENV,
    IAC_WHEELS_LOCK,
    MCDM_LOCK,
    MCDM_VENV,
    ROOT,
    RUN_LOCK,
    VENV,
)
from scripts.stop import Stop

CHECKS: list[list[str]] = [
    ["-m", "ruff", "format", "--check", "."],
    ["-m", "ruff", "check", "."],
    ["-m", "mypy"],
    ["-m", "scripts.templates"],
    ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    ["manage.py", "catalog_schema", "--check"],
    ["manage.py", "audit"],
    ["manage.py", "shelf_life"],
]
LOCKS = (
    "requirements",
    "requirements-dev",
    "requirements-iac",
    "requirements-checkov",
    "requirements-mcdm",
)


def run() -> int:
    return serve("scripts.start")


def dev() -> int:
    return serve("scripts.dev")


def serve(module: str) -> int:
    """Complains about a taken port first: it is known before anything is installed."""
    need_free(read_address(os.environ))
    environment.ensure(VENV, RUN_LOCK)
    python = environment.python_of(VENV)
    os.execv(python, [str(python), "-m", module])


def test() -> int:
    """Runs pytest with the words of the variable ARGS, after installing what may be installed."""
    environment.ensure(VENV, DEV_LOCK)
    ensure_tools()
    environment.ensure(MCDM_VENV, MCDM_LOCK)
    install_missing_programs()
    return python("-m", "pytest", *shlex.split(os.environ.get("ARGS", "")))


def stamp() -> int:
    """Runs the infrastructure proof and writes what it proved beside each bundle."""
    environment.ensure(VENV, DEV_LOCK)
    ensure_tools()
    install_missing_programs()
    return python("-m", "tests.iac", "stamp")


def mutants() -> int:
    """Breaks the infrastructure bundles in every known way; fails where one is not noticed."""
    environment.ensure(VENV, DEV_LOCK)
    ensure_tools()
    install_missing_programs()
    return python("-m", "tests.iac", "mutants")


def ensure_tools() -> None:
    """What the infrastructure proof runs with, in environments apart from the app's."""
    environment.ensure(IAC_VENV, IAC_LOCK)
    environment.ensure_wheels(IAC_VENV, IAC_WHEELS_LOCK)
    environment.ensure(CHECKOV_VENV, CHECKOV_LOCK)


def install_missing_programs() -> None:
    """Where that is not allowed, the tests concerned are skipped and say what to type."""
    packages = [name for need in system.missing(os.environ) for name in need.packages]
    if packages and system.may_install():
        system.apt_install(*packages)


def check() -> int:
    """Runs every check even if one fails, so that one round shows everything."""
    environment.ensure(VENV, DEV_LOCK)
    failed = [title(step) for step in CHECKS if not passes(step)]
    if failed:
        print(f"Failed: {'; '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def passes(step: list[str]) -> bool:
    print(f"== {title(step)}", flush=True)
    return python(*step) == 0


def title(step: list[str]) -> str:
    return " ".join(step).removeprefix("-m ")


def bench() -> int:
    environment.ensure(VENV, DEV_LOCK)
    environment.ensure(MCDM_VENV, MCDM_LOCK)
    return python("-m", "tests.bench")


def audit() -> int:
    environment.ensure(VENV, DEV_LOCK)
    return python("-m", "scripts.audit")


def screenshots() -> int:
    """Pictures of every page in both languages, themes and widths, in the folder of OUT."""
    environment.ensure(VENV, DEV_LOCK)
    install_missing_programs()
    words = shlex.split(os.environ.get("ARGS", ""))
    return python("-m", "tests.screenshots", os.environ.get("OUT", "screenshots"), *words)


def messages() -> int:
    """Collects and compiles the texts. What it compiles is kept: the app starts without Babel."""
    environment.ensure(VENV, DEV_LOCK)
    return python("-m", "scripts.messages")


def lock() -> int:
    """Writes hashes for every platform, and neither an index nor a host. Needs uv."""
    for name in LOCKS:
        if (ROOT / f"{name}.in").exists():
            compile_lock(name)
    return 0


def compile_lock(name: str) -> None:
    command = ["uv", "pip", "compile", "--quiet", "--upgrade", f"{name}.in", "-o", f"{name}.txt"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--only-binary", ":all:", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--custom-compile-command", "make lock"]
    try:
        subprocess.run(command, cwd=ROOT, check=True)
    except FileNotFoundError:
        raise Stop("There is no uv: type `pip install uv`, then `make lock` again.") from None
    except subprocess.CalledProcessError:
        raise Stop(f"{name}.in could not be locked: see uv's message above.") from None


def explain() -> int:
    print(targets.explain((ROOT / "Makefile").read_text(encoding="utf-8")))
    return 0


def python(*arguments: str | Path) -> int:
    """Runs the environment's Python in the project's folder. Returns its exit code."""
    command = [environment.python_of(VENV), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
