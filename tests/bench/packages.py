"""Runs `tests.bench.methods` with the Python that has the packages, and prints what it says."""

from __future__ import annotations

import subprocess

from advisor.management.mcdm import python_of_methods
from scripts.paths import ROOT
from tests.bench.timing import Ratio


def compared() -> list[Ratio]:
    """Its ratios are printed by itself."""
    python = python_of_methods()
    if python is None:
        print("  left out: there is no .tools/mcdm (make bench makes it)")
        return []
    subprocess.run([python, "-m", "tests.bench.methods"], cwd=ROOT, check=True)
    return []
