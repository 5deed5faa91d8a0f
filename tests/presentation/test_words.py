"""What a page repeats of a stranger's text."""

from hypothesis import given
from hypothesis import strategies as st

from advisor.presentation.words import EXCERPT, excerpt


def test_short_text_is_repeated_as_it_is() -> None:
    assert excerpt("api_style あ") == "api_style あ"


def test_long_text_is_cut_and_says_so() -> None:
    assert excerpt("a" * 1000) == "a" * EXCERPT + "…"


def test_what_cannot_be_printed_is_replaced() -> None:
    assert excerpt("a\x00b\nc\u202e") == "a\ufffdb\ufffdc\ufffd"


@given(st.text())
def test_it_is_always_short_and_printable(text: str) -> None:
    shown = excerpt(text)
    assert len(shown) <= EXCERPT + 1
    assert shown.isprintable()
