"""Reading cases: what is in a file, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.evaluation.cases import CasesError, read_cases

CASE = "cases: [{id: a, origin: published, traits: {price: low}"


def write(folder: Path, text: str) -> Path:
    path = folder / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_reads_all_that_counts(tmp_path: Path) -> None:
    text = """
cases:
  - id: a
    origin: published
    traits: {price: low, cargo: [tools, child], km: 12}
    chosen_pattern: bike
    acceptable: [car]
    ruled_out: [{pattern: train, reason: far}, walk]
    label_confidence: high
    thin: true
    leaky_traits: [price]
    second_reading: {price: high, km: 3}
"""
    (case,) = read_cases(write(tmp_path, text))
    assert case.traits == (("price", "low"), ("cargo", "tools"), ("cargo", "child"), ("km", "12"))
    assert (case.chosen, case.acceptable, case.ruled_out) == ("bike", ("car",), ("train", "walk"))
    assert (case.confidence, case.thin) == ("high", True)
    assert case.unleaky_reading == (("km", "3"),)


def test_what_may_be_left_out_is_empty(tmp_path: Path) -> None:
    (case,) = read_cases(write(tmp_path, CASE + "}]"))
    assert (case.chosen, case.acceptable, case.ruled_out, case.second_reading) == (None, (), (), ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cases: [", "is not YAML"),
        ("", "holds no cases"),
        ("cases: []", "holds no cases"),
        ("cases: {a: b}", "holds no cases"),
        ("cases: [x]", r"cases\[0\]: expected a mapping, got str"),
        ("cases: [{origin: published, traits: {}}]", r"cases\[0\].id: is missing"),
        ("cases: [{id: a, origin: published, traits: x}]", r"cases\[0\].traits: is missing or not"),
        (CASE + ", ruled_out: [1]}]", "expected the name of a pattern, got 1"),
        (CASE + ", acceptable: x}]", "acceptable: expected a list, got str"),
        (CASE + ", second_reading: [x]}]", "second_reading: expected a mapping"),
        (CASE + ", elsewhere: [x]}]", r"elsewhere: expected a name, got \['x'\]"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(CasesError, match=problem):
        read_cases(write(tmp_path, text))


def test_a_file_that_is_missing_or_no_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="cannot be read"):
        read_cases(tmp_path / "none.yaml")
    (tmp_path / "cases.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CasesError, match="not UTF-8"):
        read_cases(tmp_path / "cases.yaml")
