"""What the open questions could still do: ranges, a settled first place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from advisor.analysis.conditions import FALSE, TRUE, Value, value_of
from advisor.analysis.matrix import Column, Exclusion
from advisor.analysis.model import ScoreRange, Settled
from advisor.analysis.moves import answers_to
from advisor.analysis.position import Position
from advisor.analysis.reachable import reachable
from advisor.analysis.spread import REMEMBERED
from advisor.catalog.model import QuestionKind
from advisor.scoring.ledger import NEUTRAL

MOST_COMBINATIONS = 400
"""Beyond so many combinations of answers an open exclusion is taken to be possible."""


def score_ranges(at: Position) -> tuple[ScoreRange, ...]:
    """In catalog order. A question may also stay open, so the score now lies within."""
    can = reachable(at)
    return tuple(
        ScoreRange(
            pattern=slug,
            low=NEUTRAL + at.points(can.lowest(place)),
            high=NEUTRAL + at.points(can.highest(place)),
            may_be_excluded=bool(_open_exclusions(at, place)),
        )
        for place, slug in enumerate(at.matrix.slugs)
    )


def open_columns(at: Position) -> tuple[Column, ...]:
    """Questions that await an answer and can make points."""
    return tuple(c for c in at.matrix.columns if at.weights[c.index] and at.awaits(c.id))


def settled(at: Position) -> Settled | None:
    """The pattern that stays first on points and vetoes whatever the open questions bring.

    None, too, where a computed rating of a critical question could still make a veto or end one.

    Every rival is held against its own best case, so the answer is never wrong; where two rivals'
    exclusions hang together it may be late.
    """
    if not at.first or at.first.bit_count() > 1 or _may_be_vetoed(at, at.top):
        return None
    if reachable(at).together and any(column.index in at.critical for column in at.rated):
        return None
    if any(_can_overtake(at, rival) for rival in range(at.matrix.width) if rival != at.top):
        return None
    unless = {
        trait for item in _open_exclusions(at, at.top) for trait in item.traits if at.awaits(trait)
    }
    return Settled(
        pattern=at.matrix.slugs[at.top],
        unless=tuple(column.id for column in at.matrix.columns if column.id in unless),
    )


def threats(at: Position, place: int) -> frozenset[str]:
    """The open questions that could still rule a pattern out, or put it behind by a veto."""
    ruling_out = {
        trait for item in _open_exclusions(at, place) for trait in item.traits if at.awaits(trait)
    }
    return frozenset(ruling_out | {column.id for column in _vetoing(at, place)})


def worst_lead(at: Position, rival: int) -> int:
    """The points first place is ahead of `rival` by when all open questions go against it."""
    return reachable(at).worst_lead(at.top, rival)


def _can_overtake(at: Position, rival: int) -> bool:
    """Also by drawing level. What is excluded, or vetoed where first place is not, cannot."""
    if at.state.broken & at.matrix.masks[rival] & ~_liftable(at):
        return False
    if at.state.vetoed >> rival & 1 and not at.state.vetoed >> at.top & 1:
        return False
    return worst_lead(at, rival) <= 0


def lifting(at: Position) -> frozenset[str]:
    """The open questions that could bring back a pattern that may then overtake first place."""
    masks, liftable = at.matrix.masks, _liftable(at)
    back = [
        r for r in range(at.matrix.width) if at.state.broken & masks[r] and _can_overtake(at, r)
    ]
    bits = sum(masks[rival] for rival in back) & liftable
    return frozenset(
        trait
        for item in at.matrix.exclusions
        if item.bit & bits
        for trait in filter(at.awaits, item.lifting)
    )


def _liftable(at: Position) -> int:
    """The bits of exclusions that hold, and that an open question could end."""
    return sum(
        item.bit
        for item in at.matrix.exclusions
        if item.bit & at.state.broken and any(map(at.awaits, item.lifting))
    )


def _may_be_vetoed(at: Position, place: int) -> bool:
    """Whether an open critical question could put a pattern that has no veto yet behind others."""
    if at.state.vetoed >> place & 1:
        return False
    return any(_vetoing(at, place))


def _vetoing(at: Position, place: int) -> Iterator[Column]:
    """The open critical questions that an answer could make a veto of."""
    for column in open_columns(at):
        if column.index in at.critical and any(
            effect.vetoes >> place & 1 for effect in column.effects.values()
        ):
            yield column


def _open_exclusions(at: Position, place: int) -> tuple[Exclusion, ...]:
    """Exclusions of a pattern that do not hold now and that open questions could make hold."""
    mask = at.matrix.masks[place] & ~at.state.broken
    return tuple(item for item in at.matrix.exclusions if item.bit & mask and _can_hold(at, item))


def _can_hold(at: Position, item: Exclusion) -> bool:
    """Whether answers to come make it hold. A question that decides whether others count may stay
    open, too: then they do."""
    awaited = tuple([at.matrix.by_trait[trait] for trait in item.traits if at.awaits(trait)])
    return _could_hold(item, awaited, tuple([at.values.get(trait) for trait in item.traits]))


@lru_cache(maxsize=REMEMBERED)
def _could_hold(
    item: Exclusion, columns: tuple[Column, ...], values: tuple[Value | None, ...]
) -> bool:
    """`columns` await an answer; `values` are those of the traits of `item`."""
    known = {trait: v for trait, v in zip(item.traits, values, strict=True) if v is not None}
    if not columns or (not item.lifting and item.holds(known) == FALSE):
        return False
    rows: list[list[Value | None]] = [
        [*_possible(column), *([None] if column.id in item.lifting else [])] for column in columns
    ]
    count = 1
    for row in rows:
        count *= len(row)
    if count > MOST_COMBINATIONS:
        return True
    ids = [column.id for column in columns]
    return any(
        item.holds(known | {t: v for t, v in zip(ids, chosen, strict=True) if v is not None})
        == TRUE
        for chosen in product(*rows)
    )


@lru_cache(maxsize=1024)
def _possible(column: Column) -> tuple[Value, ...]:
    """One value for everything that can be told apart; of several options every set."""
    if column.question.kind is not QuestionKind.SEVERAL:
        found = (value_of(move.answer) for move in answers_to(column))
        return tuple(value for value in found if value is not None)
    return tuple(_sets(column))


def _sets(column: Column) -> Iterator[frozenset[str]]:
    none = column.question.none_option
    sets = [frozenset[str]()]
    for option in column.question.rated_ids:
        sets += [chosen | {option} for chosen in sets if option != none]
    yield from (chosen for chosen in sets if chosen)
    if none is not None:
        yield frozenset((none,))
