"""Files are strangers' input: bounded, inside the folder, UTF-8, and nothing unexpected."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from advisor.catalog import CatalogError, load_catalog
from tests.catalog.toy_copy import ToyCopy, problems_in

MEBIBYTE = 1024 * 1024


def test_it_rejects_a_folder_that_is_missing(tmp_path: Path) -> None:
    assert problems_in(tmp_path / "none") == [
        "none:1: file: missing folder (the folder that holds catalog.yaml)"
    ]


def test_it_rejects_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "none").write_text("")
    assert problems_in(tmp_path / "none") == [
        "none:1: file: not a folder (the folder that holds catalog.yaml)"
    ]


def test_it_takes_a_relative_folder(toy: ToyCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(toy.root.parent)
    assert load_catalog(Path("toy")).folder == toy.root


def test_it_lists_the_files_that_an_empty_folder_lacks(tmp_path: Path) -> None:
    hint = "(the catalog's README.md says what it holds)"
    name = tmp_path.name
    assert problems_in(tmp_path) == [
        f"{name}:1: file: 0 patterns (at least 2)",
        f"{name}/best_practices.yaml:1: file: missing file {hint}",
        f"{name}/catalog.yaml:1: file: missing file {hint}",
        f"{name}/examples.yaml:1: file: missing file {hint}",
        f"{name}/questionnaire.yaml:1: file: missing file {hint}",
        f"{name}/sources.yaml:1: file: missing file {hint}",
    ]


def test_it_asks_for_two_patterns(toy: ToyCopy) -> None:
    shutil.rmtree(toy.root / "train")
    shutil.rmtree(toy.root / "car")
    toy.change("bicycle/pattern.yaml", "composes_with:\n", "composes_with: []\n#")
    toy.change("bicycle/pattern.yaml", "  - {pattern: train,", "# {pattern: train,")
    assert toy.problems() == ["toy:1: file: 1 patterns (at least 2)"]


def test_it_rejects_text_that_is_not_utf_8_at_its_line(toy: ToyCopy) -> None:
    toy.write("sources.yaml", b"# a\n# \xff\n")
    assert "toy/sources.yaml:2: file: not UTF-8 (save it as UTF-8)" in toy.problems()


def test_it_rejects_a_byte_order_mark(toy: ToyCopy) -> None:
    toy.write("examples.yaml", b"\xef\xbb\xbf[]\n")
    assert toy.problems() == [
        "toy/examples.yaml:1: file: starts with a byte order mark (save it as UTF-8 without BOM)"
    ]


def test_it_rejects_a_file_above_one_mebibyte(toy: ToyCopy) -> None:
    toy.write("examples.yaml", "[]\n".ljust(MEBIBYTE, "#"))
    assert toy.problems() == []
    toy.write("examples.yaml", "[]\n".ljust(MEBIBYTE + 1, "#"))
    assert toy.problems() == ["toy/examples.yaml:1: file: larger than 1 MiB (at most 1 MiB a file)"]


def test_it_rejects_a_catalog_above_sixteen_mebibytes(toy: ToyCopy) -> None:
    for number in range(16):
        toy.write(f"bicycle/bundles/shared/big{number:02}.txt", "x" * MEBIBYTE)
    hint = "the catalog grows past 16 MiB here (at most 16 MiB in all)"
    assert toy.problems() == [f"toy/bicycle/bundles/shared/big15.txt:1: file: {hint}"]


def test_it_rejects_a_folder_in_place_of_a_file(toy: ToyCopy) -> None:
    toy.remove("examples.yaml")
    (toy.root / "examples.yaml").mkdir()
    assert toy.problems() == [
        "toy/examples.yaml:1: file: not a regular file (an ordinary text file)"
    ]


def test_it_does_not_wait_for_a_pipe(toy: ToyCopy) -> None:
    toy.remove("examples.yaml")
    os.mkfifo(toy.root / "examples.yaml")
    assert toy.problems() == [
        "toy/examples.yaml:1: file: not a regular file (an ordinary text file)"
    ]


def test_it_rejects_a_file_that_cannot_be_read(toy: ToyCopy) -> None:
    toy.remove("examples.yaml")
    (toy.root / "examples.yaml").symlink_to("gone.yaml")
    assert toy.problems() == [
        "toy/examples.yaml:1: file: cannot be read: No such file or directory (a readable file)"
    ]


def test_it_rejects_a_file_in_place_of_the_bundles_folder(toy: ToyCopy) -> None:
    toy.write("car/bundles", "")
    assert "toy/car/bundles:1: file: cannot be listed: Not a directory (a readable folder)" in (
        toy.problems()
    )


def test_it_refuses_a_link_that_leads_out_of_the_catalog(toy: ToyCopy, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("[]\n")
    toy.remove("examples.yaml")
    (toy.root / "examples.yaml").symlink_to(outside)
    assert toy.problems() == [
        "toy/examples.yaml:1: file: leads out of the catalog folder (put the file itself here)"
    ]


def test_it_refuses_a_pattern_that_lies_outside(toy: ToyCopy, tmp_path: Path) -> None:
    shutil.copytree(toy.root / "car", tmp_path / "boat")
    (toy.root / "boat").symlink_to(tmp_path / "boat")
    assert toy.problems() == [
        "toy/boat:1: file: leads out of the catalog folder (put the file itself here)"
    ]


def test_it_refuses_a_link_that_makes_a_circle(toy: ToyCopy) -> None:
    (toy.root / "bicycle/bundles/shared/again").symlink_to("..")
    assert toy.problems() == [
        "toy/bicycle/bundles/shared/again:1: file: a symbolic link to a folder "
        "(put the folder itself here)"
    ]


def test_it_refuses_a_link_to_itself(toy: ToyCopy) -> None:
    (toy.root / "bicycle/bundles/shared/loop").symlink_to("loop")
    assert toy.problems() == [
        "toy/bicycle/bundles/shared/loop:1: file: leads out of the catalog folder "
        "(put the file itself here)"
    ]


def test_it_takes_a_link_to_a_file_of_the_catalog(toy: ToyCopy) -> None:
    (toy.root / "bicycle/bundles/shared/again.sh").symlink_to("check.sh")
    assert toy.problems() == []


def test_it_rejects_folders_that_are_too_deep(toy: ToyCopy) -> None:
    toy.write("bicycle/bundles/shared/" + "d/" * 20 + "x.txt", "x")
    path = "toy/bicycle/bundles/shared" + "/d" * 20
    assert toy.problems() == [f"{path}:1: file: folders too deep (at most 20 levels)"]


def test_it_names_a_stray_file_in_the_catalog(toy: ToyCopy) -> None:
    toy.write("example.yaml", "")
    assert toy.problems() == [
        "toy/example.yaml:1: file: unknown file (did you mean examples.yaml?)"
    ]


def test_it_names_a_stray_file_in_a_pattern(toy: ToyCopy) -> None:
    toy.write("car/rating.yaml", "")
    assert toy.problems() == [
        "toy/car/rating.yaml:1: file: unknown file (did you mean ratings.yaml?)"
    ]


@pytest.mark.parametrize("name", ["Car2", "2cars", "car_2", "car-", ".git"])
def test_it_rejects_a_folder_whose_name_is_no_identifier(toy: ToyCopy, name: str) -> None:
    (toy.root / name).mkdir()
    assert toy.problems() == [
        f"toy/{name}:1: file: not a valid pattern name (lower-case words joined by -)"
    ]


def test_it_leaves_the_readme_and_the_schemas_alone(toy: ToyCopy) -> None:
    toy.write("README.md", b"\xff")
    toy.write("schema/catalog.schema.json", "not read")
    assert toy.problems() == []


def test_it_reports_every_problem_at_once_by_file_and_line(toy: ToyCopy) -> None:
    toy.change("train/limits.yaml", "kind: fixed", "kind: firm")
    toy.change("train/limits.yaml", "hand-luggage:", "hand-luggage: &x")
    toy.change("car/limits.yaml", "value: 120", "value: many")
    toy.change("car/limits.yaml", "unit: min", "unt: min")
    toy.write("catalog.yaml", "version: 1\nlanguages: [en, ja]\nreviewed_on: x\n")
    assert toy.problems() == [
        "toy/car/limits.yaml:1: driving-time.unit: missing key (add it: its unit)",
        (
            "toy/car/limits.yaml:3: driving-time.value: expected a number, got text 'many' "
            "(plain decimal digits, without quotes: 12 or 0.5)"
        ),
        "toy/car/limits.yaml:4: driving-time.unt: unknown key (did you mean unit?)",
        "toy/catalog.yaml:1: subject: missing key (add it: what the patterns are ways to do)",
        "toy/catalog.yaml:1: title: missing key (add it: of the advisor)",
        'toy/catalog.yaml:1: version: expected text, got the number 1 (put it in quotes: "1")',
        "toy/catalog.yaml:3: reviewed_on: text 'x' is not a date (YYYY-MM-DD)",
        "toy/train/limits.yaml:1: hand-luggage: anchor x (write the value out each time)",
    ]


def test_the_error_says_all_of_it_one_problem_a_line(toy: ToyCopy) -> None:
    toy.write("one.txt", "")
    toy.write("two.txt", "")
    with pytest.raises(CatalogError) as caught:
        toy.load()
    assert str(caught.value).splitlines() == toy.problems()
    first = caught.value.problems[0]
    assert (first.file, first.line, first.path) == ("toy/one.txt", 1, "file")
