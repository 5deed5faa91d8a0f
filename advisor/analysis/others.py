"""For each pattern that is not first: why, and when it would be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from advisor.analysis.dominance import dominators
from advisor.analysis.limits import excluding
from advisor.analysis.model import Flip, Loss, Other, PairFlip, Slugs, WeightFlip
from advisor.analysis.moves import Change
from advisor.analysis.position import Position

MOST_LOSSES = 2

Turn = Flip | PairFlip | WeightFlip
Changes = Iterable[Turn]
PairsTo = Callable[[Collection[Slugs]], Mapping[Slugs, PairFlip]]


def others(at: Position, changes: Changes, pairs_to: PairsTo) -> tuple[Other, ...]:
    """In catalog order. `changes` are what would change first place, the nearest first; `pairs_to`
    gives pairs for what none of them leads to, though it is neither ruled out nor dominated."""
    nearest = _nearest(changes)
    dominated = {r: dominators(at, r) for r in range(at.matrix.width) if not at.first >> r & 1}
    ranked = {(at.matrix.slugs[r],) for r in at.feasible if not dominated.get(r, True)}
    if ranked - nearest.keys():
        nearest |= pairs_to(ranked - nearest.keys())
    return tuple(
        Other(
            pattern=at.matrix.slugs[place],
            losses=_losses(at, place),
            limits=excluding(at, place),
            dominated_by=by,
            choose_if=nearest.get((at.matrix.slugs[place],)),
        )
        for place, by in dominated.items()
    )


def _nearest(changes: Changes) -> dict[Slugs, Turn]:
    """The first change that leads to each first place. An answer taken back is no reason.

    A limit that rules the others out comes last: it makes nothing a better choice.
    """
    reasons = (change for change in changes if not _forgets(change))
    found: dict[Slugs, Turn] = {}
    for change in sorted(reasons, key=rules_out):
        found.setdefault(change.first, change)
    return found


def rules_out(change: Turn) -> bool:
    """Whether a change leads to another first place by ruling out the one there is."""
    return isinstance(change, Flip | PairFlip) and change.by_limit


def _forgets(change: Turn) -> bool:
    flips = change.changes if isinstance(change, PairFlip) else (change,)
    return any(isinstance(flip, Flip) and flip.change is Change.FORGET for flip in flips)


def _losses(at: Position, place: int) -> tuple[Loss, ...]:
    """The questions on which it loses most points against first place."""
    if not at.first:
        return ()
    lost = [
        (weight * (effect.ratings[place] - effect.ratings[at.top]), column.id)
        for weight, effect, column in zip(at.weights, at.effects, at.matrix.columns, strict=True)
    ]
    worst = sorted((item for item in lost if item[0] < 0), key=lambda item: item[0])
    return tuple(
        Loss(trait=trait, points=at.points(product)) for product, trait in worst[:MOST_LOSSES]
    )
