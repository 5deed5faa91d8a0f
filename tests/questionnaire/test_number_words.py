"""Large numbers as each language counts them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.questionnaire.numbers import in_words


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [
        ("950", "950", "950"),
        ("3000000", "3\u00a0million", "300万"),
        ("3450000", "3.45\u00a0million", "345万"),
        ("2500000000", "2.5\u00a0billion", "25億"),
        ("1234567", "1,234,567", "1,234,567"),
    ],
)
def test_a_number_is_shortened_only_where_nothing_is_lost(
    number: str, english: str, japanese: str
) -> None:
    assert in_words(Decimal(number), "en") == english
    assert in_words(Decimal(number), "ja") == japanese
