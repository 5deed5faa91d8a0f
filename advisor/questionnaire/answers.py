"""What a person said: answers and importance, in the catalog's identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from advisor.catalog.model import Questionnaire

UNKNOWN = "unknown"
"""The option every question has beside its own: "I don't know yet"."""


class Importance(StrEnum):
    """How much a question matters to the person who answers it."""

    OFF = "off"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"

    @cached_property
    def multiplier(self) -> int:
        return {"off": 0, "low": 1, "normal": 2, "high": 4, "critical": 8}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: chosen options (in catalog order), or a number, or "I don't know yet"."""

    trait: str
    options: tuple[str, ...] = ()
    number: Decimal | None = None
    unknown: bool = False


def _nothing() -> Mapping[str, Importance]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer, by question. A question that is absent was not answered."""

    by_trait: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    importances: Mapping[str, Importance] = field(default_factory=_nothing)

    def get(self, trait: str) -> Answer | None:
        return self.by_trait.get(trait)

    def importance(self, trait: str) -> Importance:
        return self.importances.get(trait, Importance.NORMAL)

    def known(self, trait: str) -> Answer | None:
        """The answer, unless there is none or it is "I don't know yet"."""
        answer = self.by_trait.get(trait)
        return None if answer is None or answer.unknown else answer


class NoticeCode(StrEnum):
    """What could not be taken as it stood."""

    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_OPTION = "unknown-option"
    UNKNOWN_IMPORTANCE = "unknown-importance"
    REPEATED = "repeated"
    CONTRADICTION = "contradiction"
    NOT_A_NUMBER = "not-a-number"
    MISGROUPED = "misplaced-separator"
    OUT_OF_RANGE = "out-of-range"
    RENAMED = "renamed"
    UNREADABLE = "unreadable"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing not understood: `key` and `value` as given (shortened), and what would do."""

    code: NoticeCode
    key: str
    value: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedAnswers:
    answers: Answers
    notices: tuple[Notice, ...]
    questionnaire: Questionnaire = field(repr=False, compare=False)
