"""No line of a verdict begins with a plus sign or with the particle of a Latin word."""

from __future__ import annotations

import pytest
from django.utils.functional import SimpleLazyObject

from advisor.templatetags.advisor_pages import tied


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("API Gateway + Lambda fits.", "API Gateway\u00a0+ Lambda fits."),
        ("「API の形式」の回答", "「API\u00a0の形式」の回答"),
        ("Lambda が合います。 次の1問", "Lambda\u00a0が合います。 次の1問"),
    ],
)
def test_what_belongs_together_stays_on_one_line(words: str, shown: str) -> None:
    assert tied(words) == shown
    lazy: str = SimpleLazyObject(lambda: words)  # type: ignore[assignment]
    assert tied(lazy) == shown
