"""No pattern is favoured by its wording, and no claim stands without a reason and a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from advisor.catalog.model import Constraint, Limit, LocalizedText, Pattern, Question, Rating
from tests.catalog_content.shipped import patterns, questions, shipped

PATTERNS = pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)
QUESTIONS = pytest.mark.parametrize("question", questions(), ids=lambda item: item.id)
LENGTHS = {"en": (40, 110), "ja": (18, 60)}
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
SOURCE_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def statements(pattern: Pattern) -> tuple[LocalizedText, ...]:
    return pattern.scenes + pattern.advantages + pattern.disadvantages


def counts(pattern: Pattern) -> tuple[int, int, int, int]:
    parts = (pattern.features, pattern.scenes, pattern.advantages, pattern.disadvantages)
    features, scenes, advantages, disadvantages = map(len, parts)
    return features, scenes, advantages, disadvantages


def is_told_in_both_languages(text: LocalizedText) -> bool:
    """Japanese in Japanese letters, and English in none of them."""
    english, japanese = text.by_language["en"], text.by_language["ja"]
    told = bool(english.strip()) and not JAPANESE.search(english)
    return told and bool(JAPANESE.search(japanese))


def sentences(pattern: Pattern) -> Iterator[LocalizedText]:
    yield pattern.summary
    yield from statements(pattern)
    yield from (feature.text for feature in pattern.features)
    yield from (service.role for service in pattern.services)
    yield from (item.note for item in pattern.compositions)
    yield from (practice.here for practice in pattern.practices.values())
    yield from (note.text for note in pattern.attention)
    yield from (rating.reason for rating in pattern.ratings)
    yield from (constraint.reason for constraint in pattern.constraints)
    yield from (item.remedy for item in pattern.constraints if item.remedy)


def test_the_catalog_loads() -> None:
    assert shipped().patterns


def test_every_pattern_says_the_same_number_of_things() -> None:
    assert {counts(pattern) for pattern in shipped().patterns} == {(4, 3, 3, 3)}


@PATTERNS
@pytest.mark.parametrize("language", LENGTHS)
def test_what_a_pattern_says_is_about_as_long_as_what_others_say(
    pattern: Pattern, language: str
) -> None:
    shortest, longest = LENGTHS[language]
    texts = [text.by_language[language] for text in statements(pattern)]
    assert [text for text in texts if not shortest <= len(text) <= longest] == []


@pytest.mark.parametrize("language", LENGTHS)
def test_no_pattern_gets_half_as_many_words_again_as_another(language: str) -> None:
    totals = [
        sum(len(text.by_language[language]) for text in statements(pattern))
        for pattern in shipped().patterns
    ]
    assert max(totals) <= 1.5 * min(totals)


@PATTERNS
def test_everything_a_pattern_says_is_told_in_both_languages(pattern: Pattern) -> None:
    untold = [
        text.by_language for text in sentences(pattern) if not is_told_in_both_languages(text)
    ]
    assert untold == []


@PATTERNS
def test_every_rating_has_a_reason_and_a_source_or_is_a_judgement(pattern: Pattern) -> None:
    assert [item for item in pattern.ratings if not is_founded(item)] == []


def is_founded(item: Rating | Constraint) -> bool:
    """No source means judgement: the loader refuses a rating that says neither."""
    sourced = item.source is None or bool(item.source.url and item.source.title)
    return sourced and all(item.reason.by_language.values())


@PATTERNS
def test_every_limit_says_how_much_of_what_and_where_that_stands(pattern: Pattern) -> None:
    assert pattern.limits
    assert [limit.id for limit in pattern.limits if not is_documented(limit)] == []


def is_documented(limit: Limit) -> bool:
    source = limit.source
    stated = limit.value > 0 and bool(limit.unit) and source.url.startswith("https://")
    return stated and SOURCE_DATE.fullmatch(source.date) is not None


@PATTERNS
def test_no_source_is_from_the_future(pattern: Pattern) -> None:
    reviewed: date = shipped().reviewed_on
    dates = {limit.source.date for limit in pattern.limits}
    dates |= {rating.source.date for rating in pattern.ratings if rating.source}
    assert [day for day in sorted(dates) if day > reviewed.isoformat()] == []


@QUESTIONS
def test_every_question_says_why_it_is_asked_and_what_it_decides(question: Question) -> None:
    for text in (question.text, question.why, question.decides):
        assert is_told_in_both_languages(text)


def test_there_are_five_groups_and_twenty_practices() -> None:
    groups = shipped().practice_groups
    assert len(groups) == 5
    assert sum(len(group.practices) for group in groups) == 20


def test_every_practice_concerns_a_pattern() -> None:
    told = {practice for pattern in shipped().patterns for practice in pattern.practices}
    known = {practice.id for group in shipped().practice_groups for practice in group.practices}
    assert known - told == set()


def test_there_are_at_least_six_workloads_to_start_from() -> None:
    assert len(shipped().examples) >= 6


@PATTERNS
def test_every_pattern_can_be_downloaded_for_cloudformation(pattern: Pattern) -> None:
    assert pattern.bundle("cloudformation") is not None
