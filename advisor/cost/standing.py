"""Which variants of a pattern count, for what the workload asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from advisor.catalog.cost_model import Counting, Variant
from advisor.catalog.model import LocalizedText
from advisor.cost.workload import Workload


class Standing(IntEnum):
    """Which variants of a pattern count: of those with the lowest standing, the cheapest."""

    CHOSEN = 0
    FIT = 1
    UNFIT = 2


def standing(variant: Variant, workload: Workload) -> Standing:
    if variant.id in workload.variants:
        return Standing.CHOSEN
    return Standing.UNFIT if any(unserved(variant, workload)) else Standing.FIT


@dataclass(frozen=True, slots=True)
class Counted:
    """Ids of one pattern's variants: `whole` are those of the lowest standing, of which the
    cheapest makes its total, `added` the additions that belong to it."""

    whole: frozenset[str]
    added: frozenset[str]


def counted(standings: Iterable[tuple[Variant, Standing]]) -> Counted:
    """What counts of one pattern."""
    whole: dict[str, Standing] = {}
    added = set()
    for variant, found in standings:
        if variant.counting is None:
            whole[variant.id] = found
        elif variant.counting is Counting.COUNTED or found is Standing.CHOSEN:
            added.add(variant.id)
    lowest = min(whole.values(), default=None)
    return Counted(frozenset(i for i, found in whole.items() if found is lowest), frozenset(added))


def unserved(variant: Variant, workload: Workload) -> Iterator[LocalizedText]:
    """Why the variant cannot do what the inputs ask for."""
    inputs = workload.inputs
    for name, reason in variant.lacks.items():
        if (inputs[name].value or 0) > 0:
            yield reason
    for name, reason in variant.needs.items():
        if not inputs[name].value:
            yield reason
