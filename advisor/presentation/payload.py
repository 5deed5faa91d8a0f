"""The result as plain data: one shape for the API, the command line and scripts.

Points are printed with two decimals, rounded so that 50 plus their sum is the score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from advisor.advice import Advice
from advisor.catalog.model import Catalog, Pattern, Question, Rating, Source
from advisor.presentation.analysis_payload import analysis_payload
from advisor.presentation.cost_note import cost_note
from advisor.presentation.links import beside, link_query
from advisor.presentation.plain import PLACES, answer_value, number
from advisor.presentation.words import notice_text
from advisor.questionnaire import Answers, Notice, resting
from advisor.questionnaire.link import Pairs
from advisor.scoring import Assessment, Check, Contribution, printed
from advisor.scoring.ledger import NEUTRAL

JUDGEMENT = "judgement"


def recommendation_payload(
    advice: Advice, notices: Sequence[Notice], language: str, kept: Pairs | None = None
) -> dict[str, Any]:
    """The whole recommendation, words in `language`; `kept` as in `firmness_view`."""
    carried = beside(advice.catalog, advice.request) if kept is None else kept
    catalog, answers, result = advice.catalog, advice.answers, advice.recommendation
    ranking = [_assessment(item, answers, language) for item in result.assessments]
    return {
        "catalog_version": catalog.version,
        "language": language,
        "claimed": result.claimed,
        "answers": {trait: answer_value(answer) for trait, answer in answers.by_trait.items()},
        "not_counted": list(resting(catalog.questionnaire, answers)),
        "importance": {trait: level.value for trait, level in answers.importances.items()},
        "notices": [_notice(notice) for notice in notices],
        "first": [item.pattern.slug for item in result.first],
        "ranking": ranking,
        "unanswered": list(result.unanswered),
        "repairs": [
            {"pattern": repair.pattern.slug, "answers": list(repair.traits)}
            for repair in result.repairs
        ],
        "cost_note": cost_note(catalog, answers, carried) or None,
        "first_is_recommended": result.claimed and not advice.analysis.outcomes,
        **analysis_payload(
            advice.analysis, language, partial(link_query, carried), _by_question(ranking)
        ),
    }


def _by_question(ranking: Sequence[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """By pattern the points in print that each question makes, in hundredths."""
    found: dict[str, Counter[str]] = {}
    for item in ranking:
        own = found[item["pattern"]] = Counter()
        for line in item["contributions"]:
            own[line["trait"]] += round(line["points"] * 10**PLACES)
    return found


def questionnaire_payload(catalog: Catalog, language: str) -> dict[str, Any]:
    return {
        "catalog_version": catalog.version,
        "language": language,
        "questions": [_question(item, language) for item in catalog.questionnaire.questions],
        "importance": ["off", "low", "normal", "high", "critical"],
    }


def patterns_payload(catalog: Catalog, language: str) -> dict[str, Any]:
    return {
        "catalog_version": catalog.version,
        "language": language,
        "patterns": [_pattern(pattern, language) for pattern in catalog.patterns],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "code": notice.code.value,
        "key": notice.key,
        "value": notice.value,
        "expected": list(notice.expected),
        "message": notice_text(notice),
    }


def _assessment(item: Assessment, answers: Answers, language: str) -> dict[str, Any]:
    lines = [line for line in item.contributions if line.rating is not None]
    points = printed([line.points for line in lines], PLACES)
    return {
        "pattern": item.pattern.slug,
        "name": item.pattern.name.in_language(language),
        "status": item.status.value,
        "rank": item.rank,
        "score": float(NEUTRAL + sum(points, Decimal(0))),
        "contributions": [
            _contribution(line, amount, answers, language)
            for line, amount in zip(lines, points, strict=True)
        ],
        "constraints": [_check(check, language) for check in item.checks],
    }


def _contribution(
    line: Contribution, points: Decimal, answers: Answers, language: str
) -> dict[str, Any]:
    assert line.rating is not None
    answer = answers.by_trait[line.trait]
    given = {} if answer.number is None else {"number": number(answer.number)}
    return {
        "trait": line.trait,
        "option": line.option,
        **given,
        "importance": line.importance.value,
        "weight": line.weight,
        "rating": line.rating.value,
        "points": float(points),
        "reason": line.rating.reason.in_language(language),
        **_origin(line.rating),
    }


def _check(check: Check, language: str) -> dict[str, Any]:
    constraint, limit = check.constraint, check.limit
    remedy = constraint.remedy
    return {
        "id": constraint.id,
        "status": check.status.value,
        "severity": check.severity.value,
        "limit": None if limit is None else number(limit.value),
        "value": None if check.value is None else number(check.value),
        "unit": None if limit is None else limit.unit,
        "kind": None if limit is None else limit.kind.value,
        "traits": list(check.traits),
        "reason": constraint.reason.in_language(language),
        "remedy": None if remedy is None else remedy.in_language(language),
        **_source(constraint.source),
    }


def _origin(rating: Rating) -> Mapping[str, str | None]:
    """A calculated rating names the page that weighs most, with the date of its oldest price."""
    calculation = rating.calculation
    if calculation is None or not calculation.sources:
        return _source(rating.source)
    return {**_source(calculation.sources[0]), "source_date": calculation.prices_as_of}


def _source(source: Source | None) -> Mapping[str, str | None]:
    if source is None:
        return {"source": JUDGEMENT, "source_title": None, "source_date": None}
    return {"source": source.url, "source_title": source.title, "source_date": source.date}


def _question(question: Question, language: str) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "id": question.id,
        "text": question.text.in_language(language),
        "label": question.label.in_language(language),
        "why": question.why.in_language(language),
        "decides": question.decides.in_language(language),
        "kind": question.kind.value,
        "group": question.group,
        "weight": question.weight,
        "options": [
            {
                "id": option.id,
                "text": option.text.in_language(language),
                "hint": option.hint.in_language(language) if option.hint else None,
            }
            for option in question.options
        ],
    }
    if question.unit is not None:
        bounds = {"minimum": question.minimum, "maximum": question.maximum}
        payload |= {"unit": question.unit}
        payload |= {key: None if b is None else number(b) for key, b in bounds.items()}
    return payload


def _pattern(pattern: Pattern, language: str) -> dict[str, Any]:
    return {
        "pattern": pattern.slug,
        "name": pattern.name.in_language(language),
        "short_name": pattern.short_name.in_language(language),
        "summary": pattern.summary.in_language(language),
        "layer": pattern.layer.value,
        "services": [service.name for service in pattern.services],
        "limits": [
            {
                "id": limit.id,
                "name": limit.name.in_language(language),
                "value": number(limit.value),
                "unit": limit.unit,
                "kind": limit.kind.value,
                **_source(limit.source),
            }
            for limit in pattern.limits
        ],
        "bundles": [bundle.format.value for bundle in pattern.bundles],
    }
