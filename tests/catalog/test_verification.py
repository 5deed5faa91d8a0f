"""What bundles have to pass, what is left out of the checks, and the stamp of a proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.catalog.verification import digest
from tests.catalog.toy_copy import ToyCopy

VERIFICATION = """\
gates:
  - {id: lint, tests: [test_lint], text: {en: "No finding.", ja: "指摘なし。"}}
unproven:
  - {en: "The weather.", ja: "天気。"}
exemptions:
  - {check: RAIN_1, title: Rain, patterns: [train], reason: {en: It has a roof., ja: "屋根付き。"}}
"""


def stamp(toy: ToyCopy, **changed: object) -> None:
    """Writes a stamp for the train's files as they lie there."""
    folder = toy.root / "train" / "bundles"
    record = {
        "date": "2026-11-22",
        "files": digest(files_in(folder)),
        "tools": {"lint": "1.0"},
        "passed": {"lint": 3},
    }
    toy.write("train/bundles/verified.json", json.dumps({**record, **changed}))


def files_in(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_catalog_may_say_nothing_of_it(toy: ToyCopy) -> None:
    assert toy.load().verification is None


def test_gates_and_exemptions_are_read(toy: ToyCopy) -> None:
    toy.write("verification.yaml", VERIFICATION)
    verification = toy.load().verification
    assert verification is not None
    assert [gate.tests for gate in verification.gates] == [("test_lint",)]
    assert [item.check for item in verification.exemptions_of("train")] == ["RAIN_1"]
    assert verification.exemptions_of("bicycle") == ()


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("[train]", "[trains]", "unknown pattern 'trains' (did you mean train?)"),
        ("[test_lint]", "[lint.py]", "'lint.py'"),
        ("  - {id: lint,", "  - {id: lint, kind: x,", "unknown key"),
        ("It has a roof.", "", "text"),
    ],
)
def test_it_rejects_what_an_author_gets_wrong(
    toy: ToyCopy, right: str, wrong: str, problem: str
) -> None:
    assert right in VERIFICATION
    toy.write("verification.yaml", VERIFICATION.replace(right, wrong))
    assert any(problem in found for found in toy.problems()), toy.problems()


def test_it_rejects_a_check_that_is_left_out_twice(toy: ToyCopy) -> None:
    toy.write("verification.yaml", VERIFICATION + VERIFICATION.splitlines()[-1] + "\n")
    assert any("duplicate" in found for found in toy.problems())


def test_a_stamp_counts_for_the_files_it_was_made_for(toy: ToyCopy) -> None:
    stamp(toy)
    train = toy.load().pattern("train")
    assert train is not None
    assert train.stamp is not None
    assert (train.stamp.day.isoformat(), train.stamp.passed) == ("2026-11-22", {"lint": 3})


def test_a_stamp_counts_for_nothing_once_a_file_changes(toy: ToyCopy) -> None:
    stamp(toy)
    toy.append("train/bundles/terraform/README.en.md", "\nmore\n")
    train = toy.load().pattern("train")
    assert train is not None
    assert train.stamp is None


@pytest.mark.parametrize(
    ("key", "value"), [("date", "yesterday"), ("files", "x"), ("passed", {"lint": 0})]
)
def test_it_rejects_a_stamp_that_no_run_wrote(toy: ToyCopy, key: str, value: object) -> None:
    stamp(toy, **{key: value})
    assert any(f"verified.json:1: {key}" in found for found in toy.problems())
