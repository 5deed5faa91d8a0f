"""glossary.yaml: the words a reader may not know, each with what it means here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from advisor.catalog.reader import Cursor
from advisor.catalog.references import report_duplicates
from advisor.catalog.shapes import HYPHENATED, LANGUAGE, Text
from advisor.catalog.structures import LOCALIZED, ListOf, MapOf, Record, field, optional
from advisor.catalog.texts import LocalizedText

FORMS = MapOf(key=LANGUAGE, value=ListOf(item=Text(), minimum=1))
GLOSSARY = ListOf(
    item=Record(
        (
            field("id", HYPHENATED, "identifier of the word"),
            field("term", LOCALIZED, "the word"),
            field("meaning", LOCALIZED, "what it means here, in one or two sentences"),
            optional("forms", FORMS, "other ways it is written, such as its plural, by language"),
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the glossary. `forms` has, by language, the other ways it is written."""

    id: str
    term: LocalizedText
    meaning: LocalizedText
    forms: Mapping[str, tuple[str, ...]]

    def written(self, language: str) -> tuple[str, ...]:
        """Every way the word is written in `language`, the plain one first."""
        return (self.term.in_language(language), *self.forms.get(language, ()))


def read_glossary(at: Cursor) -> tuple[Term, ...]:
    terms = list(at.items())
    report_duplicates(term["id"] for term in terms)
    for language in at.languages:
        written = [term["term"][language] for term in terms]
        written += [form for term in terms for form in term["forms"][language].items()]
        report_duplicates(written, "word")
    return tuple(
        Term(
            id=term.text("id"),
            term=term.localized("term"),
            meaning=term.localized("meaning"),
            forms=MappingProxyType(
                {language: forms.as_texts() for language, forms in term["forms"].entries()}
            ),
        )
        for term in terms
    )
