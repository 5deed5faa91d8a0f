"""What the page of a bundle says of the runtimes that its stamp names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.presentation.proof import RuntimeView, proof_view
from tests.catalog.test_verification import VERIFICATION, stamp
from tests.catalog.toy_copy import copy_toy

END = "2027-04-30"


@pytest.mark.parametrize(
    ("day", "left"), [("2026-11-01", None), ("2026-11-02", 179), (END, 0), ("2030-01-01", 0)]
)
def test_the_end_is_told_always_and_the_days_once_they_are_few(
    tmp_path: Path, day: str, left: int | None
) -> None:
    toy = copy_toy(tmp_path)
    toy.write("verification.yaml", VERIFICATION)
    stamp(toy, runtimes={"node20": END})
    catalog = load_catalog(toy.root)
    train = catalog.pattern("train")
    assert train is not None
    view = proof_view(catalog, train, "en", date.fromisoformat(day))
    assert view is not None
    assert view.runtimes == (RuntimeView(name="node20", end=END, left=left),)
