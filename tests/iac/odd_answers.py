"""Answers that nobody chose: drawn with a fixed seed, so they are the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

from advisor.catalog.model import Question, QuestionKind

from .generated import Download, Given, downloaded, shipped_catalog

SEED = 20261122
DRAWN = 60
LONGEST_NAME = 64


def odd_answers(number: int) -> list[Given]:
    """`number` sets of answers; about a third of the questions stay open in each."""
    chosen = random.Random(SEED)
    questions = shipped_catalog().questionnaire.questions
    return [
        {question.id: _answer(chosen, question) for question in questions if chosen.random() < 0.7}
        for _number in range(number)
    ]


def _answer(chosen: random.Random, question: Question) -> str | list[str]:
    if question.kind is QuestionKind.NUMBER:
        low, high = int(question.minimum or 0), int(question.maximum or 10**9)
        # As many small numbers as large ones: what matters differs by orders of magnitude.
        return str(min(high, low + int(10 ** chosen.uniform(0, len(str(high - low))))))
    names = [option.id for option in question.options]
    if question.kind is QuestionKind.SEVERAL:
        exclusive = question.none_option
        several = chosen.sample(names, chosen.randint(1, min(3, len(names))))
        return [exclusive] if exclusive in several else several
    return chosen.choice(names)


def longest_name(slug: str) -> str:
    """The longest project name that the bundle takes: everything named after it grows with it."""
    names = ("a" * length for length in range(LONGEST_NAME, 0, -1))
    return next(
        name
        for name in names
        if downloaded(slug, name, {}, {"project_name": name}).values["project_name"] == name
    )


@cache
def odd_downloads(slug: str) -> tuple[Download, ...]:
    given = {"project_name": longest_name(slug)}
    return tuple(
        downloaded(slug, f"odd answers {number}", answers, given)
        for number, answers in enumerate(odd_answers(DRAWN), start=1)
    )


def most_telling(slug: str, number: int, known: Iterable[Download]) -> list[Download]:
    """Those of the odd downloads that have the most values that no other one has."""
    covered = {item for download in known for item in download.values.items()}
    rest, found = list(odd_downloads(slug)), []
    for _number in range(number):
        best = max(rest, key=lambda download: len(set(download.values.items()) - covered))
        rest.remove(best)
        found.append(best)
        covered |= set(best.values.items())
    return found
