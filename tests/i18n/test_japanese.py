"""The Japanese texts of the app: all there, all used, and set as Japanese is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Message

from scripts.messages import (
    LANGUAGE,
    MO,
    PO,
    TEMPLATES,
    as_mo,
    as_po,
    collect,
    merge,
    read,
    strings,
    without_translation,
)

PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
TAG: Final = re.compile(r"</?\w+[^>]*>")
JAPANESE: Final = re.compile(r"[ぁ-んァ-ヴー一-龠々]")
HALF_WIDTH: Final = re.compile(r"""[:;?!()"'\[\]]|(?<!\d)[,.]|[,.](?!\d)""")
"""Half-width marks, but those within a number."""
GAP: Final = re.compile(r"(?:\)[sd]|\d)[ \u00a0](?=[点問件個位つ秒分])")

HALF_WIDTH_ALLOWED: Final[dict[str, str]] = {}
"""Japanese texts that need a half-width mark, each with its reason."""


def messages() -> Iterator[Message]:
    return (message for message in read(PO) if message.id)


def english(message: Message) -> str:
    """The text, or its plural: it has all placeholders."""
    return message.id if isinstance(message.id, str) else message.id[1]


ALL: Final = list(messages())


def test_every_text_of_the_app_has_its_japanese() -> None:
    """After `make messages` the new ones stand empty in the .po file."""
    missing = without_translation(merge(collect(), read(PO)))
    assert [message.id for message in missing] == []


def test_no_japanese_stands_for_a_text_that_is_gone() -> None:
    asked = {(text.id, text.context or None) for text in collect()}
    assert [message.id for message in ALL if (message.id, message.context) not in asked] == []


def test_the_file_is_as_make_messages_writes_it() -> None:
    assert PO.read_bytes() == as_po(merge(collect(), read(PO)))


def test_the_compiled_file_is_as_make_messages_writes_it() -> None:
    assert MO.read_bytes() == as_mo(merge(collect(), read(PO)))


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in ALL if message.fuzzy] == []


def test_japanese_has_one_form_for_every_number() -> None:
    catalog = read(PO)
    assert (catalog.locale_identifier, catalog.num_plurals) == (LANGUAGE, 1)
    assert [message.id for message in ALL if len(strings(message)) != 1] == []


def test_both_languages_have_the_same_placeholders() -> None:
    assert differing(PLACEHOLDER) == []


def test_both_languages_have_the_same_markup() -> None:
    assert differing(TAG) == []


def differing(part: re.Pattern[str]) -> list[object]:
    """The texts whose two languages do not hold the same `part`s."""
    return [
        message.id
        for message in ALL
        for japanese in strings(message)
        if japanese and sorted(part.findall(japanese)) != sorted(part.findall(english(message)))
    ]


def test_japanese_has_full_width_punctuation() -> None:
    bare = {text: TAG.sub("", PLACEHOLDER.sub("", text)) for one in ALL for text in strings(one)}
    found = [text for text, words in bare.items() if HALF_WIDTH.search(words)]
    assert [text for text in found if text not in HALF_WIDTH_ALLOWED] == []


def test_no_space_stands_between_a_number_and_its_counter() -> None:
    assert [text for one in ALL for text in strings(one) if GAP.search(text)] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_japanese_of_its_own(path: Path) -> None:
    """It would stand on the English page as well."""
    assert JAPANESE.findall(path.read_text(encoding="utf-8")) == []
