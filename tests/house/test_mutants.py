"""The list of mutants fits the code: each names text that is there once, and tests that exist."""

from __future__ import annotations

import pytest

from scripts.paths import ROOT
from tests.mutants import Mutant, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.name)
def test_a_mutant_changes_one_place_and_names_its_tests(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1
    assert mutant.new != mutant.old
    assert all((ROOT / test).is_file() for test in mutant.tests)


def test_there_are_enough_of_them() -> None:
    files = [mutant.file for mutant in mutants()]
    assert sum("analysis" in file for file in files) >= 10
    assert sum("analysis" not in file for file in files) >= 8
