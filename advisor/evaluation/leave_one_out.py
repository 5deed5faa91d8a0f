"""What edits of a catalog did to its cases, and whether cases that were left out bear them out.

Coordinate by coordinate, in the order they were made: an edit is kept where it lowers the loss on
the cases at hand. Leave-one-out judges each case by what all the others keep; answers dealt out at
random show how much such a choice gains by luck alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from advisor.advice import advise
from advisor.analysis.position import Position
from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.evaluation.edits import Edit, with_only
from advisor.evaluation.outcomes import Hits, hits, share
from advisor.questionnaire.parse import parse_answers

MARGIN = 5.0
"""Points by which an acceptable pattern should lead; what is missing is the loss of a case."""

EXCLUDED = 100.0
"""The loss of a case whose acceptable patterns are all excluded: no rating mends that."""

LEAST_GAIN = 0.5
"""Loss that an edit has to take away to be kept: each has its price."""

SEED = 20_240_229
SHUFFLES = 10


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


Place = tuple[str | None, tuple[tuple[str, float], ...]]
"""First place, and the score of each pattern that no limit rules out."""


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
        luck=share(sum(measured.gain(dealt) for dealt in _dealt(cases)), SHUFFLES),
    )


class _Measured:
    """Edits on one catalog. What each set of them does to a workload is worked out once."""

    def __init__(self, catalog: Catalog, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._catalog = cache(lambda kept: with_only(catalog, edits, kept))
        self._place = cache(lambda kept, traits: _place(self._catalog(kept), traits))

    def first(self, kept: frozenset[str], case: Case) -> str | None:
        place: Place = self._place(kept, case.traits)
        return place[0]

    def hits(self, kept: frozenset[str], cases: Sequence[Case]) -> Hits:
        return hits([(case, self.first(kept, case)) for case in cases])

    def gain(self, cases: Sequence[Case]) -> int:
        chosen = self.hits(self.choose(cases), cases)
        return chosen.accepted - self.hits(frozenset(), cases).accepted

    def choose(self, cases: Sequence[Case]) -> frozenset[str]:
        """The edits that these cases would keep."""
        kept = frozenset[str]()
        loss = self._loss(kept, cases)
        for edit in self._edits:
            tried = kept | {edit.id}
            found = self._loss(tried, cases)
            if found < loss - LEAST_GAIN:
                kept, loss = tried, found
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
        return sum(_loss(case, dict(self._place(kept, case.traits)[1])) for case in cases)


def _loss(case: Case, scores: dict[str, float]) -> float:
    right = {case.chosen, *case.acceptable} & scores.keys()
    if not right:
        return EXCLUDED
    others = [score for slug, score in scores.items() if slug not in right]
    lead = max(scores[slug] for slug in right if slug) - max(others, default=0.0)
    return max(0.0, MARGIN - lead)


def _place(catalog: Catalog, traits: Sequence[tuple[str, str]]) -> Place:
    answers = parse_answers(catalog.questionnaire, traits).answers
    found = advise(catalog, answers).analysis
    return next(iter(found.first), None), tuple(_scores(found.at))


def _scores(at: Position) -> list[tuple[str, float]]:
    totals = at.state.totals
    return [(at.matrix.slugs[place], float(at.points(totals[place]))) for place in at.feasible]


def _dealt(cases: Sequence[Case]) -> list[list[Case]]:
    """The same workloads with the known answers dealt out anew; always the same deals."""
    random = Random(SEED)
    found = []
    for _deal in range(SHUFFLES):
        order = sorted(cases, key=lambda _case: random.random())
        found.append(
            [
                replace(case, chosen=other.chosen, acceptable=other.acceptable)
                for case, other in zip(cases, order, strict=True)
            ]
        )
    return found
