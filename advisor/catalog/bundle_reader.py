"""A pattern's bundles: the files of each format, as they lie in the catalog."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from advisor.catalog.bundle_notes import AttentionNote
from advisor.catalog.model import Bundle, BundleFile, BundleFormat, LocalizedText, Parameter
from advisor.catalog.notes_reader import read_attention
from advisor.catalog.parameter_reader import PROJECT_NAME, read_parameters
from advisor.catalog.pattern_records import ATTENTION, PARAMETERS
from advisor.catalog.predicates import Scope
from advisor.catalog.problems import known_words
from advisor.catalog.reading import Reading
from advisor.catalog.verification import STAMP, STAMP_FILE, Stamp, read_stamp

PLACEHOLDERS = (
    PROJECT_NAME,
    "parameters",
    "pattern_name",
    "catalog_version",
    "files",
    "practices",
    "attention",
    "verified",
    "diagram",
)
RESERVED = (
    "DECISION.md",
    "LICENSE",
    "README.md",
    "decision.json",
    "parameters.json",
    "terraform.tfvars",
)
"""Files that the download adds."""

_SHARED = "shared"
_PARAMETERS = "parameters.yaml"
_ATTENTION = "attention.yaml"
_PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
_README = re.compile(r"README\.([^/.]+)\.md")
_PATH = re.compile(r"[A-Za-z0-9_.\-]+(?:/[A-Za-z0-9_.\-]+)*")
_TEMPLATES = {
    BundleFormat.CLOUDFORMATION: (r"template\.yaml", "template.yaml"),
    BundleFormat.TERRAFORM: (r"[^/]+\.tf", "at least one .tf file"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundles:
    parameters: tuple[Parameter, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    attention: tuple[AttentionNote, ...] = ()
    stamp: Stamp | None = None


def read_bundles(folder: str, reading: Reading, scope: Scope) -> Bundles:
    """What lies in `folder`; nothing if the pattern has no bundles."""
    if not reading.files.exists(folder):
        return Bundles()
    names = reading.files.names_in(folder)
    formats = [name for name in BundleFormat if name.value in names]
    _check_names(folder, names, reading)
    if not formats:
        known = ", ".join(BundleFormat)
        reading.files.report(folder, "no format", f"at least one of {known}")
    shared = _files(f"{folder}/{_SHARED}", reading) if _SHARED in names else {}
    for path in shared:
        if _README.fullmatch(path):
            message = "a README in shared"
            reading.files.report(
                f"{folder}/{_SHARED}/{path}", message, "one in each format's folder"
            )
    parameters = reading.open(f"{folder}/{_PARAMETERS}", PARAMETERS)
    attention = reading.open_optional(f"{folder}/{_ATTENTION}", ATTENTION)
    bundles = tuple(_bundle(folder, name, shared, reading) for name in formats)
    stamp = reading.open_optional(f"{folder}/{STAMP_FILE}", STAMP)
    return Bundles(
        parameters=read_parameters(parameters, scope),
        bundles=bundles,
        attention=read_attention(attention, scope),
        stamp=read_stamp(stamp, reading.files.read_below(folder)),
    )


def _check_names(folder: str, names: tuple[str, ...], reading: Reading) -> None:
    known = (_PARAMETERS, _ATTENTION, _SHARED, STAMP_FILE, *BundleFormat)
    for name in names:
        if name not in known:
            hint = known_words(name, known, "expected here")
            reading.files.report(f"{folder}/{name}", "unknown file", hint)


def _bundle(
    folder: str, bundle_format: BundleFormat, shared: dict[str, str], reading: Reading
) -> Bundle:
    here = f"{folder}/{bundle_format}"
    own = _files(here, reading)
    readmes = {path: own.pop(path) for path in list(own) if _README.fullmatch(path)}
    for path in own.keys() & shared.keys():
        message = f"stands in {_SHARED}, too"
        reading.files.report(f"{here}/{path}", message, "in one of the two folders")
    pattern, wanted = _TEMPLATES[bundle_format]
    if not any(re.fullmatch(pattern, path) for path in own):
        reading.files.report(here, "no template", wanted)
    return Bundle(
        format=bundle_format,
        files=tuple(
            BundleFile(path=path, text=text, executable=path.endswith(".sh"))
            for path, text in sorted({**shared, **own}.items())
        ),
        readme=_readme(here, readmes, reading),
    )


def _files(folder: str, reading: Reading) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in reading.files.files_below(folder):
        relative = f"{folder}/{path}"
        if not _PATH.fullmatch(path):
            hint = "letters, digits and . _ - in ASCII"
            reading.files.report(relative, "a name that not every system takes", hint)
        if path in RESERVED:
            reading.files.report(relative, "the download adds this file", "another name")
        texts[path] = reading.files.text(relative) or ""
    return texts


def _readme(folder: str, readmes: dict[str, str], reading: Reading) -> LocalizedText:
    texts: dict[str, str] = {}
    for language in reading.languages:
        path = f"README.{language}.md"
        if path in readmes:
            texts[language] = readmes.pop(path)
            _check_placeholders(f"{folder}/{path}", texts[language], reading)
        else:
            reading.files.report(f"{folder}/{path}", "missing file", "a README in every language")
    if reading.languages:
        for path in readmes:
            hint = f"of catalog.yaml: {', '.join(reading.languages)}"
            reading.files.report(f"{folder}/{path}", "unknown language", hint)
    return LocalizedText(MappingProxyType(texts))


def _check_placeholders(relative: str, text: str, reading: Reading) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        for name in _PLACEHOLDER.findall(line):
            if name not in PLACEHOLDERS:
                hint = known_words(name, PLACEHOLDERS, "known")
                message = f"unknown placeholder {{{{{name}}}}}"
                reading.files.report(relative, message, hint, line=number)
