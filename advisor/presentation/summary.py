"""What stands below a ranking: broken limits, conditions, repairs, and the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, Pattern, Question, Source
from advisor.presentation.numbers import quantity, unbroken
from advisor.presentation.questions import limits_on, ruler, why_resting
from advisor.presentation.words import answer_text, importance_word, joined, labelled
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.counting import counted
from advisor.scoring.model import Assessment, Check, CheckStatus, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """One constraint in words: what was said, the limit, the sentence and its page."""

    pattern: Pattern
    name: str
    said: str
    limit: str
    reason: str
    remedy: str
    source: Source | None
    ruler: SafeString | None
    trait: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    """Everything that one answer meets, with one ruler for all of it."""

    said: str
    trait: str
    ruler: SafeString | None
    checks: tuple[CheckView, ...]

    @property
    def ruler_name(self) -> str:
        """What its ruler is called as a file."""
        return f"ruler-{self.trait}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairView:
    pattern: Pattern
    name: str
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One question of the summary with its answer; `importance` where it is not normal."""

    id: str
    label: str
    text: str
    given: bool
    importance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    exclusions: tuple[CheckGroup, ...]
    conditions: tuple[CheckGroup, ...]
    near: tuple[CheckGroup, ...]
    repairs: tuple[RepairView, ...]
    answered: tuple[AnswerRow, ...]
    unanswered: tuple[AnswerRow, ...]
    checked: int
    unchecked: int


def summary_view(
    catalog: Catalog, answers: Answers, result: Recommendation, language: str
) -> SummaryView:
    writer = _Writer(catalog, answers, language)
    items = result.assessments
    statuses = [check.status for item in items for check in item.checks]
    rows = answer_rows(catalog, answers, language)
    exclusions = _grouped(writer.check(item, c) for item in items for c in item.violations)
    conditions, near = (
        _grouped(
            writer.check(item, check)
            for item in items
            if not item.excluded
            for check in item.checks
            if check.status is status
        )
        for status in (CheckStatus.VIOLATED, CheckStatus.NEAR)
    )
    return SummaryView(
        exclusions=exclusions,
        conditions=_drawn_once(conditions, exclusions),
        near=_drawn_once(near, (*exclusions, *conditions)),
        repairs=tuple(
            RepairView(
                pattern=repair.pattern,
                name=repair.pattern.short_name.in_language(language),
                answers=joined([writer.said(trait) for trait in repair.traits]),
            )
            for repair in result.repairs
        ),
        answered=tuple(row for row in rows if row.given),
        unanswered=tuple(row for row in rows if not row.given),
        checked=sum(status is not CheckStatus.UNCHECKED for status in statuses),
        unchecked=sum(status is CheckStatus.UNCHECKED for status in statuses),
    )


def _drawn_once(
    groups: Iterable[CheckGroup], before: Iterable[CheckGroup]
) -> tuple[CheckGroup, ...]:
    """Without the ruler of a question that was drawn `before`."""
    drawn = {group.trait for group in before if group.ruler}
    return tuple(replace(group, ruler=None) if group.trait in drawn else group for group in groups)


def _grouped(checks: Iterable[CheckView]) -> tuple[CheckGroup, ...]:
    """By answer, in the order in which the answers come up."""
    groups: dict[tuple[str, str], list[CheckView]] = {}
    for check in checks:
        groups.setdefault((check.trait, check.said), []).append(check)
    return tuple(
        CheckGroup(
            said=said,
            trait=trait,
            ruler=next((check.ruler for check in members if check.ruler), None),
            checks=tuple(members),
        )
        for (trait, said), members in groups.items()
    )


class _Writer:
    def __init__(self, catalog: Catalog, answers: Answers, language: str) -> None:
        self._catalog, self._language = catalog, language
        self._answers = counted(catalog.questionnaire, answers)

    def said(self, trait: str) -> str:
        question = self._catalog.questionnaire.by_id[trait]
        answer = answer_text(question, self._answers.get(trait), self._language)
        return labelled(question.label.in_language(self._language), answer)

    def check(self, item: Assessment, check: Check) -> CheckView:
        constraint, limit = check.constraint, check.limit
        traits = [trait for trait in check.traits if self._answers.known(trait)]
        return CheckView(
            pattern=item.pattern,
            name=item.pattern.short_name.in_language(self._language),
            said=joined([self.said(trait) for trait in traits]),
            limit=quantity(limit.value, limit.unit, self._language) if limit else "",
            reason=unbroken(constraint.reason.in_language(self._language)),
            remedy=unbroken(constraint.remedy.in_language(self._language))
            if constraint.remedy
            else "",
            source=constraint.source,
            ruler=self._ruler(check),
            trait=traits[0] if traits else check.traits[0],
        )

    def _ruler(self, check: Check) -> SafeString | None:
        if check.value is None or check.limit is None:
            return None
        for trait in check.traits:
            question = self._catalog.questionnaire.by_id[trait]
            answer = self._answers.known(trait)
            if answer is not None and answer.number == check.value:
                limits = limits_on(question, self._catalog.patterns)
                return ruler(question, limits, check.value, self._language) if limits else None
        return None


def _said(catalog: Catalog, answers: Answers, question: Question, language: str) -> str:
    """The answer, with the reason where it does not count for now."""
    answer = answers.get(question.id)
    words = answer_text(question, answer, language)
    reason = why_resting(catalog, answers, question, language) if answer else ""
    if not reason:
        return words
    return _("%(answer)s (does not count: %(reason)s)") % {"answer": words, "reason": reason}


def answer_rows(catalog: Catalog, answers: Answers, language: str) -> tuple[AnswerRow, ...]:
    """Every question in the catalog's order with the answer given to it."""
    return tuple(
        AnswerRow(
            id=question.id,
            label=question.label.in_language(language),
            text=_said(catalog, answers, question, language),
            given=answers.get(question.id) is not None,
            importance=importance_word(answers.importance(question.id))
            if question.id in answers.importances
            else "",
        )
        for question in catalog.questionnaire.questions
    )
