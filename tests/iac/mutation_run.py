"""Runs mutants of the bundles, two patterns at a time, and prints the kill rates."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .bundles import Bundle, with_both
from .gates import Gates
from .mutation import (
    FORMATS,
    Mutant,
    Operated,
    StaleMutant,
    equivalents,
    operated,
    read_mutants,
    sample,
)
from .proofs import prove
from .security import find_checkov
from .tools import Tools, find_tools

PROCESSES = 2
SAMPLED = 40
"""Mutants by operators for each format of a pattern, where not all are asked for."""


class FalseAlarm(Exception):
    """A gate stops the bundle as it is shipped: what it says of mutants means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`excused` says why a mutant that no gate noticed breaks nothing."""

    mutant: Mutant
    gate: str | None
    finding: str
    excused: str = ""

    @property
    def killed(self) -> bool:
        return self.gate is not None

    @property
    def counts(self) -> bool:
        return self.killed or not self.excused

    @property
    def tier(self) -> str:
        return "operators" if isinstance(self.mutant, Operated) else "by hand"

    def __str__(self) -> str:
        if self.killed:
            return f"{self.gate:<11}{self.mutant}: {' '.join(self.finding.split())[:100]}"
        word = f"EQUIVALENT {self.mutant}: {self.excused}"
        return word if self.excused else f"SURVIVED   {self.mutant}"


def run_mutants(arguments: list[str]) -> int:
    """Prints what caught each mutant; 1 where one survived or no longer fits, else 0.

    `--every` asks for all that the operators make, which takes hours.
    """
    slugs = [argument for argument in arguments if argument != "--every"]
    bundles = [bundle for bundle in with_both() if not slugs or bundle.slug in slugs]
    if unknown := set(slugs) - {bundle.slug for bundle in bundles}:
        raise SystemExit(f"no bundle in both formats: {', '.join(sorted(unknown))}")
    tools, checkov = find_tools(), find_checkov()
    number = None if "--every" in arguments else SAMPLED
    try:
        with ThreadPoolExecutor(PROCESSES) as pool:
            made = pool.map(lambda bundle: _of(tools, checkov, bundle, number), bundles)
            outcomes = [one for some in made for one in some]
    except (StaleMutant, FalseAlarm) as problem:
        print(problem, file=sys.stderr)
        return 1
    print("\n".join(_summary(outcomes)))
    return 0 if all(one.killed or one.excused for one in outcomes) else 1


def _of(tools: Tools, checkov: Tools, bundle: Bundle, number: int | None) -> list[Outcome]:
    found = []
    excuses, every = equivalents(bundle.slug), operated(bundle)
    mutants: list[Mutant] = [
        *read_mutants(bundle.slug),
        *(every if number is None else sample(every, number)),
    ]
    with tempfile.TemporaryDirectory(prefix="iac-") as scratch:
        gates = Gates(tools, checkov, prove(tools, bundle, Path(scratch) / "shipped"))
        for format_name in FORMATS:
            alarm = gates.false_alarm(format_name, Path(scratch) / format_name)
            if alarm:
                raise FalseAlarm(f"{bundle.slug} {format_name}, unbroken: {alarm[0]}: {alarm[1]}")
        for mutant in mutants:
            with tempfile.TemporaryDirectory(dir=scratch) as own:
                gate, finding = gates.caught_by(mutant, Path(own) / "copy") or (None, "")
            excused = excuses.get(str(mutant), "")
            found.append(Outcome(mutant=mutant, gate=gate, finding=finding, excused=excused))
            print(found[-1], flush=True)
    return found


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for tier in ("by hand", "operators"):
        own = [one for one in outcomes if one.tier == tier]
        for slug, format_name in sorted({(one.mutant.slug, one.mutant.format) for one in own}):
            part = [o for o in own if (o.mutant.slug, o.mutant.format) == (slug, format_name)]
            yield f"{tier:<11}{slug:<25}{format_name:<16}{_rate(part)}"
        if own:
            yield f"{tier:<11}{'all':<41}{_rate(own)}"
    gates = Counter(one.gate for one in outcomes if one.gate)
    yield "noticed by " + ", ".join(f"{gate} {count}" for gate, count in gates.most_common())


def _rate(outcomes: Sequence[Outcome]) -> str:
    counted = [one for one in outcomes if one.counts]
    killed = sum(one.killed for one in counted)
    share = f"{killed / len(counted):.1%}" if counted else "-"
    left_out = len(outcomes) - len(counted)
    return f"{killed} of {len(counted)} killed, {share}; {left_out} equivalent"
