"""Ratings as other readers gave them, held against the catalog's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.evaluation.calibration import MOST_EDITS
from advisor.evaluation.cases import Case, CasesError, read_cases
from advisor.evaluation.edits import Grounds, read_edits, with_weights
from advisor.evaluation.outcomes import outcome
from advisor.evaluation.readings import Readings, agreement, read_readings
from scripts.paths import ROOT
from tests.catalog.toy_copy import TOY
from tests.catalog_content.shipped import shipped

CATALOG = load_catalog(TOY)
CASES = ROOT / "tests" / "cases"
TERRAIN = """
- question: terrain
  weight: [2, 3, 2]
  ratings:
    flat: {bicycle: [2, 1, 1], train: [0, 0, 0], car: [0, -1, 0]}
    hilly: {bicycle: [1, 1, 0], car: [2, 1, 2]}
"""
AGAIN = TERRAIN + "  again:\n    flat: {bicycle: [2, 2, 1]}\n"


def readings(folder: Path, text: str) -> Readings:
    path = folder / "readings.yaml"
    path.write_text(text, encoding="utf-8")
    return read_readings(path, CATALOG)


def test_what_was_said_last_counts(tmp_path: Path) -> None:
    cell = ("bicycle", "terrain", "flat")
    assert readings(tmp_path, TERRAIN).middle(cell) == 1
    assert readings(tmp_path, AGAIN).middle(cell) == 2


def test_agreement_is_counted_by_rating(tmp_path: Path) -> None:
    """Flat: 2, 0 and 0 are the catalog's own but for the bicycle, at first; hilly: -1 and 2."""
    up = Case(
        id="up",
        origin="published",
        traits=(("terrain", "hilly"),),
        chosen="car",
        acceptable=(),
        ruled_out=(),
    )
    found = agreement(CATALOG, readings(tmp_path, AGAIN), [up])
    assert (found.readers, found.ratings) == (3, 5)
    assert (found.at_first, found.same, found.within_one) == (0.6, 0.8, 0.8)
    assert found.opposed == 1
    assert found.among == pytest.approx((1 + 3 + 1 + 1 + 1) / 15)
    assert found.alone.top1 == 1


def test_a_rating_is_confirmed_by_its_number_or_by_what_is_rated_alike(tmp_path: Path) -> None:
    """The bicycle on hills is not: readers say 1, the catalog -1. Train and car on flat ground
    are alike in both."""
    found = readings(tmp_path, AGAIN)
    assert found.confirms(CATALOG, ("bicycle", "terrain", "flat"))
    assert not found.confirms(CATALOG, ("bicycle", "terrain", "hilly"))
    alike = readings(tmp_path, TERRAIN.replace("[0, 0, 0]", "[1, 1, 1]").replace("[0, -1", "[1, 1"))
    assert alike.confirms(CATALOG, ("train", "terrain", "flat"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TERRAIN.replace("question: terrain", "question: terain"), "did you mean terrain"),
        (TERRAIN.replace("flat:", "flt:"), "did you mean flat"),
        (TERRAIN.replace("train:", "trian:"), "did you mean train"),
        (TERRAIN.replace("[0, 0, 0]", "[0, 0, 3]"), "3"),
        (TERRAIN.replace("[0, 0, 0]", "[0, 0]"), "one for each reader"),
        (TERRAIN + TERRAIN, "duplicate question 'terrain'"),
        (AGAIN.replace("bicycle: [2, 2, 1]", "bicycle: [2, 1]"), "one for each reader"),
        (TERRAIN + "  again:\n    hilly: {train: [0, 0, 0]}\n", "not at first"),
        ("[", "not YAML"),
    ],
)
def test_readings_that_do_not_fit_the_catalog_are_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(CasesError, match=problem):
        readings(tmp_path, text)


def test_the_readers_rated_everything_that_makes_points() -> None:
    catalog = shipped()
    found = read_readings(CASES / "readings.yaml", catalog)
    rated = {q.id for q in catalog.questionnaire.questions if q.weight}
    assert found.weights.keys() == rated
    assert found.ratings.keys() >= {
        (pattern.slug, rating.trait, rating.option)
        for pattern in catalog.patterns
        for rating in pattern.ratings
        if rating.trait in rated and rating.value
    }


def test_the_catalog_is_nowhere_opposed_to_its_readers() -> None:
    found = agreement(shipped(), read_readings(CASES / "readings.yaml", shipped()), [])
    assert found.same >= 0.75
    assert found.within_one == 1
    assert found.opposed == 0


def test_edits_rest_on_what_they_say_they_rest_on() -> None:
    """Readers confirm each of theirs; those made for cases are few and move no page's rating."""
    catalog = shipped()
    readers = read_readings(CASES / "readings.yaml", catalog)
    edits = read_edits(CASES / "edits.yaml", catalog)
    unconfirmed = [
        cell
        for edit in edits
        if edit.grounds is Grounds.READERS
        for cell in edit.ratings
        if not readers.confirms(catalog, cell)
    ]
    assert unconfirmed == []
    of_readers = [edit for edit in edits if edit.grounds is Grounds.READERS]
    for trait, change in (item for edit in of_readers for item in edit.weights.items()):
        assert set(readers.weights[trait]) == {change.after}, trait
    calibrated = [edit for edit in edits if edit.grounds is Grounds.CASES]
    cells = [cell for edit in calibrated for cell in edit.ratings]
    assert len(cells) <= MOST_EDITS
    assert not any(edit.weights for edit in calibrated)
    for slug, trait, option in cells:
        pattern = catalog.pattern(slug)
        assert pattern is not None
        assert pattern.rating_of[trait, option].source is None


def test_a_weight_that_all_readers_give_is_the_catalogs() -> None:
    """Except where a rule sets it, or an accepted case is lost with it."""
    catalog = shipped()
    readers = read_readings(CASES / "readings.yaml", catalog)
    own = {question.id: question.weight for question in catalog.questionnaire.questions}
    others = {
        trait: given[0]
        for trait, given in readers.weights.items()
        if len(set(given)) == 1 and given[0] != own[trait]
    }
    assert others == {"migration": 2, "existing_app": 2}
    (ruled,) = [
        edit
        for edit in read_edits(CASES / "edits.yaml", catalog)
        if edit.grounds is Grounds.RULE and "migration" in edit.weights
    ]
    assert ruled.weights["migration"].after == own["migration"]
    published = [c for c in read_cases(CASES / "further.yaml") if c.origin == "published"]
    theirs = with_weights(catalog, {"existing_app": others["existing_app"]})
    assert accepted(theirs, published) < accepted(catalog, published)


def accepted(catalog: Catalog, cases: Sequence[Case]) -> int:
    return sum(outcome(catalog, case).accepted for case in cases)
