"""Every single answer, and every pair of answers, that would change first place."""

from __future__ import annotations

from heapq import nsmallest

from advisor.analysis.model import Flip, PairFlip, Slugs
from advisor.analysis.moves import Move
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Position

NEAREST = 3
"""Pairs that are told in full; of the others there is the count."""


def single_flips(at: Position) -> tuple[Flip, ...]:
    """Nearest first; among equals what was answered before what was not, in catalog order."""
    found = [
        _flip(at, outcome.move, at.matrix.named(outcome.first))
        for outcome in at.outcomes
        if outcome.first != at.first
    ]
    return tuple(sorted(found, key=lambda flip: (flip.distance, not flip.given)))


def pair_flips(at: Position) -> tuple[int, tuple[PairFlip, ...]]:
    """The number of pairs without a single flip that change first place, and the nearest."""
    pairs = flipping_pairs(at)
    return len(pairs), tuple(_pair(at, *pair) for pair in nsmallest(NEAREST, pairs, key=_reach))


def _reach(pair: tuple[Move, Move]) -> int:
    """Equals stay in catalog order."""
    return pair[0].distance + pair[1].distance


def _flip(at: Position, move: Move, first: Slugs) -> Flip:
    return Flip(
        base=at.answers,
        trait=move.column.id,
        change=move.change,
        option=move.option,
        answer=move.answer,
        first=first,
        distance=move.distance,
        given=not at.open(move.column),
    )


def _now(at: Position) -> Slugs:
    return at.matrix.named(at.first)


def _pair(at: Position, one: Move, other: Move) -> PairFlip:
    return PairFlip(
        base=at.answers,
        changes=(_flip(at, one, _now(at)), _flip(at, other, _now(at))),
        first=at.matrix.named(at.first_after(one, other)),
    )
