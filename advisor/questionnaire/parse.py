"""The only place where raw strings are judged: links, forms, commands and case files alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from advisor.catalog.model import Question, QuestionKind, Questionnaire
from advisor.questionnaire.answers import (
    UNKNOWN,
    Answer,
    Answers,
    Importance,
    Notice,
    NoticeCode,
    ParsedAnswers,
)
from advisor.questionnaire.numbers import misgrouped, parse_number, plain

IMPORTANCE_PREFIX = "importance."
SHOWN = 60
"""Characters of a key or value that a notice repeats."""


def parse_answers(questionnaire: Questionnaire, pairs: Iterable[tuple[str, str]]) -> ParsedAnswers:
    """Read `pairs` (a repeated key gives several values); what is not understood becomes a notice.

    Empty values count as unanswered. Never raises for any text.
    """
    return _Parser(questionnaire).parse(pairs)


def _shown(text: str) -> str:
    kept = "".join(char if char.isprintable() else "\ufffd" for char in text[:SHOWN])
    return kept + "…" if len(text) > SHOWN else kept


class _Parser:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._aliases = {
            alias: question.id for question in questionnaire.questions for alias in question.aliases
        }
        self._notices: list[Notice] = []

    def parse(self, pairs: Iterable[tuple[str, str]]) -> ParsedAnswers:
        values, levels = self._sorted_out(pairs)
        answers: dict[str, Answer] = {}
        for question in self._questionnaire.questions:
            given = [value for value in values.get(question.id, ()) if value.strip()]
            answer = self._answer(question, given) if given else None
            if answer is not None:
                answers[question.id] = answer
        parsed = Answers(MappingProxyType(answers), MappingProxyType(self._importances(levels)))
        return ParsedAnswers(
            answers=parsed, notices=tuple(self._notices), questionnaire=self._questionnaire
        )

    def _sorted_out(
        self, pairs: Iterable[tuple[str, str]]
    ) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        values: dict[str, list[str]] = {}
        levels: dict[str, list[str]] = {}
        for key, value in pairs:
            target = levels if key.startswith(IMPORTANCE_PREFIX) else values
            trait = self._known_trait(key, value, key.removeprefix(IMPORTANCE_PREFIX))
            if trait is not None:
                target.setdefault(trait, []).append(value)
        return values, levels

    def _known_trait(self, key: str, value: str, name: str) -> str | None:
        if name in self._questionnaire.by_id:
            return name
        if name in self._aliases:
            self._note(NoticeCode.RENAMED, key, value, (self._aliases[name],))
            return self._aliases[name]
        self._note(NoticeCode.UNKNOWN_KEY, key, value)
        return None

    def _answer(self, question: Question, given: list[str]) -> Answer | None:
        if question.kind is QuestionKind.SEVERAL:
            return self._several(question, given)
        return self._one(question, given)

    def _one(self, question: Question, given: list[str]) -> Answer | None:
        read = self._number if question.kind is QuestionKind.NUMBER else self._single
        answers = [answer for raw in given if (answer := read(question, raw)) is not None]
        distinct = list(dict.fromkeys(answers))
        definite = [answer for answer in distinct if not answer.unknown] or distinct
        if len(distinct) > 1:
            taken = self._words(definite[0])
            self._note(NoticeCode.CONTRADICTION, question.id, ", ".join(given), (taken,))
        elif len(answers) > 1:
            self._note(NoticeCode.REPEATED, question.id, given[0])
        return definite[0] if definite else None

    def _single(self, question: Question, raw: str) -> Answer | None:
        if raw == UNKNOWN:
            return Answer(trait=question.id, unknown=True)
        if question.option(raw) is None:
            expected = (*question.rated_ids, UNKNOWN)
            self._note(NoticeCode.UNKNOWN_OPTION, question.id, raw, expected)
            return None
        return Answer(trait=question.id, options=(raw,))

    def _number(self, question: Question, raw: str) -> Answer | None:
        if raw == UNKNOWN:
            return Answer(trait=question.id, unknown=True)
        number = parse_number(raw)
        if number is None:
            code = NoticeCode.MISGROUPED if misgrouped(raw) else NoticeCode.NOT_A_NUMBER
            self._note(code, question.id, raw, (question.unit or "",))
            return None
        low, high = question.minimum, question.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = tuple("" if bound is None else plain(bound) for bound in (low, high))
            self._note(NoticeCode.OUT_OF_RANGE, question.id, raw, bounds)
            return None
        return Answer(trait=question.id, number=number)

    def _several(self, question: Question, given: list[str]) -> Answer | None:
        singles = [self._single(question, raw) for raw in dict.fromkeys(given)]
        chosen = {option for single in singles if single for option in single.options}
        unknown = any(single.unknown for single in singles if single)
        excluding = question.none_option
        contradicted = excluding in chosen and len(chosen) > 1
        if contradicted:
            chosen.discard(excluding)
        taken = tuple(option.id for option in question.options if option.id in chosen)
        if contradicted:
            self._note(NoticeCode.CONTRADICTION, question.id, ", ".join(given), taken)
        if not taken:
            return Answer(trait=question.id, unknown=True) if unknown else None
        if unknown:
            self._note(NoticeCode.CONTRADICTION, question.id, ", ".join(given), taken)
        return Answer(trait=question.id, options=taken)

    def _importances(self, levels: Mapping[str, list[str]]) -> dict[str, Importance]:
        importances: dict[str, Importance] = {}
        for trait, given in levels.items():
            level = self._importance(trait, [value for value in given if value.strip()])
            if level is not None and level is not Importance.NORMAL:
                importances[trait] = level
        return importances

    def _importance(self, trait: str, given: list[str]) -> Importance | None:
        known = [value for value in given if value in set(Importance)]
        for value in given:
            if value not in known:
                key = IMPORTANCE_PREFIX + trait
                self._note(NoticeCode.UNKNOWN_IMPORTANCE, key, value, tuple(Importance))
        if len(set(known)) > 1:
            key = IMPORTANCE_PREFIX + trait
            self._note(NoticeCode.CONTRADICTION, key, ", ".join(known), (known[0],))
        return Importance(known[0]) if known else None

    @staticmethod
    def _words(answer: Answer) -> str:
        if answer.unknown:
            return UNKNOWN
        return plain(answer.number) if answer.number is not None else ", ".join(answer.options)

    def _note(self, code: NoticeCode, key: str, value: str, expected: tuple[str, ...] = ()) -> None:
        notice = Notice(code=code, key=_shown(key), value=_shown(value), expected=expected)
        self._notices.append(notice)
