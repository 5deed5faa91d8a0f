"""What known answers would change in a catalog, if they were asked: few ratings, judgement only.

Greedy ascent over the ratings that name no page: one step up or down from what the author wrote,
the largest gain first, each at a price. It only proposes. A proposal is worth a thought where
cases left out of the choice bear it out, and worth an edit where a reason is found for it that
holds for any workload.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.catalog.model import Catalog
from advisor.evaluation.cases import Case
from advisor.evaluation.edits import Cell, Change, own_rating, with_ratings
from advisor.evaluation.loss import LEAST_GAIN, SHUFFLES, dealt, loss, place
from advisor.evaluation.outcomes import Hits, hits, is_accepted, is_top1, share

MOST_EDITS = 10
"""Proposals of one round: more would fit the cases, not the world."""

LEAST_BETTER = 2
"""Cases that a round has to turn for the better."""

LOWEST, HIGHEST = -2, 2
Steps = Mapping[Cell, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`gain` is the loss it takes away, all before it made; `better` and `worse` are the cases
    that it turns, alone and by itself."""

    cell: Cell
    change: Change
    gain: float
    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """`ratings` are those that may move. `now` is the catalog as it is, `proposed` with all
    proposals, `left_out` with each case judged by what the others propose. `luck` is how many
    cases a round on answers dealt at random gains, `gain` on the true ones, both accepted."""

    ratings: int
    proposals: tuple[Proposal, ...]
    now: Hits
    proposed: Hits
    left_out: Hits
    gain: int
    luck: float

    @property
    def borne_out(self) -> bool:
        """Whether cases that were left out do not contradict, and enough of them gain."""
        better = max(self.proposed.accepted - self.now.accepted, self.proposed.top1 - self.now.top1)
        holds = self.left_out.accepted >= self.now.accepted and self.left_out.top1 >= self.now.top1
        return holds and better >= LEAST_BETTER


def calibrate(catalog: Catalog, cases: Sequence[Case]) -> Calibration:
    """`cases` are published ones."""
    round_ = _Round(catalog, cases)
    steps = round_.ascend(cases)
    now, proposed = round_.hits({}, cases), round_.hits(steps, cases)
    left_out = [
        (case, round_.first(round_.ascend([other for other in cases if other is not case]), case))
        for case in cases
    ]
    return Calibration(
        ratings=len(round_.cells),
        proposals=tuple(round_.proposals(steps, cases)),
        now=now,
        proposed=proposed,
        left_out=hits(left_out),
        gain=proposed.accepted - now.accepted,
        luck=share(sum(round_.gain(other) for other in dealt(cases)), SHUFFLES),
    )


class _Round:
    """A score is a sum, so a step of a rating shifts it by the same whatever else moved."""

    def __init__(self, catalog: Catalog, cases: Sequence[Case]) -> None:
        self._catalog = catalog
        self._place = cache(
            lambda steps, traits: place(with_ratings(catalog, self._moved(dict(steps))), traits)
        )
        self.cells = tuple(
            (pattern.slug, rating.trait, rating.option)
            for pattern in catalog.patterns
            for rating in pattern.ratings
            if rating.source is None
        )
        self._scores = {case.id: self._place((), case.traits).scores for case in cases}
        self._shift = {cell: dict(self._shifts(cell, cases)) for cell in self.cells}

    def _moved(self, steps: Steps) -> dict[Cell, int]:
        return {cell: own_rating(self._catalog, cell) + step for cell, step in steps.items()}

    def _shifts(self, cell: Cell, cases: Sequence[Case]) -> Iterator[tuple[str, float]]:
        """By how much one step up moves the pattern's score, where it does."""
        slug, trait, _option = cell
        step = 1 if own_rating(self._catalog, cell) < HIGHEST else -1
        for case in cases:
            before = self._scores[case.id]
            if slug in before and any(key == trait for key, _value in case.traits):
                after = self._place(((cell, step),), case.traits).scores
                if after[slug] != before[slug]:
                    yield case.id, (after[slug] - before[slug]) * step

    def ascend(self, cases: Sequence[Case]) -> dict[Cell, int]:
        steps: dict[Cell, int] = {}
        while len(steps) < MOST_EDITS:
            gains = {
                (cell, step): self._gain(cell, step, steps, cases)
                for cell in self.cells
                for step in (-1, 1)
                if cell not in steps and self._allowed(cell, step)
            }
            best = max(gains, key=lambda move: gains[move], default=None)
            if best is None or gains[best] <= LEAST_GAIN:
                break
            steps[best[0]] = best[1]
        return steps

    def _allowed(self, cell: Cell, step: int) -> bool:
        return LOWEST <= own_rating(self._catalog, cell) + step <= HIGHEST

    def _gain(self, cell: Cell, step: int, made: Steps, cases: Sequence[Case]) -> float:
        """Loss taken away by one more step."""
        more = {**made, cell: step}
        touched = [case for case in cases if case.id in self._shift[cell]]
        return sum(
            loss(case, self._after(made, case)) - loss(case, self._after(more, case))
            for case in touched
        )

    def _after(self, steps: Steps, case: Case) -> dict[str, float]:
        scores = dict(self._scores[case.id])
        for cell, step in steps.items():
            shift = self._shift[cell].get(case.id)
            if shift is not None:
                scores[cell[0]] += shift * step
        return scores

    def first(self, steps: Steps, case: Case) -> str | None:
        """By the engine itself, with every limit and tie."""
        found: str | None = self._place(tuple(sorted(steps.items())), case.traits).first
        return found

    def hits(self, steps: Steps, cases: Sequence[Case]) -> Hits:
        return hits([(case, self.first(steps, case)) for case in cases])

    def gain(self, cases: Sequence[Case]) -> int:
        return self.hits(self.ascend(cases), cases).accepted - self.hits({}, cases).accepted

    def proposals(self, steps: Steps, cases: Sequence[Case]) -> Iterator[Proposal]:
        made: dict[Cell, int] = {}
        for cell, step in steps.items():
            before = own_rating(self._catalog, cell)
            turned = [
                (case, self._worth({}, case), self._worth({cell: step}, case)) for case in cases
            ]
            yield Proposal(
                cell=cell,
                change=Change(before, before + step),
                gain=self._gain(cell, step, made, cases),
                better=tuple(case.id for case, old, new in turned if new > old),
                worse=tuple(case.id for case, old, new in turned if new < old),
            )
            made[cell] = step

    def _worth(self, steps: Steps, case: Case) -> int:
        first = self.first(steps, case)
        return is_accepted(case, first) + is_top1(case, first)
