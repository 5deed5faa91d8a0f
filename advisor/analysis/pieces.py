"""Numbers cut where what they do could change, by themselves and by computed ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from advisor.analysis.cells import BEFORE_ALL, Cell, Run, parts_of
from advisor.analysis.matrix import Column

WIDEST_ROUNDING = Decimal("1.25")
"""Ends in two digits can be off by a tenth each."""

TRIED = 17
"""Steps to cross numbers of which nothing is known together."""

Piece = tuple[Cell, int, bool]


@lru_cache(maxsize=1024)
def pieces(column: Column, runs: tuple[Run, ...] | None) -> tuple[Piece, ...]:
    """What is looked at by itself, from small to large, with the place of the cell it lies in and
    whether each number of it does the same."""
    cells, question, line = column.line.cells, column.question, column.line
    if runs is None:
        return tuple((cell, place, False) for place, cell in enumerate(cells))
    found = [
        (part, place, True)
        for place, cell in enumerate(cells)
        for part in parts_of(question, cell, runs)
    ]
    found += [(_single(x), line.place(x), False) for x in _examples(column, runs)]
    return tuple(sorted(found, key=lambda piece: piece[0].start or BEFORE_ALL))


def _single(number: Decimal) -> Cell:
    return Cell(low=number, high=number, start=(number, False), end=(number, True))


def _examples(column: Column, runs: Sequence[Run]) -> Iterator[Decimal]:
    """Numbers to try where nothing is known of many together: evenly apart as ratios."""
    plausible = column.question.plausible
    for (_first, end), (start, _last) in pairwise(runs):
        if end is None or start is None or not start[0] > WIDEST_ROUNDING * end[0] > 0:
            continue
        low, ratio = float(end[0]), float(start[0] / end[0])
        for step in range(1, TRIED):
            number = Decimal(f"{low * ratio ** (step / TRIED):.3g}")
            if plausible is None or number < plausible:
                yield number


def is_apart(one: Cell, other: Cell) -> bool:
    """Whether more lies between two cells than what is left out by rounding their ends."""
    first, second = sorted((one, other), key=lambda cell: cell.start or BEFORE_ALL)
    if first.end is None or second.start is None:
        return False
    return second.start[0] > WIDEST_ROUNDING * first.end[0]
