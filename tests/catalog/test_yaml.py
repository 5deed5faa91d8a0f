"""YAML is read strictly: what it would guess is a problem instead."""

from __future__ import annotations

import time

import pytest

from advisor.catalog.shapes import Day, Flag, Number, Text
from advisor.catalog.structures import ListOf, MapOf
from tests.catalog.toy_copy import problems_of

TEXTS = MapOf(key=Text(), value=Text())


def test_it_rejects_a_duplicate_key_and_names_both_lines() -> None:
    assert problems_of("a: x\nb: y\na: z") == [
        "x.yaml:3: a: duplicate key, first on line 1 (keep one of the two)"
    ]


def test_it_names_the_path_of_a_nested_duplicate_key() -> None:
    assert problems_of("a:\n  - b: x\n    b: y") == [
        "x.yaml:3: a[0].b: duplicate key, first on line 2 (keep one of the two)"
    ]


@pytest.mark.parametrize(
    ("value", "described"),
    [
        ("no", "the boolean no"),
        ("on", "the boolean on"),
        ("yes", "the boolean yes"),
        ("Off", "the boolean Off"),
        ("true", "the boolean true"),
        ("2026-09-01", "the date 2026-09-01"),
        ("2026-09-01 12:00:00", "the date 2026-09-01 12:00:00"),
        ("12:30", "the special number 12:30"),
        ("0777", "the special number 0777"),
        ("0x1F", "the special number 0x1F"),
        ("1_000", "the special number 1_000"),
        (".nan", "the special number .nan"),
        ("-.inf", "the special number -.inf"),
        ("12", "the number 12"),
        ("1.5", "the number 1.5"),
    ],
)
def test_it_asks_for_quotes_where_yaml_would_guess(value: str, described: str) -> None:
    assert problems_of(f"a: {value}", TEXTS) == [
        f'x.yaml:1: a: expected text, got {described} (put it in quotes: "{value}")'
    ]


@pytest.mark.parametrize("value", ['"no"', "'12:30'", '"2026-09-01"', "none", "2026-09", "08x"])
def test_it_takes_a_text_for_a_text(value: str) -> None:
    assert problems_of(f"a: {value}", TEXTS) == []


@pytest.mark.parametrize("value", ["", "null", "~"])
def test_it_rejects_nothing_where_a_text_is_meant(value: str) -> None:
    assert problems_of(f"a: {value}", TEXTS) == [
        "x.yaml:1: a: expected text, got nothing (write the text, in quotes)"
    ]


@pytest.mark.parametrize(
    ("key", "described"),
    [
        ("no", "the boolean no"),
        ("7", "the number 7"),
        ("<<", "the merge key <<"),
        ("2026-01-01", "the date 2026-01-01"),
    ],
)
def test_it_asks_for_quotes_around_a_key_that_is_no_text(key: str, described: str) -> None:
    assert problems_of(f"{key}: x") == [
        f'x.yaml:1: file: expected a text as key, got {described} (put it in quotes: "{key}")'
    ]


def test_it_rejects_a_list_as_key() -> None:
    assert problems_of("? [a]\n: x") == [
        "x.yaml:1: file: a key that is not a text (one word, then a colon)"
    ]


@pytest.mark.parametrize(
    ("value", "described"),
    [
        ('"12"', "text '12'"),
        ("twelve", "text 'twelve'"),
        (".inf", "the special number .inf"),
        ("12:30", "the special number 12:30"),
        ("010", "the special number 010"),
        ("1e3", "text '1e3'"),
        ("yes", "the boolean yes"),
        ("[1]", "a list"),
        ("{a: b}", "a mapping"),
        ("", "nothing"),
    ],
)
def test_it_takes_only_plain_decimal_digits_for_a_number(value: str, described: str) -> None:
    assert problems_of(f"- {value}", ListOf(item=Number())) == [
        f"x.yaml:1: [0]: expected a number, got {described} "
        "(plain decimal digits, without quotes: 12 or 0.5)"
    ]


@pytest.mark.parametrize("value", ["yes", "on", "True"])
def test_it_rejects_an_ambiguous_boolean(value: str) -> None:
    assert problems_of(f"- {value}", ListOf(item=Flag())) == [
        f"x.yaml:1: [0]: ambiguous boolean {value} (true or false)"
    ]


@pytest.mark.parametrize("value", ['"2026-13"', '"2026-02-30"', '"soon"', '"202"'])
def test_it_rejects_a_date_that_is_none(value: str) -> None:
    assert problems_of(f"- {value}", ListOf(item=Day(partial=True))) == [
        f"x.yaml:1: [0]: text '{value[1:-1]}' is not a date (YYYY, YYYY-MM or YYYY-MM-DD)"
    ]


def test_it_rejects_an_anchor_even_if_nothing_refers_to_it() -> None:
    assert problems_of("a: &x y") == ["x.yaml:1: a: anchor x (write the value out each time)"]


def test_it_rejects_an_alias() -> None:
    assert problems_of("a: *x") == ["x.yaml:1: a: alias x (write the value out each time)"]


def test_it_rejects_a_billion_laughs_without_expanding_them() -> None:
    rows = ["a0: &a0 [x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    began = time.process_time()
    assert problems_of("\n".join(rows)) == [
        "x.yaml:1: a0: anchor a0 (write the value out each time)"
    ]
    assert time.process_time() - began < 1


def test_it_rejects_a_tag() -> None:
    assert problems_of("a: !Ref x") == ["x.yaml:1: a: tag !Ref (leave the tag out)"]


def test_it_rejects_a_tab_wherever_it_stands() -> None:
    assert problems_of("a: x\nb:\ty") == [
        "x.yaml:2: file: tab character (indent with spaces; write \\t in quotes)"
    ]


def test_it_gives_the_line_of_a_syntax_error() -> None:
    (problem,) = problems_of("a: x\nb: [1, 2\nc: y\n")
    assert problem.startswith("x.yaml:3: file: not YAML: ")
    assert problem.endswith("(while parsing a flow sequence)")


def test_it_rejects_a_control_character() -> None:
    (problem,) = problems_of('a: x\nb: "\x01"')
    assert problem.startswith("x.yaml:2: file: not YAML: ")


def test_it_rejects_an_empty_file() -> None:
    assert problems_of("# only a comment\n") == ["x.yaml:1: file: empty file (write its content)"]


def test_it_rejects_a_second_document() -> None:
    assert problems_of("a: x\n---\na: y") == [
        "x.yaml:2: file: a second document (one document a file, no ---)"
    ]


def test_it_takes_twenty_levels_and_no_more() -> None:
    assert problems_of("[" * 20 + "]" * 20) == []
    assert problems_of("[" * 21 + "]" * 21) == [
        f"x.yaml:1: {'[0]' * 20}: nested too deep (at most 20 levels)"
    ]


def test_it_refuses_a_mountain_of_brackets_quickly() -> None:
    began = time.process_time()
    (problem,) = problems_of("[" * 1_000_000)
    assert problem.endswith("nested too deep (at most 20 levels)")
    assert time.process_time() - began < 1
