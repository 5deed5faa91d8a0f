"""The identifiers that others script against are there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from advisor.catalog.model import Question, QuestionKind
from tests.catalog_content.shipped import shipped


@cache
def vocabulary() -> dict[str, Any]:
    path = Path(__file__).with_name("vocabulary.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def asked() -> dict[str, Question]:
    """Every question, by its name and by each of its earlier names."""
    questions = shipped().questionnaire.questions
    return {name: question for question in questions for name in (question.id, *question.aliases)}


def words() -> dict[str, Any]:
    return {**vocabulary()["traits"], **vocabulary()["requirements"]}


def test_every_question_is_asked() -> None:
    assert sorted(words().keys() - asked().keys()) == []


def test_every_option_is_offered() -> None:
    lists = {name: options for name, options in words().items() if options != "number"}
    offered = {name: {option.id for option in asked()[name].options} for name in lists}
    assert {name: gone for name in lists if (gone := set(lists[name]) - offered[name])} == {}


def test_every_question_takes_what_it_took() -> None:
    kinds = {name: asked()[name].kind for name in words()}
    assert {name: kind for name, kind in kinds.items() if kind is not expected_kind(name)} == {}


def expected_kind(name: str) -> QuestionKind:
    if words()[name] == "number":
        return QuestionKind.NUMBER
    return QuestionKind.SEVERAL if name in vocabulary()["several"] else QuestionKind.SINGLE


def test_a_hard_requirement_makes_no_points() -> None:
    assert [name for name in vocabulary()["requirements"] if asked()[name].weight] == []


def test_every_pattern_is_there() -> None:
    slugs = {pattern.slug for pattern in shipped().patterns}
    assert set(vocabulary()["patterns"]) - slugs == set()
