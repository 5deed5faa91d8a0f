"""For each pattern that is not first: why, and when it would be."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.analysis.dominance import dominators
from advisor.analysis.model import Flip, Loss, Other, PairFlip, Slugs, WeightFlip
from advisor.analysis.moves import Change
from advisor.analysis.position import Position
from advisor.catalog.model import Severity

MOST_LOSSES = 2

Changes = Iterable[Flip | PairFlip | WeightFlip]


def others(at: Position, changes: Changes) -> tuple[Other, ...]:
    """In catalog order. `changes` are what would change first place, the nearest first."""
    nearest = _nearest(changes)
    return tuple(
        Other(
            pattern=slug,
            losses=_losses(at, place),
            limits=_limits(at, place),
            dominated_by=dominators(at, place),
            choose_if=nearest.get((slug,)),
        )
        for place, slug in enumerate(at.matrix.slugs)
        if not at.first >> place & 1
    )


def _nearest(changes: Changes) -> dict[Slugs, Flip | PairFlip | WeightFlip]:
    """The first change that leads to each first place. An answer taken back is no reason.

    A limit that rules the others out comes last: it makes nothing a better choice.
    """
    reasons = (change for change in changes if not _forgets(change))
    found: dict[Slugs, Flip | PairFlip | WeightFlip] = {}
    for change in sorted(reasons, key=rules_out):
        found.setdefault(change.first, change)
    return found


def rules_out(change: Flip | PairFlip | WeightFlip) -> bool:
    """Whether a change leads to another first place by ruling out the one there is."""
    return isinstance(change, Flip | PairFlip) and change.by_limit


def _forgets(change: Flip | PairFlip | WeightFlip) -> bool:
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


def _limits(at: Position, place: int) -> tuple[str, ...]:
    """The ids of the constraints that exclude it."""
    excluding = [
        item.id
        for item in at.matrix.patterns[place].constraints
        if item.severity is Severity.EXCLUDE
    ]
    own = [item for item in at.matrix.exclusions if item.pattern == place]
    return tuple(
        name for name, item in zip(excluding, own, strict=True) if item.bit & at.state.broken
    )
