"""Every part of the pages in every state, for the style guide: made from whatever catalog there is.

The numbers are made up; the drawing functions are those of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, islice

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, Pattern, Question, QuestionKind
from advisor.presentation import figures
from advisor.presentation.code import code_lines
from advisor.presentation.picture import HUES
from advisor.presentation.profile import profile_figure
from advisor.presentation.request_path import PathView, path_view
from advisor.presentation.ruler import RulerLimit, limit_ruler
from advisor.presentation.sequence import SequenceView, sequence_view
from advisor.presentation.svg import MARKS, mark

Pairs = list[tuple[str, str]]

CODE = 'name: sample\nreplicas: 3 # from an answer\nimage: "sample:1"\n'
SEQUENCE = """sequenceDiagram
    participant A as One
    participant B as Two<br/>in two lines
    A->>B: a request
    alt it is known
        B-->>A: an answer at once
    else it is not
        B->>B: work
        B-->>A: an answer later
    end
    Note over A,B: a note over both
"""
RULERS = {1: None, 4: Decimal(3), 9: Decimal(900)}
"""How many limits a ruler has, and the number held against them: none, below, above them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HueView:
    """A colour with each mark in it, filled and hollow."""

    name: str
    filled: tuple[SafeString, ...]
    hollow: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    hues: tuple[HueView, ...]
    fits: tuple[SafeString, ...]
    slots: SafeString
    rulers: tuple[SafeString, ...]
    profile: SafeString
    sequence: SequenceView
    paths: tuple[PathView, ...]
    code: SafeString


def samples(patterns: Sequence[Pattern], language: str) -> Samples:
    colours = list(islice(cycle(HUES), 5))
    return Samples(
        hues=tuple(_hue(colour) for colour in HUES),
        fits=tuple(figures.fit_dots(value, "square") for value in range(-2, 3)),
        slots=figures.effect_slots(list(zip(colours, range(-2, 3), strict=True))),
        rulers=tuple(_ruler(count, yours) for count, yours in RULERS.items()),
        profile=profile_figure(patterns, _profile_rows(len(patterns))),
        sequence=sequence_view(SEQUENCE, _("Sequence of one request: %(name)s") % {"name": "A"}),
        paths=tuple(path for one in patterns if (path := path_view(one, language)))[:1],
        code=code_lines("sample.yaml", CODE, [2]),
    )


def _hue(colour: str) -> HueView:
    class_ = f"hue-{colour}"
    return HueView(
        name=colour,
        filled=tuple(mark(name, class_=class_) for name in MARKS),
        hollow=tuple(mark(name, hollow=True, class_=class_) for name in MARKS),
    )


def _ruler(count: int, yours: Decimal | None) -> SafeString:
    looks = zip(cycle(HUES), cycle(MARKS), range(count), strict=False)
    limits = [
        RulerLimit(
            name=colour,
            amount=f"{2**number} MB",
            value=Decimal(2**number),
            colour=colour,
            mark=name,
        )
        for colour, name, number in looks
    ]
    label = "" if yours is None else _("yours %(yours)s") % {"yours": f"{yours} MB"}
    return limit_ruler(limits, yours, label, f"{count}")


def _profile_rows(count: int) -> list[tuple[str, tuple[int, ...]]]:
    ratings = list(range(-2, 3))
    return [
        (f"{row + 1}", tuple(islice(cycle(ratings[row:] + ratings[:row]), count)))
        for row in range(len(ratings))
    ]


def no_answers(_catalog: Catalog) -> Pairs:
    return []


def one_answer(catalog: Catalog) -> Pairs:
    """The first answer that moves a pattern."""
    return list(islice(_moving(catalog), 1))


def many_answers(catalog: Catalog) -> Pairs:
    """An answer to every question that makes points, and a number beyond every limit."""
    return [*_moving(catalog), *_excluding(catalog), ("no_such_question", "1")]


def _moving(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for question in catalog.questionnaire.questions:
        if question.weight and question.options:
            yield question.id, question.options[-1].id


def _excluding(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for question in catalog.questionnaire.questions:
        if question.kind is QuestionKind.NUMBER and not question.weight and question.maximum:
            yield question.id, f"{question.maximum:f}"
            return


def sample_questions(catalog: Catalog) -> tuple[Question, ...]:
    """One question of each kind; numbers with points and without."""
    found: dict[tuple[QuestionKind, bool], Question] = {}
    for question in catalog.questionnaire.questions:
        found.setdefault((question.kind, question.weight > 0), question)
    return tuple(found.values())
