"""What known answers would change: few ratings, none that a page stands behind, one step each."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from advisor.catalog import load_catalog
from advisor.evaluation.calibration import MOST_EDITS, Calibration, calibrate
from advisor.evaluation.calibration_text import calibration_text
from advisor.evaluation.cases import Case, read_cases
from advisor.evaluation.edits import with_ratings
from advisor.evaluation.loss import loss, place
from scripts.paths import ROOT
from tests.catalog.toy_copy import TOY
from tests.catalog_content.shipped import shipped

CATALOG = load_catalog(TOY)
SHIPPED_CASES = ROOT / "tests" / "cases" / "cases.yaml"
LIMIT = """
cases:
  - {id: far, origin: constraint, traits: {distance_km: 100}, ruled_out: [bicycle]}
"""
HILLS = (("terrain", "hilly"), ("distance_km", "12"))
"""Train and car have the same points here, and the car comes first by its name."""


def case(name: str, chosen: str, traits: tuple[tuple[str, str], ...] = HILLS) -> Case:
    return Case(
        id=name, origin="published", traits=traits, chosen=chosen, acceptable=(), ruled_out=()
    )


def calibrated(*cases: Case) -> Calibration:
    return calibrate(CATALOG, cases)


def test_a_judgement_moves_by_one_step_where_cases_agree() -> None:
    found = calibrated(case("a", "train"), case("b", "train"))
    first = found.proposals[0]
    assert (first.cell, abs(first.change.after - first.change.before)) in [
        (("train", "terrain", "hilly"), 1),
        (("car", "terrain", "hilly"), 1),
    ]
    assert (first.better, first.worse) == (("a", "b"), ())
    assert (found.now.top1, found.proposed.top1, found.left_out.top1) == (0, 2, 2)
    assert found.borne_out


def test_one_case_alone_is_not_borne_out() -> None:
    """It wants the change; left out of the choice, nobody does."""
    found = calibrated(case("alone", "train"))
    assert (found.proposed.top1, found.left_out.top1) == (1, 0)
    assert not found.borne_out


def test_what_a_page_says_stays_whatever_cases_want() -> None:
    """A tool box on a bicycle: its manual says no, and every judgement may move for it."""
    traits = (("cargo", "tools"), ("distance_km", "2"))
    found = calibrated(*(case(name, "bicycle", traits) for name in "abc"))
    sourced = {
        (pattern.slug, rating.trait, rating.option)
        for pattern in CATALOG.patterns
        for rating in pattern.ratings
        if rating.source is not None
    }
    assert ("bicycle", "cargo", "tools") in sourced
    assert found.proposals
    assert not {proposal.cell for proposal in found.proposals} & sourced


def test_nothing_is_proposed_where_cases_are_met_with_room() -> None:
    traits = (("terrain", "flat"), ("distance_km", "2"))
    found = calibrated(case("a", "bicycle", traits), case("b", "bicycle", traits))
    assert found.proposals == ()
    assert found.now == found.proposed == found.left_out
    assert not found.borne_out


def test_the_gains_of_all_proposals_are_the_loss_taken_away() -> None:
    tools = (("cargo", "tools"), ("distance_km", "2"))
    cases = [
        *(case(name, "train") for name in "ab"),
        *(case(name, "bicycle", tools) for name in "cd"),
    ]
    found = calibrate(CATALOG, cases)
    assert 1 < len(found.proposals) <= MOST_EDITS
    assert all(proposal.gain > 0 for proposal in found.proposals)
    edited = with_ratings(CATALOG, {item.cell: item.change.after for item in found.proposals})
    before, after = (
        sum(loss(case, place(catalog, case.traits).scores) for case in cases)
        for catalog in (CATALOG, edited)
    )
    assert sum(proposal.gain for proposal in found.proposals) == pytest.approx(before - after)


def test_the_same_cases_propose_the_same() -> None:
    assert calibrated(case("a", "train")) == calibrated(case("a", "train"))


def test_the_text_says_what_to_do_with_it() -> None:
    assert "bear it out" in calibration_text(calibrated(case("a", "train"), case("b", "train")))
    text = calibration_text(calibrated(case("a", "train")))
    assert "terrain=hilly" in text
    assert "stays as it is" in text


def test_the_shipped_cases_propose_nothing_that_cases_left_out_bear_out() -> None:
    """Should this turn red, look at what `manage.py calibrate` proposes, and decide."""
    published = [case for case in read_cases(SHIPPED_CASES) if case.origin == "published"]
    assert not calibrate(shipped(), published).borne_out


def test_the_command_prints_it() -> None:
    out = StringIO()
    call_command("calibrate", str(SHIPPED_CASES), stdout=out)
    assert "each case left out of the choice" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "problem"),
    [(None, "cannot be read"), ("cases: []", "holds no cases"), (LIMIT, "no published case")],
)
def test_the_command_says_what_is_wrong(tmp_path: Path, text: str | None, problem: str) -> None:
    path = tmp_path / "cases.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=problem):
        call_command("calibrate", str(path))
