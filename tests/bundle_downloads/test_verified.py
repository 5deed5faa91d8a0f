"""What a README says was proven of the bundle."""

from __future__ import annotations

from pathlib import Path

from advisor.catalog import Catalog, load_catalog
from tests.bundle_downloads.making import made, text_of
from tests.catalog.test_verification import VERIFICATION, stamp
from tests.catalog.toy_copy import ToyCopy, copy_toy

README = "train/bundles/terraform/README.{0}.md"


def train(folder: Path) -> ToyCopy:
    toy = copy_toy(folder)
    toy.write("verification.yaml", VERIFICATION)
    for language in ("en", "ja"):
        toy.append(README.format(language), "\n{{verified}}\n")
    return toy


def told(catalog: Catalog, language: str = "en") -> str:
    return text_of(made(catalog, "train", language=language), "README.md")


def test_it_names_the_tools_what_passed_what_cannot_be_proven_and_what_was_left_out(
    tmp_path: Path,
) -> None:
    toy = train(tmp_path)
    stamp(toy)
    readme = told(load_catalog(toy.root))
    assert "Verified on 2026-11-22 with lint 1.0:\n\n- No finding.\n" in readme
    assert "Nobody can prove without an account:\n\n- The weather.\n" in readme
    assert "| `RAIN_1` | It has a roof. |" in readme


def test_it_speaks_the_language_of_the_reader(tmp_path: Path) -> None:
    toy = train(tmp_path)
    stamp(toy)
    readme = told(load_catalog(toy.root), "ja")
    assert "2026-11-22に検証しました（lint 1.0）。" in readme
    assert "| `RAIN_1` | 屋根付き。 |" in readme


def test_it_says_so_where_these_files_are_not_proven(tmp_path: Path) -> None:
    readme = told(train(tmp_path).load())
    assert "These files have not been through the proof" in readme
    assert "RAIN_1" not in readme


def test_it_says_how_long_its_runtimes_are_supported(tmp_path: Path) -> None:
    toy = train(tmp_path)
    stamp(toy, runtimes={"node20": "2027-04-30"})
    catalog = load_catalog(toy.root)
    assert "Runtimes in it, each with the day its support ends: `node20` 2027-04-30." in told(
        catalog
    )
    assert "ランタイムとサポート期限：`node20` 2027-04-30" in told(catalog, "ja")
    stamp(toy)
    assert "Runtimes in it" not in told(load_catalog(toy.root))
