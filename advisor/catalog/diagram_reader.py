"""A pattern's sequence diagram, one file per language, the same participants in all."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from advisor.catalog.model import LocalizedText
from advisor.catalog.reading import Reading
from advisor.diagrams.mermaid import DiagramError, parse


class ReadDiagram(NamedTuple):
    """`participants` are empty where no file could be read."""

    text: LocalizedText
    participants: tuple[str, ...]


def read_diagram(slug: str, reading: Reading) -> ReadDiagram:
    texts: dict[str, str] = {}
    participants: dict[str, tuple[str, ...]] = {}
    for language in reading.languages:
        relative = f"{slug}/diagram.{language}.mmd"
        texts[language] = reading.text(relative)
        if texts[language]:
            participants[language] = _participants(relative, texts[language], reading)
    _check_participants(slug, participants, reading)
    found = next((ids for ids in participants.values() if ids), ())
    return ReadDiagram(LocalizedText(MappingProxyType(texts)), found)


def _participants(relative: str, text: str, reading: Reading) -> tuple[str, ...]:
    try:
        return tuple(participant.id for participant in parse(text).participants)
    except DiagramError as error:
        reading.report(relative, error.line, error.message, "the diagram subset of README.md")
        return ()


def _check_participants(
    slug: str, participants: dict[str, tuple[str, ...]], reading: Reading
) -> None:
    found = [(language, ids) for language, ids in participants.items() if ids]
    for language, ids in found[1:]:
        if ids != found[0][1]:
            message = f"participants {', '.join(ids)}"
            hint = f"as in {found[0][0]}: {', '.join(found[0][1])}"
            reading.report(f"{slug}/diagram.{language}.mmd", 1, message, hint)
