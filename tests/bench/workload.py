"""What is measured: the shipped catalog, with its fullest example and with every question."""

from __future__ import annotations

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.model import Question
from advisor.questionnaire import Answers, parse_answers, to_query
from scripts.paths import ROOT


def shipped() -> Catalog:
    return load_catalog(ROOT / "patterns_catalog")


def every_answer(catalog: Catalog) -> Answers:
    """An answer to every question: the first option, or the lower end of the last band."""
    pairs = [(item.id, first_answer(item)) for item in catalog.questionnaire.questions]
    return parse_answers(catalog.questionnaire, pairs).answers


def first_answer(question: Question) -> str:
    if question.options:
        return question.options[0].id
    return str(question.bands[-1].lower if question.bands else question.minimum or 0)


def example_query(catalog: Catalog) -> str:
    """The example with the most answers, as a link carries it."""
    fullest = max(catalog.examples, key=lambda example: len(example.answers))
    return to_query(parse_answers(catalog.questionnaire, fullest.answers).answers)
