"""What a README's tables and lists say is what a reader of the rendered page sees."""

from __future__ import annotations

import pytest

from advisor.bundles.readme import code, plain, table


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("every path but /static/* and /api/*", "every path but /static/\\* and /api/\\*"),
        ("a host <name> of yours", "a host \\<name> of yours"),
        ("set `/ws/*` or `<b>`, not *", "set `/ws/*` or `<b>`, not \\*"),
        ("`` a`* `` stays, *this* does not", "`` a`* `` stays, \\*this\\* does not"),
        ("snake_case and #5 are plain", "snake_case and #5 are plain"),
    ],
)
def test_prose_is_not_taken_for_markup_and_code_stays(text: str, written: str) -> None:
    assert plain(text) == written


def test_a_cell_ends_where_the_table_says() -> None:
    assert table(("a", "b"), [("x|y", "two\nlines *")]) == "\n".join(
        ["| a | b |", "| --- | --- |", "| x\\|y | two lines \\* |"]
    )


def test_code_with_a_backtick_in_it_stands_between_two() -> None:
    written = table(("file",), [(code("a`b"),), (code("a"),), (code(""),)])
    assert written.splitlines()[2:] == ["| `` a`b `` |", "| `a` |", "|  |"]
