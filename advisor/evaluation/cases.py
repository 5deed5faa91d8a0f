"""Workloads with a known answer, read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class CasesError(Exception):
    """A file of cases cannot be used. The message says what, where and what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`traits` are key-value pairs as in a link. `chosen` is None where nothing was built."""

    id: str
    origin: str
    traits: tuple[tuple[str, str], ...]
    chosen: str | None
    acceptable: tuple[str, ...]
    ruled_out: tuple[str, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """Raises CasesError for a file that is missing, not YAML, or not a list of cases."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CasesError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CasesError(f"{path}: is not UTF-8 text") from error
    except yaml.YAMLError as error:
        raise CasesError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    entries = document.get("cases") if isinstance(document, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise CasesError(f"{path}: holds no cases (expected a mapping with a list under 'cases')")
    return tuple(_case(path, index, entry) for index, entry in enumerate(entries))


def _case(path: Path, index: int, entry: Any) -> Case:
    where = f"{path}: cases[{index}]"
    if not isinstance(entry, Mapping):
        raise CasesError(f"{where}: expected a mapping, got {type(entry).__name__}")
    for key, kind in (("id", str), ("origin", str), ("traits", Mapping)):
        if not isinstance(entry.get(key), kind):
            raise CasesError(f"{where}.{key}: is missing or not a {kind.__name__.lower()}")
    return Case(
        id=entry["id"],
        origin=entry["origin"],
        traits=pairs_of(entry["traits"]),
        chosen=entry.get("chosen_pattern"),
        acceptable=tuple(entry.get("acceptable") or ()),
        ruled_out=tuple(_slug(where, item) for item in entry.get("ruled_out") or ()),
    )


def pairs_of(traits: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Answers as key-value pairs; a list gives one pair for each of its items."""
    return tuple(
        (str(key), str(item))
        for key, value in traits.items()
        for item in (value if isinstance(value, list) else [value])
    )


def _slug(where: str, item: Any) -> str:
    slug = item.get("pattern") if isinstance(item, Mapping) else item
    if not isinstance(slug, str):
        raise CasesError(f"{where}.ruled_out: expected the name of a pattern, got {item!r}")
    return slug
