"""Predicates in Kleene's three-valued logic: what is not known stays not known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from advisor.catalog.model import Above, All, AnyOf, Below, Is, Not, Predicate
from advisor.scoring.evidence import Evidence, Interval
from advisor.scoring.model import Truth

EXACT = Fraction(1)


def evaluate(predicate: Predicate, evidence: Evidence, share: Fraction = EXACT) -> Truth:
    """Whether `predicate` holds. `share` tightens every bound that is a limit (0.8: at 80 %)."""
    match predicate:
        case All(parts):
            return min(evaluate(part, evidence, share) for part in parts)
        case AnyOf(parts):
            return max(evaluate(part, evidence, share) for part in parts)
        case Not(part):
            return Truth(2 - evaluate(part, evidence, share))
        case Is(trait, options):
            return _is(evidence.options(trait), options)
        case Above(trait, bound, limit):
            return _above(
                evidence.interval(trait), bound if limit is None else bound * _decimal(share)
            )
        case Below(trait, bound, limit):
            return _below(
                evidence.interval(trait), bound if limit is None else bound / _decimal(share)
            )


def atoms(predicate: Predicate) -> Iterator[Is | Above | Below]:
    """The comparisons in `predicate`, in the order they are written."""
    match predicate:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case atom:
            yield atom


def traits(predicate: Predicate) -> tuple[str, ...]:
    """The questions `predicate` looks at, each once."""
    return tuple(dict.fromkeys(atom.trait for atom in atoms(predicate)))


def _is(chosen: tuple[str, ...] | None, wanted: tuple[str, ...]) -> Truth:
    if chosen is None:
        return Truth.UNKNOWN
    return Truth.TRUE if set(chosen) & set(wanted) else Truth.FALSE


def _above(interval: Interval | None, bound: Decimal) -> Truth:
    if interval is None:
        return Truth.UNKNOWN
    if interval.lower > bound:
        return Truth.TRUE
    within = interval.upper is not None and interval.upper <= bound
    return Truth.FALSE if within else Truth.UNKNOWN


def _below(interval: Interval | None, bound: Decimal) -> Truth:
    if interval is None:
        return Truth.UNKNOWN
    if interval.upper is not None and interval.upper < bound:
        return Truth.TRUE
    return Truth.FALSE if interval.lower >= bound else Truth.UNKNOWN


def _decimal(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)
