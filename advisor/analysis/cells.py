"""A number question cut where something changes: at its bands and at every limit on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from advisor.catalog.model import Above, Below, Question

Cut = tuple[Decimal, bool]
"""A place between two numbers: before the number, or (True) behind it."""

Run = tuple[Cut | None, Cut | None]
"""Numbers between two cuts; None is an end of the line."""

EVERY: Run = (None, None)
BEFORE_ALL: Cut = (Decimal("-Infinity"), False)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Numbers between two cuts; nothing in the catalog tells them apart.

    `low` and `high` are the numbers nearest to its ends, None where it has no end. `start` and
    `end` are the cuts themselves, None at the ends of the line.
    """

    low: Decimal | None
    high: Decimal | None
    start: Cut | None = None
    end: Cut | None = None

    @property
    def number(self) -> Decimal:
        """One number of the cell: its low end, or its high end where the low one is 0."""
        for number in (self.low, self.high):
            if number:
                return number
        return self.low or Decimal(0)


class Side(StrEnum):
    """On which side of a number, and whether it belongs to it."""

    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    AT_MOST = "at-most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What has to hold of a number, rather than one example of it; `other` at the other end."""

    side: Side
    number: Decimal
    other: Bound | None = None


def above(cut: Cut) -> Bound:
    return Bound(side=Side.MORE_THAN if cut[1] else Side.AT_LEAST, number=cut[0])


def below(cut: Cut) -> Bound:
    return Bound(side=Side.AT_MOST if cut[1] else Side.LESS_THAN, number=cut[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """The cells of one question, from small to large."""

    cuts: tuple[Cut, ...]
    cells: tuple[Cell, ...]

    def place(self, number: Decimal) -> int:
        """The index of the cell that holds `number`."""
        return bisect_right(self.cuts, (number, False)) if self.cuts else 0


def number_line(question: Question, atoms: Iterable[Above | Below]) -> NumberLine:
    """`atoms` are the comparisons that can exclude a pattern."""
    found = {(band.lower, False) for band in question.bands}
    found |= {(atom.bound, isinstance(atom, Above)) for atom in atoms}
    cuts = tuple(sorted(cut for cut in found if _inside(question, cut)))
    starts: list[Cut | None] = [None, *cuts]
    ends: list[Cut | None] = [*cuts, None]
    cells = (_cell(question, *ends_of) for ends_of in zip(starts, ends, strict=True))
    return NumberLine(cuts=cuts, cells=tuple(cells))


def parts_of(question: Question, cell: Cell, runs: Iterable[Run]) -> Iterator[Cell]:
    """What of a cell lies within each of `runs`."""
    for first, last in runs:
        if (first is None or (cell.start and cell.start >= first)) and (
            last is None or (cell.end and cell.end <= last)
        ):
            yield cell
            continue
        start = max(filter(None, (cell.start, first)), default=None)
        end = min(filter(None, (cell.end, last)), default=None)
        if not _is_empty(question, start, end):
            yield _cell(question, start, end)


def are_apart(cell: Cell, run: Run) -> bool:
    """Whether no number lies in both."""
    (first, last), start, end = run, cell.start, cell.end
    if start is not None and last is not None and last <= start:
        return True
    return end is not None and first is not None and end <= first


def _is_empty(question: Question, start: Cut | None, end: Cut | None) -> bool:
    low, high = question.minimum, question.maximum
    first = start if low is None else max(start or (low, False), (low, False))
    last = end if high is None else min(end or (high, True), (high, True))
    return first is not None and last is not None and first >= last


def _inside(question: Question, cut: Cut) -> bool:
    number, behind = cut
    low, high = question.minimum, question.maximum
    above_low = low is None or number > low or (behind and number == low)
    return above_low and (high is None or number < high or (not behind and number == high))


def _cell(question: Question, start: Cut | None, end: Cut | None) -> Cell:
    low = question.minimum if start is None else start[0]
    high = question.maximum if end is None else end[0]
    low_open = start is not None and start[1]
    high_open = end is not None and not end[1]
    return Cell(
        low=_next(low, high, ONE) if low_open and low is not None else low,
        high=_next(high, low, -ONE) if high_open and high is not None else high,
        start=start,
        end=end,
    )


def _next(number: Decimal, other_end: Decimal | None, step: Decimal) -> Decimal:
    """The whole step from `number`, or half the way where a step leads out of the cell."""
    if other_end is None or abs(other_end - number) > ONE:
        return number + step
    return (number + other_end) / 2
