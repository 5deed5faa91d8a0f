"""How far first place is ahead after a change: as rescoring the changed answers has it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from advisor.analysis.flips import Pairs, single_flips
from advisor.analysis.model import Ahead, Flip, PairFlip, WeightFlip
from advisor.analysis.weights import weight_flips
from advisor.presentation.leads import lead
from advisor.questionnaire import Answers
from tests.analysis.brute import look
from tests.strategies import Small, cases


def rescored(small: Small, answers: Answers) -> tuple[Fraction, Fraction] | None:
    result = small.recommend(answers)
    if not result.first:
        return None
    top, *others = (item for item in result.assessments if not item.excluded)
    scores = [item.score for item in others if item.tier == top.tier]
    return (top.score, max(scores)) if scores else None


@settings(max_examples=120, deadline=None)
@given(case=cases(questions=5))
def test_every_change_that_is_told_comes_with_its_lead(case: tuple[Small, Answers]) -> None:
    small, answers = case
    at = look(small, answers)
    changes: list[Flip | PairFlip | WeightFlip] = [*single_flips(at), *Pairs(at).nearest]
    for change in [*changes, *weight_flips(at)]:
        scores = change.ahead and change.ahead.scores
        assert scores == rescored(small, change.answers)


def test_a_lead_is_printed_as_the_difference_of_the_printed_scores() -> None:
    found = Ahead(best=26, next=14, weight_sum=2500)
    assert found.scores == (Fraction("50.26"), Fraction("50.14"))
    assert found.points == Fraction("0.12")
    assert lead(found) == "0.2"  # 50.3 less 50.1
    assert lead(None) == ""
