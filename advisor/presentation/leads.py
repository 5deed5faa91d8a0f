"""By how much a pattern is in front, as the pages print it."""

from __future__ import annotations

from fractions import Fraction

from advisor.advice import advise
from advisor.catalog.model import Catalog
from advisor.cost import Request
from advisor.presentation.numbers import plain_points
from advisor.questionnaire import Answers
from advisor.scoring.rounding import round_half_up


def lead_after(catalog: Catalog, answers: Answers, asked: Request | None) -> str:
    """Points of first place ahead of the next in its tier, or "" where first place is shared,
    nobody has it, or nobody is next."""
    result = advise(catalog, answers, asked).recommendation
    if len(result.first) != 1:
        return ""
    first, *others = (item for item in result.assessments if not item.excluded)
    rival = next((item for item in others if item.tier == first.tier), None)
    return "" if rival is None else _difference(first.score, rival.score)


def _difference(first: Fraction, second: Fraction) -> str:
    """Of the scores as printed: both rounded to tenths."""
    tenths = [round_half_up(score * 10) for score in (first, second)]
    return plain_points(Fraction(tenths[0] - tenths[1], 10))
