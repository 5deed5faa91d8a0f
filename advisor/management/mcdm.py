"""Scores of packages for multi-criteria decisions, which live in an environment of their own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.evaluation.methods import Methods, Problem, Scores

ROOT = Path(__file__).resolve().parents[2]
WORKER = ROOT / "scripts" / "mcdm.py"
OVERRIDE = "ADVISOR_MCDM_TOOLS"
"""Another place for the environment."""


def python_of_methods(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The interpreter of the environment; None where there is none."""
    folder = Path(environment.get(OVERRIDE) or ROOT / ".tools" / "mcdm")
    python = folder / "bin" / "python"
    return python if python.exists() and WORKER.exists() else None


def installed_methods(environment: Mapping[str, str] = os.environ) -> Methods | None:
    python = python_of_methods(environment)
    return None if python is None else lambda problems: _scores(python, problems)


def _scores(python: Path, problems: Sequence[Problem]) -> Scores:
    """Raises subprocess.CalledProcessError where the packages fail."""
    asked = json.dumps([problem.plain for problem in problems])
    run = subprocess.run([python, WORKER], input=asked, capture_output=True, text=True, check=True)
    scores: Scores = json.loads(run.stdout)
    return scores
