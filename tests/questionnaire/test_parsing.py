"""Raw keys and values become answers; what is not understood is said, and nothing is raised."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.questionnaire import (
    Answer,
    Importance,
    NoticeCode,
    ParsedAnswers,
    parse_answers,
    to_pairs,
)
from tests.building import questionnaire, several, single
from tests.questionnaire.asking import ASKED


def parse(*pairs: tuple[str, str]) -> ParsedAnswers:
    return parse_answers(ASKED, pairs)


def codes(parsed: ParsedAnswers) -> list[str]:
    return [notice.code.value for notice in parsed.notices]


def one(trait: str, *values: str) -> tuple[Answer | None, list[str]]:
    """The answer to `trait`, and the codes of what was noticed."""
    parsed = parse(*((trait, value) for value in values))
    return parsed.answers.get(trait), codes(parsed)


def chosen(*options: str, trait: str = "cargo") -> Answer:
    return Answer(trait=trait, options=options)


def test_it_reads_an_option_a_number_and_unknown() -> None:
    parsed = parse(("price", "low"), ("km", "12.50"), ("style", "unknown"))
    assert parsed.answers.by_trait == {
        "price": chosen("low", trait="price"),
        "km": Answer(trait="km", number=Decimal("12.5")),
        "style": Answer(trait="style", unknown=True),
    }
    assert parsed.notices == ()


def test_several_options_stand_in_the_catalogs_order_each_once() -> None:
    assert one("cargo", "tools", "child", "tools") == (chosen("child", "tools"), [])


def test_the_option_that_excludes_the_others_gives_way_to_them() -> None:
    assert one("cargo", "nothing", "tools") == (chosen("tools"), ["contradiction"])
    assert one("cargo", "nothing") == (chosen("nothing"), [])


def test_unknown_beside_an_option_gives_way_to_it() -> None:
    assert one("cargo", "unknown", "tools") == (chosen("tools"), ["contradiction"])
    assert one("price", "unknown", "low")[0] == chosen("low", trait="price")


@pytest.mark.parametrize("beside", ["none", "unknown"])
def test_what_was_taken_of_contradicting_options_is_told_in_the_catalogs_order(beside: str) -> None:
    options = ("a", "b", "c", "d", "e", "f", "g")
    asked = questionnaire(several("cargo", *options, "none", none_option="none"))
    given = [("cargo", option) for option in (beside, *reversed(options))]
    assert [notice.expected for notice in parse_answers(asked, given).notices] == [options]


def test_empty_values_count_as_unanswered() -> None:
    parsed = parse(("price", ""), ("km", "  "), ("cargo", ""), ("importance.price", ""))
    assert (dict(parsed.answers.by_trait), parsed.notices) == ({}, ())


def test_an_unknown_question_is_noticed_and_left_out() -> None:
    parsed = parse(("colour", "red"), ("price", "low"))
    assert list(parsed.answers.by_trait) == ["price"]
    assert (parsed.notices[0].code, parsed.notices[0].key) == (NoticeCode.UNKNOWN_KEY, "colour")


def test_an_unknown_option_is_noticed_with_those_there_are() -> None:
    parsed = parse(("price", "cheap"))
    assert parsed.answers.get("price") is None
    assert parsed.notices[0].expected == ("low", "middle", "high", "unknown")


def test_an_option_keeps_its_case() -> None:
    assert one("price", "Low") == (None, ["unknown-option"])


def test_the_same_answer_twice_counts_once() -> None:
    assert one("price", "low", "low") == (chosen("low", trait="price"), ["repeated"])
    assert one("km", "7", "7.0") == (Answer(trait="km", number=Decimal(7)), ["repeated"])


def test_of_two_answers_that_contradict_each_other_the_first_is_taken() -> None:
    parsed = parse(("price", "high"), ("price", "low"))
    assert parsed.answers.get("price") == chosen("high", trait="price")
    assert (codes(parsed), parsed.notices[0].expected) == (["contradiction"], ("high",))


def test_an_earlier_name_of_a_question_still_counts() -> None:
    parsed = parse(("cost", "low"), ("importance.cost", "high"))
    assert parsed.answers.get("price") == chosen("low", trait="price")
    assert parsed.answers.importance("price") is Importance.HIGH
    assert codes(parsed) == ["renamed", "renamed"]


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0", "0"),
        ("12", "12"),
        ("012", "12"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("1e2", "100"),
        ("1,000", "1000"),
        ("1 000", "1000"),
        ("1_000", "1000"),
        ("１２", "12"),
        ("１，０００", "1000"),
        ("１．５", "1.5"),
        ("+3", "3"),
        ("1000", "1000"),
        ("  7  ", "7"),
        ("-0", "0"),
    ],
)
def test_it_reads_numbers_as_people_type_them(raw: str, number: str) -> None:
    assert one("km", raw) == (Answer(trait="km", number=Decimal(number)), [])


@pytest.mark.parametrize(
    "raw",
    [
        "many",
        "12 km",
        "1e999",
        "1e-5",
        "NaN",
        "Infinity",
        "-",
        "1.2.3",
        "0x10",
        "१२",
        "½",
        "10²",
        "①",
        "\u0000",
        "1\u00002",
        "\ufffd\ufffd",
        "9" * 40,
        "--5",
        "-\u22125",
        "+-5",
        "1" + " " * 63 + "9",
        "1" + "," * 70 + "abc",
        "5" + " " * 70 + "abc",
        "1" * 100_000,
        "🚲",
    ],
)
def test_what_is_no_number_is_noticed_and_left_out(raw: str) -> None:
    answer, found = one("km", raw)
    assert (answer, found) == (None, ["not-a-number"])


@pytest.mark.parametrize(
    "raw",
    ["0,5", "10,00", "1,0000", ",5", "5,", "1,000 000", "1 2", "1,,000", "1.000,5", "1_0", "- 5"],
)
def test_a_separator_that_separates_no_thousands_is_noticed(raw: str) -> None:
    assert one("km", raw) == (None, ["misplaced-separator"])


@pytest.mark.parametrize(
    "raw", ["-1", "\u22121", "\uff0d1", "-0.001", "1000.5", "1e9", "1e99", "999999999999999999"]
)
def test_a_number_out_of_range_is_noticed_with_the_range(raw: str) -> None:
    parsed = parse(("km", raw))
    assert parsed.answers.get("km") is None
    assert parsed.notices[0].code is NoticeCode.OUT_OF_RANGE
    assert parsed.notices[0].expected == ("0", "1000")


def test_importance_is_read_and_normal_is_not_kept() -> None:
    parsed = parse(("importance.price", "critical"), ("importance.km", "normal"))
    assert dict(parsed.answers.importances) == {"price": Importance.CRITICAL}
    assert parsed.answers.importance("km") is Importance.NORMAL


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("importance.price", "huge")], "unknown-importance"),
        ([("importance.colour", "high")], "unknown-key"),
        ([("importance.", "high")], "unknown-key"),
        ([("importance.price", "high"), ("importance.price", "low")], "contradiction"),
    ],
)
def test_importance_that_is_not_understood_is_noticed(
    pairs: list[tuple[str, str]], code: str
) -> None:
    assert codes(parse(*pairs)) == [code]


def test_the_same_importance_twice_is_no_contradiction() -> None:
    parsed = parse(("importance.price", "high"), ("importance.price", "high"))
    assert (parsed.answers.importance("price"), parsed.notices) == (Importance.HIGH, ())


def test_a_notice_repeats_no_more_than_60_characters_and_no_control_character() -> None:
    notice = parse(("k\u0000" * 200, "v\n" * 200)).notices[0]
    assert len(notice.key) == len(notice.value) == 61
    assert notice.key.endswith("…")
    assert all(char.isprintable() for char in notice.key + notice.value)


KEYS = st.one_of(
    st.sampled_from(["price", "cargo", "km", "cost", "importance.price", "importance.km", ""]),
    st.text(max_size=12),
)
VALUES = st.one_of(
    st.sampled_from(["low", "high", "tools", "nothing", "unknown", "12", "1e999", "-5", "１"]),
    st.text(max_size=20),
)


@settings(max_examples=300, deadline=None)
@given(pairs=st.lists(st.tuples(KEYS, VALUES), max_size=12))
def test_any_text_gives_answers_that_the_catalog_knows(pairs: list[tuple[str, str]]) -> None:
    parsed = parse(*pairs)
    for trait, answer in parsed.answers.by_trait.items():
        question = ASKED.by_id[trait]
        assert answer.trait == trait
        assert set(answer.options) <= set(question.rated_ids)
        assert answer.number is None or 0 <= answer.number <= 1000
    again = parse_answers(ASKED, to_pairs(parsed.answers))
    assert (again.answers, again.notices) == (parsed.answers, ())


def test_answers_come_in_the_catalogs_order_whatever_the_order_given() -> None:
    asked = questionnaire(single("b", "x", "y"), several("a", "x", "y"))
    parsed = parse_answers(asked, [("a", "x"), ("b", "y")])
    assert list(parsed.answers.by_trait) == ["b", "a"]
