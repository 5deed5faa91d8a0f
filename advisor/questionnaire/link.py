"""Answers as a link: readable keys, sorted, defaults left out. Equal answers give equal links."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from urllib.parse import urlencode

from advisor.questionnaire.answers import UNKNOWN, Answer, Answers, Importance
from advisor.questionnaire.numbers import plain
from advisor.questionnaire.parse import IMPORTANCE_PREFIX

Pairs = tuple[tuple[str, str], ...]


def to_pairs(answers: Answers) -> Pairs:
    """Every answer and every importance that is not normal, sorted by key."""
    pairs = [
        (trait, value) for trait in sorted(answers.by_trait) for value in _values(answers, trait)
    ]
    levels = sorted(answers.importances.items())
    pairs += [
        (IMPORTANCE_PREFIX + trait, level.value)
        for trait, level in levels
        if level is not Importance.NORMAL
    ]
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def to_query(answers: Answers) -> str:
    """The query string of `answers`, without a question mark; empty when nothing is answered."""
    return urlencode(to_pairs(answers))


def with_answer(answers: Answers, answer: Answer) -> Answers:
    """`answers` with the answer to one question put in the place of any earlier one."""
    return replace(answers, by_trait=MappingProxyType({**answers.by_trait, answer.trait: answer}))


def without_answer(answers: Answers, *traits: str) -> Answers:
    """`answers` with the answers to `traits` taken out; importance stays."""
    kept = {trait: answer for trait, answer in answers.by_trait.items() if trait not in traits}
    return replace(answers, by_trait=MappingProxyType(kept))


def with_importance(answers: Answers, trait: str, level: Importance) -> Answers:
    """`answers` with another importance of one question; normal is not kept."""
    levels = {**answers.importances, trait: level}
    kept = {key: value for key, value in levels.items() if value is not Importance.NORMAL}
    return replace(answers, importances=MappingProxyType(kept))


def _values(answers: Answers, trait: str) -> tuple[str, ...]:
    answer = answers.by_trait[trait]
    if answer.unknown:
        return (UNKNOWN,)
    return answer.options if answer.number is None else (plain(answer.number),)
