"""A loaded catalog is complete, cannot be changed, and is known by its digest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from advisor.catalog import load_catalog
from advisor.catalog.model import QuestionKind, Severity
from advisor.catalog.questionnaire_reader import UNKNOWN
from advisor.catalog.records import IMPORTANCES
from advisor.questionnaire import answers
from tests.catalog.toy_copy import TOY, ToyCopy


def values_in(value: Any) -> Iterator[Any]:
    """Every value inside a value."""
    yield value
    if is_dataclass(value):
        for item in fields(value):
            yield from values_in(getattr(value, item.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from values_in(part)
    elif isinstance(value, MappingProxyType):
        for part in value.values():
            yield from values_in(part)


def test_it_reads_the_head() -> None:
    catalog = load_catalog(TOY)
    assert (catalog.version, catalog.reviewed_on) == ("2026-01-05", date(2026, 1, 5))
    assert catalog.languages == ("en", "ja")
    assert catalog.title.in_language("ja") == "通勤アドバイザー"
    assert catalog.folder == TOY


def test_it_reads_questions_of_every_kind() -> None:
    by_id = load_catalog(TOY).questionnaire.by_id
    assert by_id["distance_km"].kind is QuestionKind.NUMBER
    assert by_id["distance_km"].leading
    assert by_id["distance_km"].rated_ids == ("near", "middle", "far")
    assert by_id["distance_km"].bands[2].upper is None
    assert by_id["cargo"].none_option == "none"
    assert by_id["budget"].aliases == ("money",)
    estimate = by_id["travel_minutes"].estimate
    assert estimate
    assert estimate.intervals["any-time"] == (Decimal(60), None)


def test_it_reads_constraints_of_every_severity() -> None:
    constraints = [item for pattern in load_catalog(TOY).patterns for item in pattern.constraints]
    assert {item.severity for item in constraints} == set(Severity)
    assert {item.near for item in constraints} == {None, Fraction(4, 5), Fraction(9, 10)}


def test_it_reads_what_a_pattern_says() -> None:
    bicycle = load_catalog(TOY).pattern("bicycle")
    assert bicycle
    assert bicycle.short_name.in_language("en") == "Bicycle"
    assert bicycle.rating_of[("distance_km", "far")].value == -2
    assert bicycle.practices["be-seen"].here.in_language("en") == "A front and a rear lamp."
    assert [item.pattern for item in bicycle.compositions] == ["train"]
    assert bicycle.diagram.in_language("en").startswith("sequenceDiagram\n")


def test_nothing_in_it_can_be_changed() -> None:
    assert not [
        value for value in values_in(load_catalog(TOY)) if isinstance(value, (list, dict, set))
    ]


def test_an_equal_catalog_has_an_equal_digest(toy: ToyCopy) -> None:
    assert toy.load().digest == load_catalog(TOY).digest


def test_any_byte_changes_the_digest(toy: ToyCopy) -> None:
    before = toy.load().digest
    toy.append("car/ratings.yaml", "#\n")
    after = toy.load().digest
    toy.append("bicycle/bundles/shared/tools/wheel.txt", " ")
    assert len({before, after, toy.load().digest}) == 3


def test_a_renamed_file_changes_the_digest(toy: ToyCopy) -> None:
    before = toy.load().digest
    folder = toy.root / "bicycle/bundles/shared"
    (folder / "check.sh").rename(folder / "verify.sh")
    assert toy.load().digest != before


def test_a_mebibyte_takes_less_than_two_seconds(toy: ToyCopy) -> None:
    entry = '"{0}": {{title: "Some page {0}", url: https://example.org/{0}, date: "2026"}}\n'
    toy.append("sources.yaml", "".join(entry.format(f"s{number}") for number in range(12_000)))
    began = time.process_time()
    toy.load()
    assert time.process_time() - began < 2


def test_the_words_of_answers_are_those_of_the_questionnaire() -> None:
    assert tuple(item.value for item in answers.Importance) == IMPORTANCES
    assert UNKNOWN == answers.UNKNOWN


def test_a_piece_of_text_that_moves_to_the_next_file_changes_the_digest(toy: ToyCopy) -> None:
    folder = "bicycle/bundles/shared"
    path = f"{folder}/b.txt"
    toy.write(f"{folder}/a.txt", f"x{path}")
    toy.write(path, "y")
    before = toy.load().digest
    toy.write(f"{folder}/a.txt", "x")
    toy.write(path, f"{path}y")
    assert toy.load().digest != before
