"""A record has its keys, every text its languages, every word its list."""

from __future__ import annotations

import pytest

from advisor.catalog.pattern_records import CONSTRAINT, PATTERN
from advisor.catalog.shapes import URL, Choice, Number, Text
from advisor.catalog.structures import LOCALIZED, ListOf, Localized, Record, field, optional
from tests.catalog.toy_copy import problems_of

PAIR = Record((field("name", Text(), "what it is called"), optional("size", Number(), "how big")))


def test_it_suggests_the_nearest_key_for_an_unknown_one() -> None:
    assert problems_of("name: x\nsise: 1", PAIR) == [
        "x.yaml:2: sise: unknown key (did you mean size?)"
    ]


def test_it_lists_the_keys_where_none_is_near() -> None:
    assert problems_of("name: x\ncolour: red", PAIR) == [
        "x.yaml:2: colour: unknown key (known keys: name, size)"
    ]


def test_it_says_what_a_missing_key_is_for() -> None:
    assert problems_of("size: 1", PAIR) == [
        "x.yaml:1: name: missing key (add it: what it is called)"
    ]


def test_it_reports_a_missing_key_at_the_line_of_its_record() -> None:
    assert problems_of("- name: x\n-\n  size: 1", ListOf(item=PAIR)) == [
        "x.yaml:3: [1].name: missing key (add it: what it is called)"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[x]", "x.yaml:1: file: expected a mapping, got a list (with the keys name)"),
        ("x", "x.yaml:1: file: expected a mapping, got text 'x' (with the keys name)"),
        ("name: [x]", "x.yaml:1: name: expected text, got a list (write one text)"),
        ("name: {a: b}", "x.yaml:1: name: expected text, got a mapping (write one text)"),
        ('name: ""', "x.yaml:1: name: empty text (write at least one character)"),
        ('name: " "', "x.yaml:1: name: empty text (write at least one character)"),
    ],
)
def test_it_rejects_a_value_of_another_type(text: str, problem: str) -> None:
    assert problems_of(text, PAIR) == [problem]


def test_it_rejects_a_mapping_where_a_list_is_meant() -> None:
    assert problems_of("a: b", ListOf(item=Text())) == [
        "x.yaml:1: file: expected a list, got a mapping (write each item after -)"
    ]


@pytest.mark.parametrize(("count", "wanted"), [(2, "3"), (4, "3")])
def test_it_counts_the_items_of_a_list(count: int, wanted: str) -> None:
    text = f"[{', '.join('x' * count)}]"
    assert problems_of(text, ListOf(item=Text(), minimum=3, maximum=3)) == [
        f"x.yaml:1: file: {count} items ({wanted})"
    ]


def test_it_misses_a_translation() -> None:
    assert problems_of("{en: x}", LOCALIZED, languages="en ja") == [
        "x.yaml:1: ja: missing translation (add the text in ja)"
    ]


def test_it_rejects_a_language_that_the_catalog_does_not_have() -> None:
    assert problems_of("{en: x, fr: y}", LOCALIZED) == [
        "x.yaml:1: fr: unknown language (of catalog.yaml: en)"
    ]


def test_it_rejects_an_empty_translation() -> None:
    assert problems_of('{en: ""}', LOCALIZED) == [
        "x.yaml:1: en: empty text (write at least one character)"
    ]


def test_it_rejects_one_text_where_every_language_is_meant() -> None:
    assert problems_of("x", LOCALIZED, languages="en ja") == [
        'x.yaml:1: file: expected a text in every language, got text \'x\' ({en: "…", ja: "…"})'
    ]


def test_it_rejects_a_short_name_that_is_too_long() -> None:
    assert problems_of(f"{{en: {'x' * 29}}}", Localized(maximum=28)) == [
        "x.yaml:1: en: 29 characters (at most 28)"
    ]


@pytest.mark.parametrize(
    ("value", "why"), [("3", "is out of range"), ("0.5", "is not a whole number")]
)
def test_it_rejects_a_number_outside_its_range(value: str, why: str) -> None:
    scale = ListOf(item=Number(minimum=-2, maximum=2, whole=True))
    assert problems_of(f"- {value}", scale) == [
        f"x.yaml:1: [0]: {value} {why} (a whole number from -2 to 2)"
    ]


def test_it_suggests_the_nearest_word_of_a_choice() -> None:
    assert problems_of("- exlude", ListOf(item=Choice(("exclude", "condition", "warn")))) == [
        "x.yaml:1: [0]: unknown word 'exlude' (did you mean exclude?)"
    ]


def test_it_rejects_an_address_of_another_kind() -> None:
    assert problems_of("- ftp://example.org", ListOf(item=URL)) == [
        "x.yaml:1: [0]: text 'ftp://example.org' is not of the right form "
        "(an address that begins with https://)"
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "colour: red",
            (
                "unknown word 'red' (one of: indigo, persimmon, pine, plum, mustard, "
                "slate, teal, brick)"
            ),
        ),
        ("mark: star", "unknown word 'star' (did you mean square?)"),
    ],
)
def test_it_rejects_an_unknown_colour_or_mark(line: str, problem: str) -> None:
    key = line.partition(":")[0]
    assert f"x.yaml:1: {key}: {problem}" in problems_of(line, PATTERN)


@pytest.mark.parametrize("share", ["0", "1", "1.5"])
def test_it_rejects_a_share_of_a_limit_that_warns_too_late(share: str) -> None:
    assert (
        f"x.yaml:1: near: {share} is out of range "
        "(a share of the limit between 0 and 1, such as 0.8)"
        in problems_of(f"near: {share}", CONSTRAINT)
    )
