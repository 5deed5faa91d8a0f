"""A number question as stretches of numbers with one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from advisor.analysis.cells import EVERY, Bound, Cell, Run, Side, above, below, parts_of
from advisor.analysis.computed import Told
from advisor.analysis.matrix import Column
from advisor.analysis.moves import Move, is_unlikely, number_move, number_said
from advisor.analysis.position import Outcome, Position
from advisor.analysis.state import State
from advisor.catalog.model import QuestionKind

WIDEST_ROUNDING = Decimal("1.25")
"""Ends in two digits can be off by a tenth each."""

TRIED = 17
"""Steps to cross numbers of which nothing is known together."""

Piece = tuple[Cell, int, bool]

BEFORE_ALL = (Decimal("-Infinity"), False)


@dataclass(frozen=True, slots=True)
class Part:
    """Numbers of which each does the same, or of which (not `sure`) only one was tried.

    `place` is that of the cell it is a part of.
    """

    cell: Cell
    place: int
    outcome: Outcome
    by_limit: bool
    sure: bool

    @property
    def told(self) -> tuple[int, bool]:
        """What is said of it: the bits of who is first, and whether a limit makes it so."""
        return self.outcome.first, self.by_limit


@lru_cache(maxsize=8)
def number_parts(at: Position) -> dict[str, tuple[Part, ...]]:
    """Every number that can be answered, by question, from small to large."""
    tried: dict[str, list[Outcome]] = {}
    for outcome in at.outcomes:
        if outcome.move.answer.number is not None:
            tried.setdefault(outcome.move.column.id, []).append(outcome)
    return {
        column.id: tuple(_parts(at, column, tried.get(column.id, ())))
        for column in at.matrix.columns
        if column.question.kind is QuestionKind.NUMBER
        and (column.own or column.shared or at.weights[column.index] or at.reaches(column))
    }


def _parts(at: Position, column: Column, tried: Iterable[Outcome]) -> list[Part]:
    runs, outcomes = _runs(at, column), _Outcomes(at, column)
    whole = {} if runs is None else _by_place(at, column, tried)
    found = []
    for cell, place, sure in _pieces(column, runs):
        outcome = whole.get(place) if cell is column.line.cells[place] else None
        if outcome is None:
            outcome = outcomes.of(cell.number, place)
        found.append(Part(cell, place, outcome, is_by_limit(at, outcome.state), sure))
    return found


@lru_cache(maxsize=1024)
def _pieces(column: Column, runs: tuple[Run, ...] | None) -> tuple[Piece, ...]:
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


class _Outcomes:
    """Numbers of one cell that lead to the same computed ratings lead to the same state."""

    def __init__(self, at: Position, column: Column) -> None:
        self._at, self._column = at, column
        self._found: dict[tuple[int, int], tuple[Told | None, Outcome]] = {}

    def of(self, number: Decimal, place: int) -> Outcome:
        """`place` is that of the cell that `number` lies in."""
        at, move = self._at, number_said(self._column, number)
        told = at.rater.told_after((move,)) if at.rater else None
        key = (place, id(told.ratings) if told else 0)
        if key not in self._found:
            self._found[key] = told, at.outcome(move)
        known = self._found[key][1]
        return Outcome(move, known.state, known.first)


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


def _by_place(at: Position, column: Column, tried: Iterable[Outcome]) -> dict[int | None, Outcome]:
    """What is known of cells already: of those tried, and of the one the answer lies in."""
    known = at.answers.known(column.id)
    found = {outcome.move.place: outcome for outcome in tried}
    if known is not None and known.number is not None:
        move = number_said(column, known.number)
        found[move.place] = Outcome(move, at.state, at.first)
    return found


def number_turns(at: Position, column: Column) -> Iterator[Outcome]:
    """The changes of a number that change first place, each outcome once on either side of it.

    An outcome is told where it begins; its bounds hold for every number between them.
    """
    parts = number_parts(at)[column.id]
    own = at.answers.known(column.id)
    if own is None or own.number is None:
        yield from _on_one_side(at, column, parts, here=None, down=False)
        return
    here = column.line.place(own.number)
    before, behind = (own.number, False), (own.number, True)
    larger = [part for part in parts if part.cell.start is not None and part.cell.start >= behind]
    smaller = [part for part in parts if part.cell.end is not None and part.cell.end <= before]
    yield from _on_one_side(at, column, larger, here=here, down=False)
    yield from _on_one_side(at, column, smaller[::-1], here=here, down=True)


def _on_one_side(
    at: Position, column: Column, parts: Sequence[Part], *, here: int | None, down: bool
) -> Iterator[Outcome]:
    """`parts` lead away from the cell `here`. Of an outcome with several stretches the nearest is
    told that is more than a single number."""
    found: dict[tuple[int, bool], Outcome] = {}
    for stretch in _joined(parts):
        near, far = stretch[0], stretch[-1]
        if near.outcome.first == at.first or (not down and is_unlikely(column, near.cell)):
            continue
        if near.told in found and not _is_single(found[near.told]):
            continue
        bound = _bound(near.cell, far.cell, down=down) if near.sure else _about(near)
        move = _move(column, near, here, bound, down=down)
        outcome = Outcome(move, near.outcome.state, near.outcome.first)
        if near.told not in found or (near.sure and not _is_single(outcome)):
            found[near.told] = outcome
    yield from found.values()


def _is_single(outcome: Outcome) -> bool:
    bound = outcome.move.bound
    return bound is not None and bound.side is Side.ABOUT


def _joined(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Neighbours of which the same is told, unless what lies between is not known."""
    stretch: list[Part] = []
    for part in parts:
        if stretch and not _is_next(part, stretch[-1]):
            yield stretch
            stretch = []
        stretch.append(part)
    if stretch:
        yield stretch


