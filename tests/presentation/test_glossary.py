"""Words are linked to the glossary once a page, and nothing else changes."""

from __future__ import annotations

import pytest

from advisor.catalog import load_catalog
from advisor.presentation.glossary import Explainer, term_views
from scripts.paths import ROOT

GLOSSARY = load_catalog(ROOT / "tests" / "catalogs" / "toy").glossary


def explainer(language: str = "en") -> Explainer:
    return Explainer(glossary=GLOSSARY, language=language, address="/words?a=1&b=2")


def link(term: str, words: str) -> str:
    return f'<a class="term" href="/words?a=1&amp;b=2#term-{term}">{words}</a>'


def test_the_first_use_is_linked_and_no_other() -> None:
    page = explainer()
    assert page.explain("A gear is a gear.") == f"A {link('gear', 'gear')} is a gear."
    assert page.explain("More gears.") == "More gears."


def test_the_longest_word_is_meant() -> None:
    page = explainer()
    assert page.explain("A low gear.") == f"A {link('low-gear', 'low gear')}."
    assert page.explain("A low gear, a gear.") == f"A low gear, a {link('gear', 'gear')}."


@pytest.mark.parametrize("text", ["gearbox", "a gearing", "GEAR", "the gea"])
def test_part_of_another_word_is_left_alone(text: str) -> None:
    assert explainer().explain(text) == text


def test_a_sentence_may_begin_with_the_word() -> None:
    assert explainer().explain("Gears help.") == f"{link('gear', 'Gears')} help."


def test_japanese_needs_no_blanks_around_a_word() -> None:
    linked = link("gear", "ギア")
    assert explainer("ja").explain("軽いギアで走る") == f"軽い{linked}で走る"


def test_the_text_is_escaped_around_the_links() -> None:
    assert explainer().explain("<b> & gear") == f"&lt;b&gt; &amp; {link('gear', 'gear')}"


def test_without_a_glossary_the_text_stays_as_it_is() -> None:
    page = Explainer(glossary=(), language="en", address="/words")
    assert page.explain("a gear & more") == "a gear &amp; more"


def test_the_list_is_in_the_order_of_its_words() -> None:
    terms = [view.term for view in term_views(tuple(reversed(GLOSSARY)), "en")]
    assert terms == ["gear", "low gear"]
