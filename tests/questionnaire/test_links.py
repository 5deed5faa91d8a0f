"""Answers as a link: one link for one set of answers, and back without loss."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.catalog.model import QuestionKind, Questionnaire
from advisor.questionnaire import (
    Answer,
    Answers,
    Importance,
    parse_answers,
    to_pairs,
    to_query,
    with_answer,
    without_answer,
)
from tests.building import answer, answers
from tests.questionnaire.asking import ASKED
from tests.strategies import Small, answers_to, small_catalogs

LONGEST_LINK = 1500
"""Characters of a query string that every browser, proxy and mail program lets through."""


def test_keys_are_sorted_and_normal_importance_is_left_out() -> None:
    levels = {"style": Importance.NORMAL, "km": Importance.LOW}
    given_answers = answers(levels, style="plain", cargo=("child", "tools"), km=7)
    assert to_query(given_answers) == "cargo=child&cargo=tools&importance.km=low&km=7&style=plain"


def test_the_order_of_answering_does_not_change_the_link() -> None:
    one = answers(price="low", km=3)
    other = answers(km=3, price="low")
    assert to_query(one) == to_query(other)


def test_nothing_answered_is_an_empty_link() -> None:
    assert to_query(answers()) == ""


def test_unknown_is_part_of_a_link() -> None:
    assert to_pairs(answers(price=None)) == (("price", "unknown"),)


@pytest.mark.parametrize(
    ("raw", "written"), [("1000", "1000"), ("0.50", "0.5"), ("1e3", "1000"), ("100.0", "100")]
)
def test_a_number_is_written_in_plain_digits(raw: str, written: str) -> None:
    parsed = parse_answers(ASKED, [("km", raw)])
    assert to_pairs(parsed.answers) == (("km", written),)


def test_an_answer_replaces_the_earlier_one_and_leaves_the_original_alone() -> None:
    before = answers(price="low", km=1)
    after = with_answer(before, answer("price", "high"))
    assert to_query(after) == "km=1&price=high"
    assert to_query(before) == "km=1&price=low"


def test_taking_an_answer_back_keeps_its_importance() -> None:
    levels = {"price": Importance.HIGH}
    left = without_answer(answers(levels, price="low", km=1), "price", "style")
    assert to_query(left) == "importance.price=high&km=1"


@settings(max_examples=150, deadline=None)
@given(data=st.data(), small=small_catalogs(constrained=False))
def test_a_link_says_everything_and_only_in_one_way(data: st.DataObject, small: Small) -> None:
    asked = small.questionnaire
    given_answers = data.draw(answers_to(asked))
    query = to_query(given_answers)
    pairs = parse_qsl(query)
    parsed = parse_answers(asked, data.draw(st.permutations(pairs)))
    assert (parsed.answers, parsed.notices) == (given_answers, ())
    assert to_query(parsed.answers) == query


def test_the_longest_link_of_the_shipped_catalog_is_short_enough() -> None:
    asked = load_catalog(Path(django_settings.ADVISOR_CATALOG)).questionnaire
    query = to_query(_everything(asked))
    assert len(query) < LONGEST_LINK


def _everything(asked: Questionnaire) -> Answers:
    """Every question answered at the greatest length there is, three of them critical."""
    by_trait = {}
    for question in asked.questions:
        options = sorted(question.rated_ids, key=len)
        if question.kind is QuestionKind.NUMBER:
            by_trait[question.id] = Answer(trait=question.id, number=question.maximum)
        elif question.kind is QuestionKind.SEVERAL:
            kept = tuple(o for o in question.rated_ids if o != question.none_option)
            by_trait[question.id] = Answer(trait=question.id, options=kept)
        else:
            by_trait[question.id] = Answer(trait=question.id, options=(options[-1],))
    rated = [question.id for question in asked.questions if question.weight]
    levels = dict.fromkeys(rated[:3], Importance.CRITICAL)
    return Answers(MappingProxyType(by_trait), MappingProxyType(levels))
