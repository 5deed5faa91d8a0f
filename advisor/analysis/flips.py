"""Every single answer, and every pair of answers, that would change first place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice

from advisor.analysis.bounds import bound_beside
from advisor.analysis.cells import Bound
from advisor.analysis.interplay import interplay
from advisor.analysis.leads import ahead
from advisor.analysis.model import Flip, PairFlip, Slugs
from advisor.analysis.moves import Change
from advisor.analysis.pairs import Pair, flipping_pairs
from advisor.analysis.position import Outcome, Position
from advisor.analysis.stretches import is_by_limit, number_parts, number_turns

NEAREST = 3
"""Pairs that are told in full; of the others there is the count."""


def single_flips(at: Position) -> tuple[Flip, ...]:
    """Nearest first; among equals what was answered before what was not, in catalog order.

    Of a number each outcome (who is first, and whether a limit makes it so) is told once on
    either side of what was said, where it begins. Numbers nobody is likely to mean are left out.
    """
    index = {column.id: column.index for column in at.matrix.columns}
    found = [_flip(at, outcome, outcome.move.bound) for outcome in _turns(at)]
    found.sort(key=lambda flip: (flip.distance, not flip.given, index[flip.trait]))
    return tuple(found)


def _turns(at: Position) -> Iterator[Outcome]:
    for outcome in at.outcomes:
        if outcome.move.answer.number is None and outcome.first != at.first:
            yield outcome
    for trait, parts in number_parts(at).items():
        if any(part.outcome.first != at.first for part in parts):
            yield from number_turns(at, at.matrix.by_trait[trait])


def unlikely_turns(at: Position) -> frozenset[str]:
    """The questions with a number, however unlikely, that changes first place."""
    return frozenset(
        trait
        for trait, parts in number_parts(at).items()
        if any(part.outcome.first != at.first for part in parts)
    )


class Pairs:
    """The pairs without a single flip that change first place."""

    def __init__(self, at: Position) -> None:
        self._at = at
        self._found = sorted(flipping_pairs(at), key=_reach)

    @property
    def count(self) -> int:
        """How many there are. Where few are told, of numbers that do the same together one."""
        told = self.nearest
        return len(self._found) if len(told) == NEAREST else len(told)

    @cached_property
    def nearest(self) -> tuple[PairFlip, ...]:
        return tuple(islice(_told(self._at, self._found), NEAREST))

    def _stays(self, one: Outcome, other: Outcome) -> bool:
        """Whether no limit and no veto takes first place out that neither change does alone."""
        ruling, top = self._at.ruling, self._at.matrix.masks[self._at.top]
        return not (self._at.critical or ruling.shown(one.move) & ruling.shown(other.move) & top)

    def to(self, first: Collection[Slugs]) -> dict[Slugs, PairFlip]:
        """By each of `first`, the nearest pair that leads to it and takes no answer back; what
        rules nobody out comes before what does."""
        at, found, acting = self._at, dict[tuple[bool, Slugs], Pair](), interplay(self._at)
        wanted = [at.matrix.slugs.index(slug) for slugs in first for slug in slugs]
        for one, other in self._found:
            if Change.FORGET in (one.move.change, other.move.change):
                continue
            excess = acting.excess(one, other)
            totals = acting.sums(one, other, excess)
            if max([totals[r] for r in wanted]) < totals[at.top] and self._stays(one, other):
                continue
            state = acting.after(one, other, excess)
            then = at.matrix.named(at.first_in(state))
            if then in first:
                found.setdefault((is_by_limit(at, state), then), (one, other))
            if all((False, slugs) in found for slugs in first):
                break
        nearest = {then: pair for (_limit, then), pair in sorted(found.items(), reverse=True)}
        return {then: next(_told(at, [pair])) for then, pair in nearest.items()}


def _told(at: Position, pairs: Iterable[tuple[Outcome, Outcome]]) -> Iterator[PairFlip]:
    """Each pair once: of the numbers that do the same beside another change, the nearest."""
    told: set[tuple[object, ...]] = set()
    for one, other in pairs:
        both = one.move.answer.number is not None and other.move.answer.number is not None
        first = _flip(at, one, bound_beside(at, one.move, other.move, alone=both))
        second = _flip(at, other, bound_beside(at, other.move, one.move))
        key = tuple((f.trait, f.change, f.bound or f.option) for f in (first, second))
        if key not in told:
            told.add(key)
            yield _pair(at, one, other, (first, second))


def _reach(pair: tuple[Outcome, Outcome]) -> int:
    """Equals stay in catalog order."""
    return pair[0].move.distance + pair[1].move.distance


def _flip(at: Position, outcome: Outcome, bound: Bound | None) -> Flip:
    move, state = outcome.move, outcome.state
    return Flip(
        base=at.answers,
        trait=move.column.id,
        change=move.change,
        option=move.option,
        answer=move.answer,
        first=at.matrix.named(outcome.first),
        ahead=ahead(at, state, outcome.first),
        distance=move.distance,
        given=not at.open(move.column),
        bound=bound,
        by_limit=is_by_limit(at, state),
    )


def _pair(at: Position, one: Outcome, other: Outcome, changes: tuple[Flip, Flip]) -> PairFlip:
    state = at.after(one.move, other.move)
    first = at.first_in(state)
    return PairFlip(
        base=at.answers,
        changes=changes,
        first=at.matrix.named(first),
        ahead=ahead(at, state, first),
        by_limit=is_by_limit(at, state),
    )
