"""The identifiers that others script against are there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.catalog.model import Question, QuestionKind
from tests.catalog_content.shipped import shipped


@cache
def vocabulary() -> dict[str, Any]:
    path = Path(__file__).with_name("vocabulary.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def question(name: str) -> Question | None:
    questions = shipped().questionnaire.questions
    return next((q for q in questions if name in (q.id, *q.aliases)), None)


WORDS = {**vocabulary()["traits"], **vocabulary()["requirements"]}


@pytest.mark.parametrize("name", WORDS)
def test_the_question_is_asked_with_its_options(name: str) -> None:
    found, expected = question(name), WORDS[name]
    assert found is not None
    if expected == "number":
        assert found.kind is QuestionKind.NUMBER
    else:
        assert set(expected) - {option.id for option in found.options} == set()


@pytest.mark.parametrize("name", [name for name, options in WORDS.items() if options != "number"])
def test_the_question_takes_one_answer_or_several(name: str) -> None:
    found = question(name)
    expected = QuestionKind.SEVERAL if name in vocabulary()["several"] else QuestionKind.SINGLE
    assert found is not None
    assert found.kind is expected


@pytest.mark.parametrize("name", vocabulary()["requirements"])
def test_a_hard_requirement_makes_no_points(name: str) -> None:
    found = question(name)
    assert found is not None
    assert found.weight == 0


@pytest.mark.parametrize("slug", vocabulary()["patterns"])
def test_the_pattern_is_there(slug: str) -> None:
    assert shipped().pattern(slug) is not None
