"""Runs every mutant of the bundles, two patterns at a time, and prints the kill rate."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .bundles import Bundle, with_both
from .mutation import FORMATS, Gates, Mutant, StaleMutant, read_mutants
from .proofs import prove
from .tools import Tools, find_tools

PROCESSES = 2


class FalseAlarm(Exception):
    """A gate stops the bundle as it is shipped: what it says of mutants means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    mutant: Mutant
    gate: str | None
    finding: str

    @property
    def killed(self) -> bool:
        return self.gate is not None

    def __str__(self) -> str:
        if not self.killed:
            return f"SURVIVED  {self.mutant}"
        return f"{self.gate:<10}{self.mutant}: {' '.join(self.finding.split())[:100]}"


def run_mutants(slugs: list[str]) -> int:
    """Prints what caught each mutant; 1 where one survived or no longer fits, else 0."""
    bundles = [bundle for bundle in with_both() if not slugs or bundle.slug in slugs]
    if unknown := set(slugs) - {bundle.slug for bundle in bundles}:
        raise SystemExit(f"no bundle in both formats: {', '.join(sorted(unknown))}")
    tools = find_tools()
    try:
        with ThreadPoolExecutor(PROCESSES) as pool:
            outcomes = [one for some in pool.map(lambda b: _of(tools, b), bundles) for one in some]
    except (StaleMutant, FalseAlarm) as problem:
        print(problem, file=sys.stderr)
        return 1
    print("\n".join(_summary(outcomes)))
    return 0 if all(one.killed for one in outcomes) else 1


def _of(tools: Tools, bundle: Bundle) -> list[Outcome]:
    found = []
    with tempfile.TemporaryDirectory(prefix="iac-") as scratch:
        gates = Gates(tools, prove(tools, bundle, Path(scratch) / "shipped"))
        for format_name in FORMATS:
            alarm = gates.false_alarm(format_name, Path(scratch) / format_name)
            if alarm:
                raise FalseAlarm(f"{bundle.slug} {format_name}, unbroken: {alarm[0]}: {alarm[1]}")
        for number, mutant in enumerate(read_mutants(bundle.slug)):
            gate, finding = gates.caught_by(mutant, Path(scratch) / str(number)) or (None, "")
            found.append(Outcome(mutant=mutant, gate=gate, finding=finding))
            print(found[-1], flush=True)
    return found


def _summary(outcomes: list[Outcome]) -> Iterator[str]:
    bundles = sorted({(one.mutant.slug, one.mutant.format) for one in outcomes})
    for slug, format_name in bundles:
        own = [o for o in outcomes if (o.mutant.slug, o.mutant.format) == (slug, format_name)]
        killed = sum(one.killed for one in own)
        yield f"{slug:<24}{format_name:<15}{killed} of {len(own)} killed"
    killed = sum(one.killed for one in outcomes)
    yield f"{'all':<39}{killed} of {len(outcomes)} killed, {killed / len(outcomes):.0%}"
