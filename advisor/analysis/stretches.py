"""A number question as stretches of numbers with one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from advisor.analysis.cells import Bound, Cell, Side, above, below
from advisor.analysis.matrix import Column
from advisor.analysis.moves import Move, is_unlikely, number_move, number_said
from advisor.analysis.pieces import is_apart
from advisor.analysis.position import Outcome, Position
from advisor.analysis.spots import Spot
from advisor.analysis.state import State
from advisor.catalog.model import QuestionKind
from advisor.values import value


@value()
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


@lru_cache(maxsize=2)
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


def _parts(at: Position, column: Column, tried: Iterable[Outcome]) -> Iterator[Part]:
    if at.rater is not None and at.reaches(column):
        yield from _of_spots(at, at.rater.spots(column).in_order, column)
        return
    whole = _by_place(at, column, tried)
    for place, cell in enumerate(column.line.cells):
        outcome = whole.get(place) or at.outcome(number_said(column, cell.number))
        yield Part(cell, place, outcome, is_by_limit(at, outcome.state), sure=True)


def _of_spots(
    at: Position, rows: Iterable[tuple[Cell, bool, Spot]], column: Column
) -> Iterator[Part]:
    """Numbers of one spot lead to the same state."""
    found: dict[Spot, tuple[Outcome, bool]] = {}
    for cell, sure, spot in rows:
        known = found.get(spot)
        if known is None:
            outcome = at.outcome(number_said(column, cell.number), spot.ratings)
            known = found[spot] = outcome, is_by_limit(at, outcome.state)
        yield Part(cell, spot.place, *known, sure)


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
    here = place_of_answer(at, column)
    for parts, down in sides(at, column):
        yield from _on_one_side(at, column, parts, here=here, down=down)


def place_of_answer(at: Position, column: Column) -> int | None:
    """That of the cell in which the number lies that was said; None: the question is open."""
    own = at.answers.known(column.id)
    return None if own is None or own.number is None else column.line.place(own.number)


def sides(at: Position, column: Column) -> Iterator[tuple[Sequence[Part], bool]]:
    """The parts that lead away from the number that was said, and whether they lead down."""
    parts = number_parts(at)[column.id]
    own = at.answers.known(column.id)
    if own is None or own.number is None:
        yield parts, False
        return
    before, behind = (own.number, False), (own.number, True)
    larger = [part for part in parts if part.cell.start is not None and part.cell.start >= behind]
    smaller = [part for part in parts if part.cell.end is not None and part.cell.end <= before]
    yield larger, False
    yield smaller[::-1], True


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
        bound = bound_of(near.cell, far.cell, down=down) if near.sure else _about(near)
        move = next_number(column, near, here, bound, down=down)
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
    return known and not is_apart(part.cell, last.cell)


def next_number(
    column: Column, near: Part, here: int | None, bound: Bound | None, *, down: bool
) -> Move:
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


def bound_of(near: Cell, far: Cell, *, down: bool) -> Bound | None:
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


def is_by_limit(at: Position, then: State) -> bool:
    """Whether every pattern that is first now is ruled out then."""
    if then.broken == at.state.broken:
        return False
    return bool(at.leading) and all(then.broken & mask for mask in at.leading)
