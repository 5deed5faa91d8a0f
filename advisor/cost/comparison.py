"""Patterns against each other: what each costs a month, by its cheapest variant."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from advisor.cost.estimate import Estimate, Line
from advisor.cost.standing import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCost:
    """A pattern at the volume: its cheapest variant, and the additions that always count."""

    pattern: str
    cheapest: Estimate | None
    additions: tuple[Estimate, ...]
    others: tuple[Estimate, ...]

    @property
    def counted(self) -> tuple[Estimate, ...]:
        """What makes the total, where there is one."""
        return (*((self.cheapest,) if self.cheapest else ()), *self.additions)

    @property
    def priced(self) -> bool:
        return self.cheapest is not None and not any(item.missing for item in self.counted)

    @property
    def total(self) -> Decimal | None:
        """What is printed: the sum of the printed totals it is made of."""
        totals = [item.total for item in self.counted if item.total is not None]
        return sum(totals, Decimal(0)) if self.priced else None

    @property
    def exact(self) -> Fraction | None:
        if not self.priced:
            return None
        return sum((item.exact for item in self.counted), Fraction(0))

    def lines_without(self, groups: Container[str]) -> tuple[Line, ...]:
        """The lines of the month, those of `groups` left out."""
        lines = (line for item in self.counted for line in item.lines)
        return tuple(line for line in lines if line.group not in groups)


Size = tuple[Decimal | Fraction, ...]


def in_print(item: Estimate) -> Size:
    """So that a pattern's printed total never falls when requests rise, as none of them does."""
    assert item.total is not None  # it is priced
    return item.total, item.exact


def exactly(item: Estimate) -> Size:
    return (item.exact,)


def pattern_costs(
    estimates: Sequence[Estimate],
    patterns: Sequence[str],
    size: Callable[[Estimate], Size] = in_print,
) -> Iterator[PatternCost]:
    """The patterns that have any estimate, in the order given. The cheapest variant is the one of
    least `size`."""
    for slug in patterns:
        own = [item for item in estimates if item.variant.pattern == slug]
        if not own:
            continue
        counts = counted((item.variant, item.standing) for item in own)
        priced = [item for item in own if item.variant.id in counts.whole and not item.missing]
        cheapest = min(priced, key=size, default=None)
        additions = [item for item in own if item.variant.id in counts.added]
        chosen = {id(item) for item in (cheapest, *additions)}
        yield PatternCost(
            pattern=slug,
            cheapest=cheapest,
            additions=tuple(item for item in additions if item.lines or item.missing),
            others=tuple(item for item in own if id(item) not in chosen),
        )
