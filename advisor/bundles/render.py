"""A bundle as it is handed over: the catalog's files, the values, a README and a licence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.bundles.archive import sha256, to_zip
from advisor.bundles.formats import parameter_name, values_file
from advisor.bundles.values import Origin, ParameterValue, fill
from advisor.catalog.model import Bundle, BundleFile, Catalog, Pattern
from advisor.questionnaire.answers import Answers

PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_LICENCE = (Path(__file__).parent / "MIT-0.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The headings of the generated tables, in the reader's language."""

    parameter: str
    value: str
    origin: str
    description: str
    file: str
    size: str
    by_origin: Mapping[Origin, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBundle:
    """What one link downloads. The same link gives the same bytes."""

    pattern: Pattern
    bundle: Bundle
    values: tuple[ParameterValue, ...]
    files: tuple[BundleFile, ...]
    folder: str

    @property
    def file_name(self) -> str:
        return f"{self.folder}.zip"

    def file(self, path: str) -> BundleFile | None:
        return next((file for file in self.files if file.path == path), None)

    def zip(self) -> bytes:
        return to_zip(self.folder, self.files)

    def digest(self) -> str:
        """SHA-256 of the zip file, in hexadecimal."""
        return sha256(self.zip())


def render(
    catalog: Catalog,
    pattern: Pattern,
    bundle: Bundle,
    *,
    answers: Answers,
    given: Mapping[str, str],
    language: str,
    words: Words,
) -> RenderedBundle:
    """Fill in the values and complete the files of `bundle`."""
    values = fill(pattern, catalog.questionnaire, answers, given)
    name, text = values_file(bundle.format, values)
    files = [
        *bundle.files,
        BundleFile(path=name, text=text),
        BundleFile(path="LICENSE", text=_LICENCE),
    ]
    readme = bundle.readme.in_language(language)
    filled = _substituted(
        readme,
        {
            "project_name": next((v.value for v in values if v.parameter.id == "project_name"), ""),
            "pattern_name": pattern.name.in_language(language),
            "catalog_version": catalog.version,
            "parameters": _parameter_table(bundle, values, language, words),
            "files": _file_table(files, words),
        },
    )
    files.append(BundleFile(path="README.md", text=filled))
    return RenderedBundle(
        pattern=pattern,
        bundle=bundle,
        values=values,
        files=tuple(sorted(files, key=lambda file: file.path)),
        folder=f"{pattern.slug}-{bundle.format.value}",
    )


def _substituted(text: str, replacements: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: replacements.get(match[1], match[0]), text)


def _parameter_table(
    bundle: Bundle, values: Sequence[ParameterValue], language: str, words: Words
) -> str:
    head = (words.parameter, words.value, words.origin, words.description)
    rows = [
        (
            f"`{parameter_name(bundle.format, value.parameter.id)}`",
            f"`{value.value}`" if value.value else "",
            _origin(value, language, words),
            value.parameter.description.in_language(language),
        )
        for value in values
    ]
    return _table(head, rows)


def _origin(value: ParameterValue, language: str, words: Words) -> str:
    word = words.by_origin[value.origin]
    return word if value.reason is None else f"{word}: {value.reason.in_language(language)}"


def _file_table(files: Sequence[BundleFile], words: Words) -> str:
    rows = [
        (f"`{file.path}`", f"{len(file.text.encode()):,}")
        for file in sorted(files, key=lambda file: file.path)
    ]
    return _table((words.file, words.size), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
