"""Between which numbers what is said of a number in a pair holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from advisor.analysis.cells import EVERY, Bound, Cell, Run, Side
from advisor.analysis.matrix import Column
from advisor.analysis.moves import Move, number_said
from advisor.analysis.pieces import Piece, is_apart, pieces
from advisor.analysis.position import Position
from advisor.analysis.stretches import bound_of, is_by_limit


def bound_beside(at: Position, move: Move, other: Move, *, alone: bool = False) -> Bound | None:
    """What has to hold of a number, so that it does with another change what `move` does with it;
    None where `move` is to no number.

    `alone`: of its own cell. Of two numbers that reach the bill each is but an example.
    """
    column, number = move.column, move.answer.number
    if number is None:
        return None
    found = pieces(column, _runs_beside(at, column, other))
    places = (i for i, (cell, _place, sure) in enumerate(found) if sure and _holds(cell, number))
    here = next(places, None)
    if here is None:
        return Bound(side=Side.ABOUT, number=number)
    cells = [found[here][0]] if alone else _alike(at, move, other, found, here)
    known = at.answers.known(column.id)
    down = known is not None and known.number is not None and number < known.number
    near, far = (cells[-1], cells[0]) if down else (cells[0], cells[-1])
    return bound_of(near, far, down=down)


def _runs_beside(at: Position, column: Column, other: Move) -> tuple[Run, ...] | None:
    """Numbers among which no computed rating changes beside another change; None where that is not
    known, as where the other is to a number that reaches the bill, too."""
    if at.rater is None or not at.reaches(column):
        return (EVERY,)
    both = other.answer.number is not None and at.reaches(other.column)
    return None if both else at.rater.runs(column.id, (other,))


def _alike(at: Position, move: Move, other: Move, found: Sequence[Piece], here: int) -> list[Cell]:
    """The cells around that at `here` whose numbers do with `other` what `move` does, in order."""

    def told(change: Move) -> tuple[int, bool]:
        state = at.after(change, other)
        return at.first_in(state), is_by_limit(at, state)

    def going_on(places: Iterable[int]) -> Iterator[Cell]:
        last = found[here][0]
        for cell, _place, sure in (found[place] for place in places):
            apart = not sure or is_apart(cell, last)
            if apart or told(number_said(move.column, cell.number)) != own:
                return
            yield (last := cell)

    own = told(move)
    before = list(going_on(range(here - 1, -1, -1)))
    return [*reversed(before), found[here][0], *going_on(range(here + 1, len(found)))]


def _holds(cell: Cell, number: Decimal) -> bool:
    """Whether `number` lies in `cell`."""
    starts = cell.start is None or cell.start <= (number, False)
    return starts and (cell.end is None or (number, True) <= cell.end)
