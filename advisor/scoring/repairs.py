"""When nothing is left: which answers would have to give.

A diagnosis in the sense of constraint-based recommenders (Felfernig et al., IJCAI 2009). Taking an
answer back turns a constraint from true to unknown, and brings one into force only where it kept
another answer from counting. Inclusion-minimal sets are found by trying sets of growing size and
passing over supersets of those already found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from advisor.catalog.model import Questionnaire, Severity
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.counting import counted
from advisor.questionnaire.link import without_answer
from advisor.scoring.constraints import check
from advisor.scoring.model import Assessment, CheckStatus, Repair

MOST_TRAITS = 12
"""Questions tried together at the most; a pattern broken on more is not worth repairing."""


def repairs(item: Assessment, questionnaire: Questionnaire, answers: Answers) -> tuple[Repair, ...]:
    """Every inclusion-minimal set of answers without which `item` would no longer be excluded."""
    broken = item.violations
    given = counted(questionnaire, answers)
    involved = sorted(
        {trait for violated in broken for trait in violated.traits if given.known(trait)}
    )
    found: list[frozenset[str]] = []
    for candidate in _by_size(involved[:MOST_TRAITS]):
        if any(smaller <= candidate for smaller in found):
            continue
        if not _still_excluded(item, questionnaire, without_answer(answers, *candidate)):
            found.append(candidate)
    return tuple(
        Repair(pattern=item.pattern, traits=tuple(sorted(traits)), checks=broken)
        for traits in found
    )


def _by_size(traits: list[str]) -> Iterator[frozenset[str]]:
    for size in range(1, len(traits) + 1):
        yield from map(frozenset, combinations(traits, size))


def _still_excluded(item: Assessment, questionnaire: Questionnaire, answers: Answers) -> bool:
    checks = (check(each.constraint, questionnaire, answers) for each in item.checks)
    return any(
        result.status is CheckStatus.VIOLATED and result.severity is Severity.EXCLUDE
        for result in checks
    )
