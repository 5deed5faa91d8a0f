"""The style sheet as it is sent: the same rules in fewer bytes."""

from __future__ import annotations

import re

import pytest

from advisor.web.style import squeezed
from tests.web.asking import get, page
from tests.web.colours import style_sheet


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }\n", "a{color:red;}"),
        ("a :hover,\n  b > i { margin: 0 auto }", "a :hover,b > i{margin:0 auto}"),
        ("p { inline-size: calc(1rem + 2vw); }", "p{inline-size:calc(1rem + 2vw);}"),
        ("/* said */ b { c: d }", "b{c:d}"),
        (
            '.x::after { content: attr(data-label) " "; }',
            '.x::after{content:attr(data-label) " ";}',
        ),
    ],
)
def test_space_goes_where_it_means_nothing(written: str, sent: str) -> None:
    assert squeezed(written) == sent


def test_no_text_in_the_style_sheet_is_harmed() -> None:
    strings = re.compile(r'"[^"]*"')
    assert strings.findall(squeezed(style_sheet())) == strings.findall(style_sheet())


def test_pages_link_to_it_by_its_content_and_browsers_keep_it() -> None:
    links = page("/en/").every("link")
    [address] = [
        item.attributes["href"] for item in links if item.attributes["rel"] == "stylesheet"
    ]
    response = get(address)
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.content.decode() == squeezed(style_sheet())


def test_another_digest_is_lost() -> None:
    assert get("/style-0123456789ab.css").status_code == 404
