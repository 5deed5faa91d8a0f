"""Commands are found wherever a script or a README has them."""

from __future__ import annotations

import pytest

from .shell import HOLE, command_blocks, commands


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("aws s3 ls\n", [["aws", "s3", "ls"]]),
        ("a 'b c' \"d e\"  # f\n", [["a", "b c", "d e"]]),
        ("a \\\n  --b c", [["a", "--b", "c"]]),
        ("a; b | c && d", [["a"], ["b"], ["c"], ["d"]]),
        ('x="$(aws sts get "$(b c)")"', [[f"x={HOLE}"], ["aws", "sts", "get", HOLE], ["b", "c"]]),
        ("a ${b:-c d} $((1 + 2))", [["a", "${b:-c d}", "$((1 + 2))"]]),
        ('a "b \\" c"', [["a", 'b " c']]),
        ("for a in b; do c d; done", [["for", "a", "in", "b"], ["c", "d"], ["done"]]),
    ],
)
def test_a_script_is_read_into_its_commands(script: str, found: list[list[str]]) -> None:
    assert sorted(commands(script)) == sorted(found)


def test_blocks_that_show_what_is_printed_are_no_commands() -> None:
    text = "```\nterraform init\n```\n\n```\nok    all\n```\n\n```sh\nls\n```\n"
    assert command_blocks(text) == ["terraform init\n", "ls\n"]
