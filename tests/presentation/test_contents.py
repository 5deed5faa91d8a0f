"""The list of a long page's sections follows the page."""

from __future__ import annotations

from django.utils.translation import override

from advisor.presentation.contents import PLACE, with_contents

SECTIONS = '<h2 id="a">One <b>&amp; only</b></h2><h2 id="b">Two</h2><h2 id="c">Three</h2>'


def test_every_heading_with_an_id_is_listed_in_its_order() -> None:
    with override("en"):
        page = with_contents(f"<div>{PLACE}</div>{SECTIONS}<h2>no id</h2>")
    assert page.startswith('<div><nav class="contents" aria-label="On this page"><ol>')
    assert '<li><a href="#a">One &amp; only</a></li><li><a href="#b">Two</a></li>' in page
    assert page.endswith(f"{SECTIONS}<h2>no id</h2>")


def test_a_short_page_has_no_list() -> None:
    assert with_contents(f'{PLACE}<h2 id="a">One</h2>') == '<h2 id="a">One</h2>'


def test_a_page_without_a_place_stays_as_it_is() -> None:
    assert with_contents(SECTIONS) == SECTIONS
