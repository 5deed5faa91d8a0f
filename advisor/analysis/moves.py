"""Every change of one answer, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from advisor.analysis.cells import Bound, Cell, above, below
from advisor.analysis.matrix import Column, Effect
from advisor.catalog.model import QuestionKind
from advisor.questionnaire.answers import UNKNOWN, Answer
from advisor.questionnaire.numbers import plain

Chosen = frozenset[str] | None


class Change(StrEnum):
    """How an answer changes: another is chosen, an option more or less, or taken back."""

    CHOOSE = "choose"
    ADD = "add"
    REMOVE = "remove"
    FORGET = "forget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One answer put in the place of another.

    `option` is what is chosen, added or removed, a number in digits, or "unknown". `distance` is
    in steps along the options or bands; an answer taken back is farther than any other option.
    `bound` says of a number what has to hold; `option` is then an example, and `place` that of the
    cell it lies in.
    """

    column: Column
    change: Change
    option: str
    answer: Answer
    effect: Effect
    distance: int
    bound: Bound | None = None
    place: int | None = None


def moves(column: Column, known: Answer | None) -> tuple[Move, ...]:
    """The changes of the definite answer `known` that are worth naming; None: it is open.

    Every one but for numbers nobody is likely to mean: those from `plausible` up. Lower ones than
    the number that was said stay in.
    """
    if known is None:
        return _moves(column, None, None)
    place = None if known.number is None else column.line.place(known.number)
    return _moves(column, frozenset(known.options), place)


@lru_cache(maxsize=1024)
def answers_to(column: Column) -> tuple[Move, ...]:
    """Every answer to an open question that can be told apart, unlikely numbers included.

    Of several options one at a time. For what is said of whatever answer may come.
    """
    return (*moves(column, None), *unlikely(column))


@lru_cache(maxsize=1024)
def unlikely(column: Column) -> tuple[Move, ...]:
    """The answers to an open question that `moves` leaves out."""
    cells = (cell for cell in column.line.cells if is_unlikely(column, cell))
    return tuple([number_move(column, cell.number, 1, _bound(cell, down=False)) for cell in cells])


@lru_cache(maxsize=4096)
def _moves(column: Column, chosen: Chosen, here: int | None) -> tuple[Move, ...]:
    """`chosen` is None where the question is open; `here` is the number's cell."""
    kind = column.question.kind
    if kind is QuestionKind.SINGLE:
        found = _chosen(column, chosen)
    elif kind is QuestionKind.SEVERAL:
        found = _toggled(column, chosen or frozenset())
    else:
        found = _numbers(column, here)
    return tuple(found) if chosen is None else (*found, _forgotten(column))


@lru_cache(maxsize=4096)
def number_move(column: Column, number: Decimal, distance: int, bound: Bound | None) -> Move:
    answer, place = Answer(trait=column.id, number=number), column.line.place(number)
    return _move(column, Change.CHOOSE, plain(number), answer, distance, bound, place)


@lru_cache(maxsize=4096)
def number_said(column: Column, number: Decimal) -> Move:
    """The same for what is said of a number by itself."""
    return number_move(column, number, 1, None)


def _move(
    column: Column,
    change: Change,
    option: str,
    answer: Answer,
    distance: int,
    bound: Bound | None = None,
    place: int | None = None,
) -> Move:
    return Move(
        column=column,
        change=change,
        option=option,
        answer=answer,
        effect=column.effect(answer),
        distance=distance,
        bound=bound,
        place=place,
    )


def _chosen(column: Column, chosen: Chosen) -> Iterator[Move]:
    options = column.question.rated_ids
    here = next((i for i, option in enumerate(options) if option in (chosen or ())), None)
    for place, option in enumerate(options):
        if place != here:
            distance = 1 if here is None else abs(place - here)
            answer = Answer(trait=column.id, options=(option,))
            yield _move(column, Change.CHOOSE, option, answer, distance)


def _toggled(column: Column, chosen: frozenset[str]) -> Iterator[Move]:
    """One option more or less. The option that excludes the others replaces them, and back."""
    none = column.question.none_option
    for option in column.question.rated_ids:
        change = Change.REMOVE if option in chosen else Change.ADD
        if change is Change.REMOVE:
            left = chosen - {option}
        else:
            left = frozenset({option}) if option == none else (chosen | {option}) - {none}
        if left:
            kept = tuple(o for o in column.question.rated_ids if o in left)
            yield _move(column, change, option, Answer(trait=column.id, options=kept), 1)


def _numbers(column: Column, here: int | None) -> Iterator[Move]:
    for place, cell in enumerate(column.line.cells):
        if place == here or (is_unlikely(column, cell) and (here is None or place > here)):
            continue
        nearest = cell.number if here is None else (cell.low if place > here else cell.high)
        number = cell.number if nearest is None else nearest
        distance = 1 if here is None else abs(place - here)
        yield number_move(
            column, number, distance, _bound(cell, down=here is not None and place < here)
        )


def is_unlikely(column: Column, cell: Cell) -> bool:
    """Whether nobody is likely to mean a number of the cell."""
    if column.question.kind is not QuestionKind.NUMBER:
        return False
    plausible = column.question.plausible
    return plausible is not None and cell.start is not None and cell.start[0] >= plausible


def _bound(cell: Cell, *, down: bool) -> Bound | None:
    """What a change into `cell` crosses; of an open question its lower end, where it has one."""
    if cell.start is not None and not (down and cell.end is not None):
        return above(cell.start)
    return None if cell.end is None else below(cell.end)


def _forgotten(column: Column) -> Move:
    steps = max(len(column.question.rated_ids), len(column.line.cells))
    answer = Answer(trait=column.id, unknown=True)
    return _move(column, Change.FORGET, UNKNOWN, answer, steps)
