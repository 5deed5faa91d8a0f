"""Collects what the app says, keeps the Japanese beside it, and compiles it for the app.

The English texts are the keys. `python -m scripts.messages` writes django.po and django.mo
anew, the same bytes for the same texts, and names every text that has no Japanese yet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from scripts.paths import ROOT

LANGUAGE: Final = "ja"
FOLDER: Final = ROOT / "advisor" / "locale" / LANGUAGE / "LC_MESSAGES"
PO: Final = FOLDER / "django.po"
MO: Final = FOLDER / "django.mo"
CODE: Final = ROOT / "advisor"
TEMPLATES: Final = ROOT / "templates"

HEADERS: Final = (
    ("Project-Id-Version", "Pattern Advisor"),
    ("Language", LANGUAGE),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
)
"""No dates: they would change the files where no text has changed."""

TITLE: Final = (
    "# Japanese texts of the pages, the API and the commands. `make messages` sorts them."
)

_SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop")
_PLURAL = ("ngettext", "ngettext_lazy")
_IN_CONTEXT = ("pgettext", "pgettext_lazy")
_PLURAL_IN_CONTEXT = ("npgettext", "npgettext_lazy")
KEYWORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(_SINGULAR),
    **dict.fromkeys(_PLURAL, (1, 2)),
    **dict.fromkeys(_IN_CONTEXT, ((1, "c"), 2)),
    **dict.fromkeys(_PLURAL_IN_CONTEXT, ((1, "c"), 2, 3)),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Text:
    """An English text as the app asks for it; `plural` and `context` are empty without one."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.singular, self.plural) if self.plural else self.singular


class Texts(Catalog):
    """A catalog whose header says nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return list(HEADERS)


def collect() -> list[Text]:
    """Every text that the code and the templates ask for, once."""
    found = set[Text]()
    for path in CODE.rglob("*.py"):
        found.update(texts_in(path.read_bytes()))
    for path in TEMPLATES.rglob("*.html"):
        found.update(texts_in_template(path.read_text(encoding="utf-8"), path.name))
    return sorted(found)


def texts_in_template(template: str, name: str = "") -> Iterator[Text]:
    """Texts in the tags of a `template`; the `name` is for the error of a tag that is wrong."""
    calls = templatize(template, origin=name)
    return texts_in("\n".join(line.lstrip() for line in calls.split("\n")).encode())


def texts_in(code: bytes) -> Iterator[Text]:
    """Texts in the calls of gettext and its kin in Python `code`."""
    options = {"encoding": "utf-8"}
    for _line, found, _comments, context in extract("python", BytesIO(code), KEYWORDS, (), options):
        singular, plural = found if isinstance(found, tuple) else (found, "")
        yield Text(singular=singular, plural=plural, context=context or "")


def read(path: Path) -> Catalog:
    """The catalog in the .po file at `path`; an empty one if there is no file."""
    if not path.exists():
        return Texts(locale=LANGUAGE)
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE)


def merge(texts: Iterable[Text], known: Catalog) -> Texts:
    """`texts` with their translations from `known`, and none of its other texts."""
    merged = Texts(locale=LANGUAGE, header_comment=TITLE, fuzzy=False)
    for text in texts:
        old = known.get(text.id, text.context or None)
        merged.add(text.id, old.string if old else _nothing(text), context=text.context or None)
    return merged


def _nothing(text: Text) -> str | tuple[str]:
    return ("",) if text.plural else ""


def as_po(catalog: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalog, no_location=True, sort_output=True, width=0)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def without_translation(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id and not any(strings(message))]


def strings(message: Message) -> tuple[str, ...]:
    """Its translations: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    django.setup()
    catalog = merge(collect(), read(PO))
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalog))
    MO.write_bytes(as_mo(catalog))
    print(report(catalog))
    return 0


def report(catalog: Catalog) -> str:
    """How many texts there are, and those that wait for their translation."""
    missing = without_translation(catalog)
    if not missing:
        return f"{len(catalog)} texts, all of them in Japanese."
    lines = (f"  {message.id!r}" for message in missing)
    head = f"{len(missing)} of {len(catalog)} texts have no Japanese yet."
    return "\n".join([head, *lines, f"Fill in their msgstr in {PO.relative_to(ROOT)}, then again."])


if __name__ == "__main__":
    sys.exit(main())
