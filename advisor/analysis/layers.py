"""What goes together: the origin behind an edge, a front before an origin, and what comes later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from advisor.analysis.limits import excluding
from advisor.analysis.model import AddOn, Later, Layers, Loss, Origin
from advisor.analysis.position import Position
from advisor.catalog.model import Combine, Composition, Layer, Pattern, Relation

Ratings = tuple[int, ...]
"""Of one answer, by pattern."""

LEAST_NET = Fraction(1)
"""Points of score that an add-on must bring on balance."""

REASON = 2
"""The rating that calls for a pattern."""


def layers(at: Position, primary: int) -> Layers:
    """Origins are listed best first; add-ons by net gain."""
    pattern = at.matrix.patterns[primary]
    behind = pattern.layer is Layer.EDGE
    return Layers(
        primary=pattern.slug,
        origins=tuple(origins(at, primary)) if behind else (),
        add_ons=() if behind else tuple(_add_ons(at, primary)),
        later=tuple(
            Later(
                pattern=item.pattern,
                note=item.note,
                transition=item.transition,
                limits=excluding(at, at.matrix.slugs.index(item.pattern)),
            )
            for item in pattern.compositions
            if item.relation is Relation.REPLACED_BY
        ),
    )


def origins(at: Position, edge: int) -> Iterator[Origin]:
    """Patterns it goes in front of that no limit rules out, or only such as it cures; in the order
    of the ranking."""
    fronted = [
        (place, note)
        for place, pattern in enumerate(at.matrix.patterns)
        if (note := front(at.matrix.patterns[edge], pattern)) and _may_stand_behind(at, place)
    ]
    vetoed, totals = at.state.vetoed, at.state.totals
    fronted.sort(key=lambda item: (vetoed >> item[0] & 1, -totals[item[0]]))
    for place, composition in fronted:
        yield Origin(pattern=at.matrix.slugs[place], note=composition.note)


def _may_stand_behind(at: Position, place: int) -> bool:
    limits = excluding(at, place)
    constraints = at.matrix.patterns[place].constraints
    return all(item.cured_in_front for item in constraints if item.id in limits)


def front(edge: Pattern, origin: Pattern) -> Composition | None:
    """What the catalog says of `edge` in front of `origin`, on either side."""
    if edge.layer is not Layer.EDGE or origin.layer is not Layer.ORIGIN:
        return None
    said = (
        (edge, Relation.IN_FRONT_OF, origin.slug),
        (origin, Relation.BEHIND, edge.slug),
    )
    return next(
        (
            item
            for pattern, relation, slug in said
            for item in pattern.compositions
            if item.relation is relation and item.pattern == slug
        ),
        None,
    )


def _add_ons(at: Position, primary: int) -> list[AddOn]:
    found = [
        add_on
        for place in at.feasible
        if place != primary and (add_on := _add_on(at, primary, place))
    ]
    return sorted(found, key=lambda item: (-item.net, item.pattern))


def _add_on(at: Position, primary: int, place: int) -> AddOn | None:
    patterns = at.matrix.patterns
    said = front(patterns[place], patterns[primary])
    if said is None:
        return None
    gains = _gains(at, primary, place)
    add_on = AddOn(
        pattern=patterns[place].slug,
        triggers=tuple(
            gain.trait
            for gain in gains
            if at.effects[at.matrix.by_trait[gain.trait].index].ratings[place] >= REASON
        ),
        gains=gains,
        costs=_costs(at, primary, place),
        note=said.note,
    )
    return add_on if add_on.triggers and add_on.net >= LEAST_NET else None


def _gains(at: Position, primary: int, place: int) -> tuple[Loss, ...]:
    """Abilities that the pattern in front adds: where it is rated above the primary."""
    return _moved(at, Combine.BEST, lambda ratings: max(0, ratings[place] - ratings[primary]))


def _costs(at: Position, primary: int, place: int) -> tuple[Loss, ...]:
    """Burdens that it adds: where it is rated against, and more so than the primary."""

    def burden(ratings: Ratings) -> int:
        return min(0, min(0, ratings[place]) - min(0, ratings[primary]))

    return _moved(at, Combine.WORST, burden)


def _moved(at: Position, combine: Combine, change: Callable[[Ratings], int]) -> tuple[Loss, ...]:
    """The points that `change` moves, by question of that kind, the largest first."""
    products = [
        (at.weights[column.index] * change(at.effects[column.index].ratings), column.id)
        for column in at.matrix.columns
        if column.question.combine is combine
    ]
    moved = sorted((item for item in products if item[0]), key=lambda item: -abs(item[0]))
    return tuple(Loss(trait=trait, points=at.points(product)) for product, trait in moved)
