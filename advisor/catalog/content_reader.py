"""sources.yaml, best_practices.yaml, examples.yaml and elsewhere.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.catalog.model import (
    Elsewhere,
    Example,
    Practice,
    PracticeGroup,
    Question,
    QuestionKind,
    Questionnaire,
    Source,
)
from advisor.catalog.predicates import Scope, read_predicate
from advisor.catalog.questionnaire_reader import UNKNOWN
from advisor.catalog.reader import Cursor
from advisor.catalog.references import JUDGEMENT, look_up, report_duplicates
from advisor.catalog.yaml_nodes import Scalar, Sequence, describe


def read_sources(at: Cursor) -> dict[str, Source]:
    found = {}
    for source_id, item in at.entries():
        if source_id == JUDGEMENT:
            item.report(f"{JUDGEMENT} stands for no source", "another identifier")
        found[source_id] = Source(
            id=source_id, title=item.text("title"), url=item.text("url"), date=item.text("date")
        )
    return found


def read_practice_groups(at: Cursor) -> tuple[PracticeGroup, ...]:
    groups = list(at.items())
    report_duplicates(group["id"] for group in groups)
    report_duplicates(item["id"] for group in groups for item in group["items"].items())
    return tuple(
        PracticeGroup(
            id=group.text("id"),
            title=group.localized("title"),
            practices=tuple(_practice(item) for item in group["items"].items()),
        )
        for group in groups
    )


def _practice(at: Cursor) -> Practice:
    return Practice(id=at.text("id"), title=at.localized("title"), text=at.localized("text"))


def read_examples(at: Cursor, questionnaire: Questionnaire | None) -> tuple[Example, ...]:
    examples = list(at.items())
    report_duplicates(example["id"] for example in examples)
    return tuple(
        Example(
            id=example.text("id"),
            title=example.localized("title"),
            text=example.localized("text"),
            answers=tuple(_pairs(example, questionnaire)),
        )
        for example in examples
    )


def _pairs(at: Cursor, questionnaire: Questionnaire | None) -> Iterator[tuple[str, str]]:
    questions = questionnaire.by_id if questionnaire else None
    for trait, answer in at["answers"].entries():
        question = look_up(answer, trait, questions, "trait")
        if question:
            _check_answer(answer, question)
        for value in _values(answer):
            yield trait, value
    for trait, importance in at["importance"].entries():
        look_up(importance, trait, questions, "trait")
        yield f"importance.{trait}", importance.as_text()


def _values(at: Cursor) -> tuple[str, ...]:
    number = at.as_number()
    return at.as_texts() if number is None else (f"{number:f}",)


def _check_answer(at: Cursor, question: Question) -> None:
    if at.as_text() == UNKNOWN:
        return
    if question.kind is QuestionKind.NUMBER:
        _check_number(at, question)
    elif isinstance(at.node, Sequence):
        _check_list(at, question)
    elif isinstance(at.node, Scalar):
        _check_option(at, question)


def _check_number(at: Cursor, question: Question) -> None:
    number = at.as_number()
    if number is None:
        if at.node:
            at.report(f"expected a number, got {describe(at.node)}", "the number, without quotes")
    elif not _in_range(number, question):
        lowest, highest = question.minimum, question.maximum
        at.report(f"{number} is out of range", f"from {lowest} to {highest}")


def _in_range(number: Decimal, question: Question) -> bool:
    above = question.minimum is None or number >= question.minimum
    return above and (question.maximum is None or number <= question.maximum)


def _check_list(at: Cursor, question: Question) -> None:
    if question.kind is QuestionKind.SINGLE:
        at.report(f"a list for {question.id}, which takes one option", "one option")
        return
    report_duplicates(at.items(), "option")
    for item in at.items():
        _check_option(item, question)
    chosen = at.as_texts()
    if question.none_option in chosen and len(chosen) > 1:
        at.report(f"{question.none_option} beside other options", "one or the other")


def _check_option(at: Cursor, question: Question) -> None:
    options = {option.id: option for option in question.options}
    if at.as_number() is not None:
        at.report(f"a number for {question.id}", f"one of {', '.join(options)}")
    look_up(at, at.as_text(), options, f"option of {question.id}")


def read_elsewhere(at: Cursor, questionnaire: Questionnaire | None) -> tuple[Elsewhere, ...]:
    outcomes = list(at.items())
    report_duplicates(outcome["id"] for outcome in outcomes)
    scope = Scope(questions=None if questionnaire is None else questionnaire.by_id, limits={})
    return tuple(
        Elsewhere(
            id=outcome.text("id"),
            when=read_predicate(outcome["when"], scope),
            title=outcome.localized("title"),
            reason=outcome.localized("reason"),
            look=outcome["look"].localized("text"),
            url=outcome["look"].optional_text("url"),
        )
        for outcome in outcomes
    )
