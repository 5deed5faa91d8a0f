"""What it takes to move from one pattern to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advisor.catalog.texts import LocalizedText


class Effort(StrEnum):
    """How long it takes to move from one pattern to another, by our judgement."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What it takes to move to another pattern: what may stay, and what is written anew."""

    effort: Effort
    stays: LocalizedText
    rewritten: LocalizedText
