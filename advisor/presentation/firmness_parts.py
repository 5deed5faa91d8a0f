"""What is said of firmness, piece by piece, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.model import Pattern
from advisor.presentation.questions import OptionView, QuestionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the five words on the line of firmness."""

    word: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A change that gives another first place, with the link that makes it.

    `lead` are its printed points ahead of the next; empty where it shares first place or nobody
    is next.
    """

    change: str
    first: tuple[Pattern, ...]
    first_names: str
    lead: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """What one answer to the next question would do."""

    option: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    question: QuestionView
    leads: tuple[LeadView, ...]
    decides: bool

    @property
    def options(self) -> tuple[tuple[OptionView, str], ...]:
        """Every option with the lead after it."""
        texts = {lead.option: lead.text for lead in self.leads}
        return tuple((option, texts.get(option.id, "")) for option in self.question.options)

    @property
    def number_leads(self) -> tuple[LeadView, ...]:
        return self.leads if self.question.kind == "number" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """Why a pattern is not first, and when to choose it all the same.

    `beside` says that it goes together with who is in front, "" where it does not. `level` says
    what would bring it level where nothing is known that puts it first.
    """

    pattern: Pattern
    name: str
    why: str
    dominated: str
    beside: str
    choose_if: str
    level: str
    query: str
