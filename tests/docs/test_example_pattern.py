"""The pattern that CONTRIBUTING.md builds is a whole one: it loads beside those that ship."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.catalog import Catalog, CatalogError, load_catalog
from advisor.questionnaire import parse_answers
from advisor.scoring import recommend
from scripts.paths import ROOT
from tests.docs.markdown import document, files

SLUG = "alb-lambda"


def with_example(parent: Path) -> Path:
    """The shipped catalog with the example's files written out from the document."""
    root = Path(shutil.copytree(ROOT / "patterns_catalog", parent / "patterns_catalog"))
    (root / SLUG).mkdir()
    for name, text in files("CONTRIBUTING.md").items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_example(tmp_path)


@pytest.fixture
def catalog(folder: Path) -> Catalog:
    return load_catalog(folder)


def status(catalog: Catalog, *answers: tuple[str, str]) -> str:
    parsed = parse_answers(catalog.questionnaire, answers)
    assert parsed.notices == ()
    return recommend(catalog.questionnaire, catalog.patterns, parsed.answers).of(SLUG).status


def test_the_example_loads_as_it_stands(catalog: Catalog) -> None:
    pattern = catalog.pattern(SLUG)
    assert pattern is not None
    assert len(catalog.patterns) == 6
    assert len(pattern.limits) == 3


def test_its_ratings_make_points(catalog: Catalog) -> None:
    parsed = parse_answers(catalog.questionnaire, [("traffic_shape", "idle-mostly")])
    result = recommend(catalog.questionnaire, catalog.patterns, parsed.answers).of(SLUG)
    assert result.score < 50


def test_its_limits_rule_it_out(catalog: Catalog) -> None:
    assert status(catalog, ("request_body_mb", "0.5")) == "ranked"
    assert status(catalog, ("request_body_mb", "2")) == "excluded"
    assert status(catalog, ("api_style", "grpc")) == "excluded"


@pytest.mark.parametrize("part", ["pattern", "limits", "constraints", "ratings"])
def test_no_file_of_the_example_may_be_left_out(folder: Path, part: str) -> None:
    (folder / SLUG / f"{part}.yaml").unlink()
    with pytest.raises(CatalogError, match=rf"{SLUG}/{part}\.yaml:1: file: missing file"):
        load_catalog(folder)


def test_the_meaning_of_ratings_is_told_for_every_rating() -> None:
    told = [line for line in document("CONTRIBUTING.md").splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in told] == ["2", "1", "0", "-1", "-2"]


def test_the_example_takes_colour_and_mark_that_no_pattern_has(catalog: Catalog) -> None:
    looks = [(pattern.colour, pattern.mark) for pattern in catalog.patterns]
    assert len(set(looks)) == len(looks)
