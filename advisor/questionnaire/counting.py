"""Answers that do not count for now: kept with the others, passed over wherever one is judged."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from advisor.catalog.model import Questionnaire
from advisor.questionnaire.answers import Answers


def counts(questionnaire: Questionnaire, answers: Answers, trait: str) -> bool:
    """Whether an answer to `trait` would count beside the other `answers`."""
    unless = questionnaire.conditional.get(trait)
    if unless is None:
        return True
    answer = answers.known(unless.question)
    return answer is None or not set(answer.options) & set(unless.options)


def resting(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The questions that are answered and do not count, in the catalog's order."""
    return tuple(
        trait
        for trait in questionnaire.conditional
        if answers.get(trait) is not None and not counts(questionnaire, answers, trait)
    )


def counted(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """`answers` without those that do not count."""
    left_out = resting(questionnaire, answers)
    if not left_out:
        return answers
    kept = {trait: item for trait, item in answers.by_trait.items() if trait not in left_out}
    return replace(answers, by_trait=MappingProxyType(kept))