def _is_next(part: Part, last: Part) -> bool:
    known = part.sure and last.sure and part.told == last.told
    return known and not _is_apart(part.cell, last.cell)


def _is_apart(one: Cell, other: Cell) -> bool:
    """Whether more lies between two cells than what is left out by rounding their ends."""
    first, second = sorted((one, other), key=lambda cell: cell.start or BEFORE_ALL)
    if first.end is None or second.start is None:
        return False
    return second.start[0] > WIDEST_ROUNDING * first.end[0]


def _move(column: Column, near: Part, here: int | None, bound: Bound | None, *, down: bool) -> Move:
    """To the number next to the one that was said."""
    cell = near.cell
    nearest = cell.high if down else cell.low
    if here is None or not near.sure:
        nearest = None
    number = cell.number if nearest is None else nearest
    distance = 1 if here is None else max(1, abs(near.place - here))
    return number_move(column, number, distance, bound)


def _about(part: Part) -> Bound:
    return Bound(side=Side.ABOUT, number=part.cell.number)


def _bound(near: Cell, far: Cell, *, down: bool) -> Bound | None:
    """Where a stretch begins, and where it ends again."""
    start, end = (far.start, near.end) if down else (near.start, far.end)
    if start is not None and end is not None and start[0] == end[0]:
        return Bound(side=Side.ABOUT, number=start[0])
    low = None if start is None else above(start)
    high = None if end is None else below(end)
    first, second = (high, low) if down else (low, high)
    if first is None:
        return second
    return Bound(side=first.side, number=first.number, other=second)


def bound_beside(at: Position, move: Move, other: Move, *, alone: bool = False) -> Bound | None:
    """What has to hold of a number, so that it does with another change what `move` does with it;
    None where `move` is to no number.

    `alone`: of its own cell. Of two numbers that reach the bill each is but an example.
    """
    column, number = move.column, move.answer.number
    if number is None:
        return None
    pieces = _pieces(column, _runs_beside(at, column, other))
    here = next(i for i, (cell, _place, _sure) in enumerate(pieces) if _holds(cell, number))
    if not pieces[here][2]:
        return Bound(side=Side.ABOUT, number=number)
    cells = [pieces[here][0]] if alone else _alike(at, move, other, pieces, here)
    known = at.answers.known(column.id)
    down = known is not None and known.number is not None and number < known.number
    near, far = (cells[-1], cells[0]) if down else (cells[0], cells[-1])
    return _bound(near, far, down=down)


def _runs_beside(at: Position, column: Column, other: Move) -> tuple[Run, ...] | None:
    """The same as `_runs` beside another change; None, too, where that is of another number that
    reaches the bill."""
    if at.rater is None or not at.reaches(column):
        return (EVERY,)
    both = other.answer.number is not None and at.reaches(other.column)
    return None if both else at.rater.runs(column.id, (other,))


def _alike(at: Position, move: Move, other: Move, pieces: Sequence[Piece], here: int) -> list[Cell]:
    """The cells around that at `here` whose numbers do with `other` what `move` does, in order."""

    def told(change: Move) -> tuple[int, bool]:
        state = at.after(change, other)
        return at.first_in(state), is_by_limit(at, state)

    def going_on(places: Iterable[int]) -> Iterator[Cell]:
        last = pieces[here][0]
        for cell, _place, sure in (pieces[place] for place in places):
            apart = not sure or _is_apart(cell, last)
            if apart or told(number_said(move.column, cell.number)) != own:
                return
            yield (last := cell)

    own = told(move)
    before = list(going_on(range(here - 1, -1, -1)))
    return [*reversed(before), pieces[here][0], *going_on(range(here + 1, len(pieces)))]


def _holds(cell: Cell, number: Decimal) -> bool:
    """Whether `number` lies in `cell`."""
    starts = cell.start is None or cell.start <= (number, False)
    return starts and (cell.end is None or (number, True) <= cell.end)


def is_by_limit(at: Position, then: State) -> bool:
    """Whether every pattern that is first now is ruled out then."""
    if then.broken == at.state.broken:
        return False
    return bool(at.leading) and all(then.broken & mask for mask in at.leading)


def _runs(at: Position, column: Column) -> tuple[Run, ...] | None:
    """Numbers among which no computed rating changes; None where that is not known."""
    return at.rater.runs(column.id) if at.rater and at.reaches(column) else (EVERY,)
