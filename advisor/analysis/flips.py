"""Every single answer, and every pair of answers, that would change first place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from heapq import nsmallest

from advisor.analysis.cells import Bound, Side
from advisor.analysis.leads import ahead
from advisor.analysis.model import Flip, PairFlip
from advisor.analysis.moves import Move, number_move, unlikely
from advisor.analysis.pairs import flipping_pairs
from advisor.analysis.position import Outcome, Position
from advisor.analysis.state import State

NEAREST = 3
"""Pairs that are told in full; of the others there is the count."""

FINE_ENOUGH = Decimal("1.02")
"""A number at which a computed rating turns first place is told to two digits."""


def single_flips(at: Position) -> tuple[Flip, ...]:
    """Nearest first; among equals what was answered before what was not, in catalog order.

    Of a number each outcome (who is first, and whether a limit made it so) is told once on either
    side, at the number where it begins.
    """
    found = [_told(at, outcome) for outcome in at.outcomes if outcome.first != at.first]
    found.sort(key=lambda flip: (flip.distance, not flip.given))
    return tuple(_once(found))


def _told(at: Position, outcome: Outcome) -> Flip:
    move = _nearest(at, outcome.move)
    return _flip(at, outcome if move is outcome.move else at.outcome(move))


def unlikely_turns(at: Position) -> frozenset[str]:
    """The questions with a number so unlikely that no flip names it, and that changes first
    place."""
    return frozenset(
        column.id
        for column in at.matrix.columns
        if any(at.outcome(move).first != at.first for move in unlikely(column))
    )


def pair_flips(at: Position) -> tuple[int, tuple[PairFlip, ...]]:
    """The number of pairs without a single flip that change first place, and the nearest."""
    pairs = flipping_pairs(at)
    return len(pairs), tuple(_pair(at, *pair) for pair in nsmallest(NEAREST, pairs, key=_reach))


def _once(flips: Iterable[Flip]) -> Iterator[Flip]:
    """Flips without those of a number that say again what a nearer one said."""
    seen = set()
    for flip in flips:
        if flip.answer.number is not None:
            own = flip.base.known(flip.trait)
            up = own is None or own.number is None or flip.answer.number > own.number
            told = (flip.trait, up, flip.first, flip.by_limit)
            if told in seen:
                continue
            seen.add(told)
        yield flip


def _nearest(at: Position, move: Move) -> Move:
    """Of a number that reaches a computed rating, about where first place begins to change.

    Halved on the way from the number given until both ends agree in two digits.
    """
    own = at.answers.known(move.column.id)
    number = move.answer.number
    if number is None or not at.reaches(move.column):
        return move
    if own is None or not own.number:
        return replace(move, bound=Bound(side=Side.ABOUT, number=number))
    stays, turns = own.number, number
    while max(stays, turns) > FINE_ENOUGH * min(stays, turns) > 0:
        middle = _rounded((stays * turns).sqrt())
        if middle in (stays, turns):
            break
        tried = number_move(move.column, middle, move.distance, None)
        if at.first_after(tried) != at.first:
            turns = middle
        else:
            stays = middle
    side = Side.AT_LEAST if turns > own.number else Side.AT_MOST
    return number_move(move.column, turns, move.distance, Bound(side=side, number=turns))


def _rounded(number: Decimal) -> Decimal:
    """To two digits."""
    step = Decimal(1).scaleb(number.adjusted() - 1)
    return (number / step).to_integral_value() * step


def _reach(pair: tuple[Move, Move]) -> int:
    """Equals stay in catalog order."""
    return pair[0].distance + pair[1].distance


def _flip(at: Position, outcome: Outcome) -> Flip:
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
        bound=move.bound,
        by_limit=is_by_limit(at, state),
    )


def is_by_limit(at: Position, then: State) -> bool:
    """Whether every pattern that is first now is ruled out then."""
    leaders = [mask for place, mask in enumerate(at.matrix.masks) if at.first >> place & 1]
    return bool(leaders) and all(then.broken & mask for mask in leaders)


def _pair(at: Position, one: Move, other: Move) -> PairFlip:
    state = at.after(one, other)
    first = at.first_in(state)
    return PairFlip(
        base=at.answers,
        changes=(_flip(at, at.outcome(one)), _flip(at, at.outcome(other))),
        first=at.matrix.named(first),
        ahead=ahead(at, state, first),
        by_limit=is_by_limit(at, state),
    )
