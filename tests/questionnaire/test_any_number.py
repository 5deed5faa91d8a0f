"""Numbers in any shape: read as they are meant, or not at all, and never half."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from advisor.questionnaire.numbers import LONGEST, misgrouped, parse_number

SEPARATORS = (",", "_", " ", "'", "\u00a0", "\u202f")
SIGNS = ("+", "-", "\u2212", "\uff0d")
WHOLE = st.integers(0, 10**17)
TYPED = st.text("0123456789,_ '.+-\u2212eE\uff11\uff0c", max_size=80)


@given(number=WHOLE, separator=st.sampled_from(SEPARATORS), sign=st.sampled_from(["", *SIGNS]))
def test_separators_of_thousands_change_nothing(number: int, separator: str, sign: str) -> None:
    found = parse_number(sign + f"{number:,}".replace(",", separator))
    assert found == (number if sign in ("", "+") else -number)


@given(number=WHOLE, separator=st.sampled_from(SEPARATORS), data=st.data())
def test_a_separator_anywhere_else_is_refused(
    number: int, separator: str, data: st.DataObject
) -> None:
    digits = str(number + 10)
    place = data.draw(st.integers(1, len(digits) - 1).filter(lambda p: len(digits) - p != 3))
    typed = digits[:place] + separator + digits[place:]
    assert parse_number(typed) is None
    assert misgrouped(typed)


@given(number=WHOLE, signs=st.lists(st.sampled_from(SIGNS), min_size=2, max_size=3))
def test_more_than_one_sign_is_refused(number: int, signs: list[str]) -> None:
    assert parse_number("".join(signs) + str(number)) is None


@given(typed=TYPED)
@example("1" + "," * 70 + "abc")
@example("1" + " " * 63 + "9")
@example("--5")
def test_what_is_read_is_the_whole_text(typed: str) -> None:
    found = parse_number(typed)
    if found is None:
        return
    assert len(typed.strip()) <= LONGEST
    plain = re.sub(r"[,_ \']", "", typed.strip().translate({0xFF11: "1", 0xFF0C: ",", 0x2212: "-"}))
    assert found == Decimal(re.sub(r"[,]", "", plain))


@given(typed=TYPED, tail=st.text("abc\u3042", min_size=1, max_size=100))
def test_nothing_after_a_number_is_passed_over(typed: str, tail: str) -> None:
    assert parse_number(typed + tail) is None
