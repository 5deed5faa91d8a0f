"""Numbers and their units in sentences of the catalog."""

from __future__ import annotations

import pytest

from advisor.presentation.numbers import unbroken


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("at most 6 MB in a reply", "at most 6\u00a0MB in a reply"),
        ("29 s per reply, 15 minutes", "29\u00a0s per reply, 15 minutes"),
        ("ヘッダーを含めて1 MBまで", "ヘッダーを含めて1\u00a0MBまで"),
        ("in 5 Blocks and 2 spaces", "in 5 Blocks and 2 spaces"),
    ],
)
def test_a_number_stays_on_the_line_of_its_unit(written: str, shown: str) -> None:
    assert unbroken(written) == shown
