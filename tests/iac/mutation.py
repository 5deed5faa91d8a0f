"""Bundles with one thing broken: by hand, or by an operator at every place it can be applied.

mutants/<slug>.yaml holds the ways to break each format of a bundle as replacements of text. A
mutant whose text is not found is an error: the bundle has moved on and so must the mutant.
Operators need no list; equivalent.yaml says which of their mutants break nothing, and why.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

import yaml

from .bundles import Bundle
from .operators import Change, configuration_changes, template_changes
from .tools import PROJECT

MUTANTS = PROJECT / "tests" / "iac" / "mutants"
FORMATS = ("cloudformation", "terraform")
SEED = "2026-11-22"


class StaleMutant(Exception):
    """The text that a mutant replaces is not there."""


class Mutant(Protocol):
    """`file` stands below the bundle's folder; `applied_to` gives its broken text."""

    @property
    def slug(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def file(self) -> str: ...

    def applied_to(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The first `find` in the file becomes `replace`."""

    slug: str
    format: str
    name: str
    file: str
    find: str
    replace: str

    def __str__(self) -> str:
        return f"{self.slug} {self.format}: {self.name}"

    def applied_to(self, text: str) -> str:
        if self.find not in text:
            raise StaleMutant(f"{self}: {self.file} has no text {self.find!r}")
        changed = text.replace(self.find, self.replace, 1)
        if changed == text:
            raise StaleMutant(f"{self}: changes nothing")
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Operated:
    """What an operator makes of a file."""

    slug: str
    format: str
    file: str
    change: Change

    @property
    def name(self) -> str:
        return f"{Path(self.file).name} {self.change.name}"

    def __str__(self) -> str:
        return f"{self.slug} {self.format}: {self.name}"

    def applied_to(self, text: str) -> str:
        return self.change.applied_to(text)


def read_mutants(slug: str, folder: Path = MUTANTS) -> list[Picked]:
    body = yaml.safe_load((folder / f"{slug}.yaml").read_text("utf-8"))
    return [
        Picked(slug=slug, format=name, name=found["name"], **_change(name, found))
        for name in FORMATS
        for found in body[name]
    ]


def _change(format_name: str, found: dict[str, str]) -> dict[str, str]:
    given = found.get("file", "template.yaml" if format_name == "cloudformation" else "main.tf")
    file = given if given.startswith("shared/") else f"{format_name}/{given}"
    return {"file": file, "find": found["find"], "replace": found.get("replace", "")}


def operated(bundle: Bundle) -> list[Operated]:
    """Every mutant that the operators make of the bundle's template and configuration."""
    made = [
        Operated(slug=bundle.slug, format="cloudformation", file=_below(bundle, path), change=one)
        for path in bundle.templates
        for one in template_changes(path.read_text("utf-8"))
    ]
    texts = {path.name: path.read_text("utf-8") for path in sorted(bundle.terraform.glob("*.tf"))}
    return made + [
        Operated(slug=bundle.slug, format="terraform", file=f"terraform/{file}", change=one)
        for file in texts
        for one in configuration_changes(file, texts)
    ]


def _below(bundle: Bundle, path: Path) -> str:
    return path.relative_to(bundle.folder).as_posix()


def sample(mutants: Iterable[Operated], number: int) -> list[Operated]:
    """`number` mutants of each format, operators in turn: the same as long as they are there."""
    groups: defaultdict[tuple[str, str], list[Operated]] = defaultdict(list)
    for mutant in sorted(mutants, key=_order):
        groups[mutant.format, mutant.change.operator].append(mutant)
    found = []
    for format_name in FORMATS:
        own = [group for (name, _op), group in sorted(groups.items()) if name == format_name]
        in_turn = [mutant for some in zip_longest(*own) for mutant in some if mutant]
        found += in_turn[:number]
    return found


def _order(mutant: Operated) -> str:
    return hashlib.sha256(f"{SEED} {mutant}".encode()).hexdigest()


def equivalents(slug: str, folder: Path = MUTANTS) -> dict[str, str]:
    """Mutants of operators that break nothing: format and name to the reason."""
    body: dict[str, Any] = yaml.safe_load((folder / "equivalent.yaml").read_text("utf-8")) or {}
    found: dict[str, dict[str, str]] = body.get(slug) or {}
    return {
        f"{slug} {format_name}: {name}": reason
        for format_name, names in found.items()
        for name, reason in names.items()
    }


def mutated(bundle: Bundle, mutant: Mutant, target: Path) -> Bundle:
    """A copy of `bundle` with the mutant's change, laid out as the project is. `target` is new."""
    folder = target / "patterns_catalog" / bundle.slug / "bundles"
    shutil.copytree(bundle.folder, folder)
    path = folder / mutant.file
    path.write_text(mutant.applied_to(path.read_text("utf-8")), "utf-8")
    return Bundle(folder)
