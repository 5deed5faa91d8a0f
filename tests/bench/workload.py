"""What is measured: the shipped catalog, with its fullest example and with every question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.model import Question
from advisor.questionnaire import Answer, Answers, parse_answers, to_query, with_answer
from scripts.paths import ROOT


def shipped() -> Catalog:
    return load_catalog(ROOT / "patterns_catalog")


def every_answer(catalog: Catalog) -> Answers:
    """An answer to every question: the first option, or the lower end of the last band."""
    pairs = [(item.id, first_answer(item)) for item in catalog.questionnaire.questions]
    return parse_answers(catalog.questionnaire, pairs).answers


def every_point(catalog: Catalog) -> Answers:
    """The same without the questions that make no points, which could rule patterns out."""
    asked = (item for item in catalog.questionnaire.questions if item.weight)
    pairs = [(item.id, first_answer(item)) for item in asked]
    return parse_answers(catalog.questionnaire, pairs).answers


def first_answer(question: Question) -> str:
    if question.options:
        return question.options[0].id
    return str(question.bands[-1].lower if question.bands else question.minimum or 0)


def example_query(catalog: Catalog) -> str:
    """The example with the most answers, as a link carries it."""
    return to_query(_fullest(catalog))


def fresh_queries(catalog: Catalog) -> Iterator[str]:
    """The same example again and again, with another number each time: nobody has asked before."""
    answers = _fullest(catalog)
    numbers = (item for item in catalog.questionnaire.questions if item.bands)
    number = max(numbers, key=lambda item: item.bands[-1].lower)
    for more in count(1):
        answer = Answer(trait=number.id, number=number.bands[-1].lower + more)
        yield to_query(with_answer(answers, answer))


def _fullest(catalog: Catalog) -> Answers:
    example = max(catalog.examples, key=lambda item: len(item.answers))
    return parse_answers(catalog.questionnaire, example.answers).answers
