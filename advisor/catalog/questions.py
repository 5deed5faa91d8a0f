"""What is asked: questions, their options, and how answers combine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from advisor.catalog.texts import LocalizedText


class QuestionKind(StrEnum):
    SINGLE = "single"
    SEVERAL = "several"
    NUMBER = "number"


class Combine(StrEnum):
    """Who decides a question where one pattern stands in front of another.

    The origin behind, the better of the two (an ability), or the worse of the two (a burden).
    """

    ORIGIN = "origin"
    BEST = "best"
    WORST = "worst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    text: LocalizedText
    hint: LocalizedText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named part of a number question's range, lower end included, upper end not."""

    id: str
    text: LocalizedText
    lower: Decimal
    upper: Decimal | None

    def contains(self, number: Decimal) -> bool:
        return self.lower <= number and (self.upper is None or number < self.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What an option of another question says about a number: the closed interval it implies."""

    question: str
    intervals: Mapping[str, tuple[Decimal, Decimal | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unless:
    """Options of another question while one of which a question's answer does not count."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `weight` is the author's base weight, 0 to 3; 0 never makes a point.

    `plausible` is the largest number worth naming as a change; larger ones can be answered.
    """

    id: str
    aliases: tuple[str, ...] = ()
    group: str
    kind: QuestionKind
    weight: int
    leading: bool = False
    combine: Combine = Combine.BEST
    text: LocalizedText
    label: LocalizedText
    why: LocalizedText
    decides: LocalizedText
    options: tuple[Option, ...] = ()
    none_option: str | None = None
    bands: tuple[Band, ...] = ()
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    plausible: Decimal | None = None
    estimate: Estimate | None = None
    unless: Unless | None = None

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)

    def band_for(self, number: Decimal) -> Band | None:
        return next((band for band in self.bands if band.contains(number)), None)

    @property
    def rated_ids(self) -> tuple[str, ...]:
        """What a rating of this question may name: its options, or its bands."""
        return tuple(item.id for item in (self.options or self.bands))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    id: str
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    by_id: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    conditional: Mapping[str, Unless] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = MappingProxyType({question.id: question for question in self.questions})
        conditional = {q.id: q.unless for q in self.questions if q.unless is not None}
        object.__setattr__(self, "by_id", by_id)
        object.__setattr__(self, "conditional", MappingProxyType(conditional))
