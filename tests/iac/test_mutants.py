"""Bundles broken on purpose: every mutant still fits, and a sample of them is noticed.

`make mutants` runs them all.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_both
from .gates import Gates
from .mutation import FORMATS, Picked, StaleMutant, mutated, read_mutants
from .proofs import Proofs
from .tools import Tools

SEED = 20261122
PER_FORMAT = 2
ENOUGH = 20


def picked(name: str) -> list[Picked]:
    """The same few of a pattern's mutants every time."""
    chosen = random.Random(f"{SEED} {name}")
    mutants = read_mutants(name)
    return [
        mutant
        for format_name in FORMATS
        for mutant in chosen.sample([m for m in mutants if m.format == format_name], PER_FORMAT)
    ]


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_mutant_changes_something_that_is_there(bundle: Bundle) -> None:
    changed = [
        mutant.applied_to((bundle.folder / mutant.file).read_text("utf-8"))
        for mutant in read_mutants(bundle.slug)
    ]
    assert len(changed) == len(read_mutants(bundle.slug))


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_each_format_is_broken_in_at_least_twenty_distinct_ways(bundle: Bundle) -> None:
    mutants = read_mutants(bundle.slug)
    assert min(Counter(mutant.format for mutant in mutants).values()) >= ENOUGH
    ways = Counter((mutant.format, mutant.name) for mutant in mutants)
    assert [way for way, number in ways.items() if number > 1] == []
    changes = Counter((mutant.file, mutant.find, mutant.replace) for mutant in mutants)
    assert [change for change, number in changes.items() if number > 1] == []


@pytest.mark.iac
@pytest.mark.node
@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_a_sample_of_the_mutants_is_noticed(
    bundle: Bundle, proof: Proofs, tools: Tools, checkov: Tools, tmp_path: Path
) -> None:
    gates = Gates(tools, checkov, proof(bundle))
    unnoticed = [
        str(mutant)
        for number, mutant in enumerate(picked(bundle.slug))
        if gates.caught_by(mutant, tmp_path / str(number)) is None
    ]
    assert unnoticed == []


def mutant(find: str, replace: str) -> Picked:
    return Picked(
        slug="slug",
        format="terraform",
        name="broken",
        file="terraform/main.tf",
        find=find,
        replace=replace,
    )


def test_a_mutant_whose_text_is_gone_is_an_error() -> None:
    with pytest.raises(StaleMutant, match="has no text 'port = 80'"):
        mutant("port = 80", "port = 22").applied_to("port = 443")
    with pytest.raises(StaleMutant, match="changes nothing"):
        mutant("port", "port").applied_to("port = 80")


def test_a_mutant_changes_a_copy_and_nothing_else(tmp_path: Path) -> None:
    bundle = Bundle(tmp_path / "slug" / "bundles")
    bundle.terraform.mkdir(parents=True)
    (bundle.terraform / "main.tf").write_text("port = 80\nport = 80\n", "utf-8")
    copy = mutated(bundle, mutant("port = 80", "port = 22"), tmp_path / "copy")
    assert (copy.terraform / "main.tf").read_text("utf-8") == "port = 22\nport = 80\n"
    assert (bundle.terraform / "main.tf").read_text("utf-8") == "port = 80\nport = 80\n"
    assert not copy.is_shipped
