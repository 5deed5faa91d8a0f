"""`manage.py shelf_life` warns in time, and never fails because a day has passed."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from advisor.catalog import load_catalog
from advisor.catalog.verification import Stamp
from tests.catalog.test_verification import VERIFICATION, stamp
from tests.catalog.toy_copy import copy_toy

END = "2027-04-30"


@pytest.fixture
def stamped(tmp_path: Path) -> Path:
    """A catalog with a bundle whose runtime ends on END."""
    toy = copy_toy(tmp_path)
    toy.write("verification.yaml", VERIFICATION)
    stamp(toy, runtimes={"node20": END})
    return toy.root


def warned(day: str) -> str:
    errors = StringIO()
    call_command("shelf_life", as_of=date.fromisoformat(day), stdout=StringIO(), stderr=errors)
    return errors.getvalue()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-01", ""),
        ("2026-11-02", "train: node20 is supported for 179 more days"),
        (END, "train: node20 is supported for 0 more days"),
        ("2027-05-01", "train: node20 is supported for 0 more days"),
    ],
)
def test_it_warns_from_half_a_year_before_the_end(stamped: Path, day: str, said: str) -> None:
    with override_settings(ADVISOR_CATALOG=stamped):
        assert said in warned(day)
        assert bool(warned(day)) is bool(said)


def test_the_day_is_the_stamps_own(stamped: Path) -> None:
    found = load_catalog(stamped).pattern("train")
    assert found is not None
    assert found.stamp is not None
    assert found.stamp.runtimes == {"node20": date(2027, 4, 30)}


def test_a_stamp_without_functions_has_nothing_that_ends() -> None:
    empty = Stamp(day=date(2026, 1, 1), tools={}, passed={})
    assert empty.ending(date(2100, 1, 1)) == {}
