"""Translations: the compiled files that the app starts with say what the sources say."""

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

SOURCES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))


def messages(compiled: BytesIO) -> dict[object, str]:
    """Every message but the header, which names the tool that compiled it."""
    catalog: dict[object, str] = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]  # no other way
    return {key: text for key, text in catalog.items() if key != ""}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.parent.name)
def test_compiled_messages_are_up_to_date(source: Path) -> None:
    """`make messages` compiles them."""
    compiled = BytesIO()
    with source.open("rb") as opened:
        write_mo(compiled, read_po(opened))
    compiled.seek(0)
    kept = BytesIO(source.with_suffix(".mo").read_bytes())
    assert messages(kept) == messages(compiled)
