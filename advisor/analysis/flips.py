"""Every single answer, and every pair of answers, that would change first place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import nsmallest

from advisor.analysis.model import Flip, PairFlip, Slugs
from advisor.analysis.moves import Move
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Outcome, Position
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.link import with_answer

NEAREST = 3
"""Pairs that are told in full; of the others there is the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Questions whose answers change ratings too, and who is first after such a change.

    `first` returns None where the answers change no rating after all.
    """

    traits: frozenset[str]
    first: Callable[[Answers], Slugs | None]


def single_flips(at: Position, revision: Revision | None = None) -> tuple[Flip, ...]:
    """Nearest first; among equals what was answered before what was not, in catalog order."""
    now = at.matrix.named(at.first)
    outcomes = ((outcome.move, _first(at, outcome, revision)) for outcome in at.outcomes)
    found = [_flip(at, move, first) for move, first in outcomes if first != now]
    return tuple(sorted(found, key=lambda flip: (flip.distance, not flip.given)))


def _first(at: Position, outcome: Outcome, revision: Revision | None) -> Slugs:
    move = outcome.move
    if revision is not None and move.column.id in revision.traits:
        revised = revision.first(with_answer(at.answers, move.answer))
        if revised is not None:
            return revised
    return at.matrix.named(outcome.first)


def pair_flips(at: Position, revision: Revision | None = None) -> tuple[int, tuple[PairFlip, ...]]:
    """The number of pairs without a single flip that change first place, and the nearest.

    Pairs with a question of `revision` are left out.
    """
    apart = revision.traits if revision else frozenset()
    pairs = [
        pair for pair in flipping_pairs(at) if not any(move.column.id in apart for move in pair)
    ]
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
