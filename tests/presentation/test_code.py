"""Source text on a page: every line once, numbered by the style sheet alone."""

from __future__ import annotations

import pytest

from advisor.presentation.code import code_lines
from tests.web.markup import read

YAML = "Transform: AWS::Serverless\nItems:\n  - Name: a\n    Text: |\n      two\n      lines\n"


@pytest.mark.parametrize("path", ["a.yaml", "a.unknown", "LICENSE", "main.tf", "a.sh"])
def test_every_line_stands_in_one_element(path: str) -> None:
    lines = read(code_lines(path, YAML)).every("span", class_="code-line")
    assert [line.text.split() for line in lines] == [line.split() for line in YAML.splitlines()]


def test_no_part_of_a_line_is_taken_for_a_line() -> None:
    """The highlighter names the parts with short classes of its own, `l` among them."""
    html = code_lines("a.yaml", YAML)
    assert 'class="l' in html
    assert len(read(html).every("span", class_="code-line")) == len(YAML.splitlines())


def test_marked_lines_stand_out() -> None:
    lines = read(code_lines("a.yaml", YAML, {2})).every("span", class_="code-line")
    assert [
        number for number, line in enumerate(lines, 1) if "set" in line.attributes["class"]
    ] == [2]


def test_markup_in_the_source_is_text() -> None:
    assert "<script>" not in code_lines("a.html", "<script>alert(1)</script>\n")
