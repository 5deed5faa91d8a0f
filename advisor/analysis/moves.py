"""Every change of one answer, nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from advisor.analysis.matrix import Column, Effect
from advisor.catalog.model import QuestionKind
from advisor.questionnaire.answers import UNKNOWN, Answer
from advisor.questionnaire.numbers import plain


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
    """

    column: Column
    change: Change
    option: str
    answer: Answer
    effect: Effect
    distance: int


def moves(column: Column, answer: Answer | None) -> tuple[Move, ...]:
    """Every change of `answer`, the answer now given to the question of `column`."""
    kind = column.question.kind
    known = None if answer is None or answer.unknown else answer
    if kind is QuestionKind.SINGLE:
        found = _chosen(column, known)
    elif kind is QuestionKind.SEVERAL:
        found = _toggled(column, known)
    else:
        found = _numbers(column, known)
    return (*found, *_forgotten(column, known))


def _move(column: Column, change: Change, option: str, answer: Answer, distance: int) -> Move:
    return Move(
        column=column,
        change=change,
        option=option,
        answer=answer,
        effect=column.effect(answer),
        distance=distance,
    )


def _chosen(column: Column, known: Answer | None) -> Iterator[Move]:
    options = column.question.rated_ids
    here = options.index(known.options[0]) if known else None
    for place, option in enumerate(options):
        if place != here:
            distance = 1 if here is None else abs(place - here)
            answer = Answer(trait=column.id, options=(option,))
            yield _move(column, Change.CHOOSE, option, answer, distance)


def _toggled(column: Column, known: Answer | None) -> Iterator[Move]:
    """One option more or less. The option that excludes the others replaces them, and back."""
    chosen = set(known.options) if known else set()
    none = column.question.none_option
    for option in column.question.rated_ids:
        change = Change.REMOVE if option in chosen else Change.ADD
        if change is Change.ADD:
            left = {option} if option == none else (chosen | {option}) - {none}
        else:
            left = chosen - {option}
        if left:
            kept = tuple(o for o in column.question.rated_ids if o in left)
            yield _move(column, change, option, Answer(trait=column.id, options=kept), 1)


def _numbers(column: Column, known: Answer | None) -> Iterator[Move]:
    line = column.line
    here = line.place(known.number) if known and known.number is not None else None
    for place, cell in enumerate(line.cells):
        if place == here:
            continue
        nearest = cell.number if here is None else (cell.low if place > here else cell.high)
        number = cell.number if nearest is None else nearest
        distance = 1 if here is None else abs(place - here)
        answer = Answer(trait=column.id, number=number)
        yield _move(column, Change.CHOOSE, plain(number), answer, distance)


def _forgotten(column: Column, known: Answer | None) -> Iterator[Move]:
    if known is not None:
        steps = max(len(column.question.rated_ids), len(column.line.cells))
        answer = Answer(trait=column.id, unknown=True)
        yield _move(column, Change.FORGET, UNKNOWN, answer, steps)
