"""What edits of a catalog did to its cases, and whether cases that were left out bear them out.

Coordinate by coordinate, in the order they were made: an edit is kept where it lowers the loss on
the cases at hand. Leave-one-out judges each case by what all the others keep; answers dealt out at
random show how much such a choice gains by luck alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.evaluation.edits import Edit, with_only
from advisor.evaluation.loss import LEAST_GAIN, SHUFFLES, Place, dealt, loss, place
from advisor.evaluation.outcomes import Hits, hits, share


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEffect:
    """The catalog without one edit. `turned` are the cases whose first place is then another;
    `kept` says whether the cases alone would keep the edit."""

    edit: Edit
    without: Hits
    turned: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditReport:
    """`before` is without any edit, `now` with all, `chosen` with those that the cases keep,
    `left_out` the same with each case judged by what the others keep. `luck` is how many cases a
    choice on answers dealt at random gains by its own count, on average, and `gain` on the true
    ones, both in accepted cases."""

    before: Hits
    now: Hits
    chosen: Hits
    left_out: Hits
    effects: tuple[EditEffect, ...]
    gain: int
    luck: float


def measure_edits(catalog: Catalog, edits: Sequence[Edit], cases: Sequence[Case]) -> EditReport:
    """`cases` are published ones."""
    measured = _Measured(catalog, edits)
    everything, chosen = frozenset(edit.id for edit in edits), measured.choose(cases)
    return EditReport(
        before=measured.hits(frozenset(), cases),
        now=measured.hits(everything, cases),
        chosen=measured.hits(chosen, cases),
        left_out=hits(
            [
                (case, measured.first(measured.choose([o for o in cases if o is not case]), case))
                for case in cases
            ]
        ),
        effects=tuple(measured.effect(edit, everything, chosen, cases) for edit in edits),
        gain=measured.gain(cases),
        luck=share(sum(measured.gain(other) for other in dealt(cases)), SHUFFLES),
    )


class _Measured:
    """Edits on one catalog. What each set of them does to a workload is worked out once."""

    def __init__(self, catalog: Catalog, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._catalog = cache(lambda kept: with_only(catalog, edits, kept))
        self._place = cache(lambda kept, traits: place(self._catalog(kept), traits))

    def first(self, kept: frozenset[str], case: Case) -> str | None:
        found: Place = self._place(kept, case.traits)
        return found.first

    def hits(self, kept: frozenset[str], cases: Sequence[Case]) -> Hits:
        return hits([(case, self.first(kept, case)) for case in cases])

    def gain(self, cases: Sequence[Case]) -> int:
        chosen = self.hits(self.choose(cases), cases)
        return chosen.accepted - self.hits(frozenset(), cases).accepted

    def choose(self, cases: Sequence[Case]) -> frozenset[str]:
        """The edits that these cases would keep."""
        kept = frozenset[str]()
        least = self._loss(kept, cases)
        for edit in self._edits:
            tried = kept | {edit.id}
            found = self._loss(tried, cases)
            if found < least - LEAST_GAIN:
                kept, least = tried, found
        return kept

    def effect(
        self, edit: Edit, everything: frozenset[str], chosen: frozenset[str], cases: Sequence[Case]
    ) -> EditEffect:
        others = everything - {edit.id}
        return EditEffect(
            edit=edit,
            without=self.hits(others, cases),
            turned=tuple(
                case.id
                for case in cases
                if self.first(others, case) != self.first(everything, case)
            ),
            kept=edit.id in chosen,
        )

    def _loss(self, kept: frozenset[str], cases: Sequence[Case]) -> float:
        return sum(loss(case, self._place(kept, case.traits).scores) for case in cases)
