"""Two results side by side: which answers differ, and what that does to each pattern."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from advisor.advice import advise
from advisor.catalog.model import Catalog
from advisor.cost import cost_keys, read_request
from advisor.presentation.firmness import firmness_view
from advisor.presentation.numbers import signed
from advisor.presentation.result import PatternResult, ResultView
from advisor.presentation.words import answer_text, importance_word, notice_text
from advisor.questionnaire import Answers, parse_answers, to_query

LONGEST_LINK = 4_000
MOST_KEYS = 400
OTHER_KEYS = frozenset(
    {"project_name", "patterns", "only", "file", "lang", "format", "trail", "style", "numbering"}
    | {"jpy_rate"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two links, read."""

    query: str
    verdict: str
    result: ResultView
    notices: tuple[str, ...]
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDifference:
    trait: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDifference:
    """A pattern in both results. `change` is in points, or in words where one rules it out."""

    before: PatternResult
    after: PatternResult
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    before: Side
    after: Side
    answers: tuple[AnswerDifference, ...]
    patterns: tuple[PatternDifference, ...]
    same_first: bool


def difference_view(catalog: Catalog, before: str, after: str, language: str) -> DifferenceView:
    """`before` and `after` are links, or what stands behind the question mark of one."""
    one, two = (_side(catalog, link, language) for link in (before, after))
    return DifferenceView(
        before=one,
        after=two,
        answers=tuple(_answers(catalog, one.answers, two.answers, language)),
        patterns=tuple(
            _pattern(one.result.of(view.pattern.slug), view) for view in two.result.patterns
        ),
        same_first=_first(one) == _first(two),
    )


def _side(catalog: Catalog, link: str, language: str) -> Side:
    query = link[:LONGEST_LINK].rpartition("?")[2].partition("#")[0].strip()
    pairs = parse_qsl(query)[:MOST_KEYS]
    model = catalog.cost
    other = OTHER_KEYS | (cost_keys(model, catalog.questionnaire) if model else set())
    given = [(k, v) for k, v in pairs if k not in other and not k.startswith("set.")]
    parsed = parse_answers(catalog.questionnaire, given)
    asked = read_request(model, pairs) if model else None
    firmness = firmness_view(advise(catalog, parsed.answers, asked), language)
    return Side(
        query=to_query(parsed.answers),
        verdict=firmness.sentence,
        result=firmness.result,
        notices=tuple(map(notice_text, parsed.notices)),
        answers=parsed.answers,
    )


def _answers(
    catalog: Catalog, before: Answers, after: Answers, language: str
) -> list[AnswerDifference]:
    differences = []
    for question in catalog.questionnaire.questions:
        texts = []
        for answers in (before, after):
            text = answer_text(question, answers.get(question.id), language)
            if question.id in answers.importances:
                level = importance_word(answers.importance(question.id))
                text += " " + _("(%(level)s)") % {"level": level}
            texts.append(text)
        if texts[0] != texts[1]:
            label = question.label.in_language(language)
            differences.append(
                AnswerDifference(trait=question.id, label=label, before=texts[0], after=texts[1])
            )
    return differences


def _pattern(before: PatternResult, after: PatternResult) -> PatternDifference:
    return PatternDifference(before=before, after=after, change=_change(before, after))


def _change(before: PatternResult, after: PatternResult) -> str:
    match before.item.excluded, after.item.excluded:
        case True, True:
            return "–"
        case True, False:
            return _("comes back")
        case False, True:
            return _("drops out")
    return signed(after.score - before.score)


def _first(side: Side) -> tuple[str, ...]:
    return tuple(view.pattern.slug for view in side.result.first)
