"""What `make messages` finds in code and templates, and what it keeps."""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts.messages import (
    Text,
    as_mo,
    as_po,
    merge,
    report,
    texts_in,
    texts_in_template,
    without_translation,
)


def catalog(**translations: str) -> Catalog:
    known = Catalog(locale="ja")
    for text, japanese in translations.items():
        known.add(text, japanese)
    return known


def test_it_finds_a_text_in_code() -> None:
    assert list(texts_in(b'_("Only GET is answered here.")')) == [
        Text(singular="Only GET is answered here.")
    ]


def test_it_puts_a_text_of_several_lines_of_code_together() -> None:
    code = b'gettext_lazy(\n    "Paste two links "\n    "of this site."\n)'
    assert list(texts_in(code)) == [Text(singular="Paste two links of this site.")]


def test_it_finds_plurals_and_contexts_in_code() -> None:
    code = b'pgettext("limit", "near")\nnpgettext("menu", "%(n)d dish", "%(n)d dishes", n)'
    assert list(texts_in(code)) == [
        Text(singular="near", context="limit"),
        Text(singular="%(n)d dish", plural="%(n)d dishes", context="menu"),
    ]


def test_it_finds_the_text_of_a_translate_tag() -> None:
    page = '<p>\n  {% translate "See why" %}</p>{% translate ", " context "list" as comma %}'
    assert list(texts_in_template(page)) == [
        Text(singular="See why"),
        Text(singular=", ", context="list"),
    ]


def test_it_finds_the_text_of_a_block_with_its_values_as_placeholders() -> None:
    page = "{% blocktranslate with name=view.name %}Get {{ name }}{% endblocktranslate %}"
    assert list(texts_in_template(page)) == [Text(singular="Get %(name)s")]


def test_it_finds_the_plural_of_a_block() -> None:
    page = (
        "{% blocktranslate count n=steps|length %}{{ n }} step"
        "{% plural %}{{ n }} steps{% endblocktranslate %}"
    )
    assert list(texts_in_template(page)) == [Text(singular="%(n)s step", plural="%(n)s steps")]


def test_it_trims_a_block_that_asks_for_it() -> None:
    page = "{% blocktranslate trimmed %}\n    Two\n    lines.\n{% endblocktranslate %}"
    assert list(texts_in_template(page)) == [Text(singular="Two lines.")]


def test_it_keeps_the_translation_of_a_text_that_is_still_there() -> None:
    merged = merge([Text(singular="Back")], catalog(Back="戻る"))
    assert [(message.id, message.string) for message in merged if message.id] == [("Back", "戻る")]


def test_it_drops_a_text_that_nobody_asks_for() -> None:
    assert len(merge([], catalog(Back="戻る"))) == 0


def test_it_does_not_guess_a_translation_from_a_similar_text() -> None:
    merged = merge([Text(singular="Back.")], catalog(Back="戻る"))
    assert [message.id for message in without_translation(merged)] == ["Back."]


def test_it_names_every_text_without_a_translation() -> None:
    merged = merge([Text(singular="Back"), Text(singular="Next")], catalog(Back="戻る"))
    assert "1 of 2 texts have no Japanese yet.\n  'Next'" in report(merged)


def test_it_says_so_when_everything_is_translated() -> None:
    merged = merge([Text(singular="Back")], catalog(Back="戻る"))
    assert report(merged) == "1 texts, all of them in Japanese."


def test_it_writes_the_same_bytes_whatever_the_order_of_the_texts() -> None:
    texts = [Text(singular="b"), Text(singular="a"), Text(singular="a", context="list")]
    one, other = merge(texts, catalog()), merge(texts[::-1], catalog())
    assert as_po(one) == as_po(other)
    assert as_mo(one) == as_mo(other)


def test_what_it_writes_reads_back_as_it_was() -> None:
    texts = [Text(singular="%(n)s dish", plural="%(n)s dishes"), Text(singular="Back")]
    written = as_po(merge(texts, catalog(Back="戻る")))
    assert as_po(merge(texts, read_po(BytesIO(written), locale="ja"))) == written
