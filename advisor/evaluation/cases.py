"""Workloads with a known answer, read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Pairs = tuple[tuple[str, str], ...]


class CasesError(Exception):
    """A file of cases cannot be used. The message says what, where and what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`traits` are key-value pairs as in a link. `chosen` is None where nothing was built.

    `second_reading` has the traits as a reader set them who knew the outcome, `leaky` those of
    them that follow from it; both are empty where there was no such reader. `thin` cases have
    too few traits to tell much. `elsewhere` names what is to be said where no pattern fits.
    """

    id: str
    origin: str
    traits: Pairs
    chosen: str | None
    acceptable: tuple[str, ...]
    ruled_out: tuple[str, ...]
    confidence: str = ""
    thin: bool = False
    leaky: tuple[str, ...] = ()
    elsewhere: str | None = None
    second_reading: Pairs = ()

    @property
    def unleaky_reading(self) -> Pairs:
        """The second reading without what follows from the outcome."""
        return tuple(pair for pair in self.second_reading if pair[0] not in self.leaky)


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
        acceptable=_texts(where, entry, "acceptable"),
        ruled_out=tuple(_slug(where, item) for item in _list(where, entry, "ruled_out")),
        confidence=str(entry.get("label_confidence") or ""),
        thin=bool(entry.get("thin")),
        leaky=_texts(where, entry, "leaky_traits"),
        elsewhere=_name(where, entry, "elsewhere"),
        second_reading=_reading(where, entry),
    )


def pairs_of(traits: Mapping[str, Any]) -> Pairs:
    """Answers as key-value pairs; a list gives one pair for each of its items."""
    return tuple(
        (str(key), str(item))
        for key, value in traits.items()
        for item in (value if isinstance(value, list) else [value])
    )


def _name(where: str, entry: Mapping[str, Any], key: str) -> str | None:
    given = entry.get(key)
    if given is not None and not isinstance(given, str):
        raise CasesError(f"{where}.{key}: expected a name, got {given!r}")
    return given


def _reading(where: str, entry: Mapping[str, Any]) -> Pairs:
    given = entry.get("second_reading") or {}
    if not isinstance(given, Mapping):
        raise CasesError(f"{where}.second_reading: expected a mapping")
    return pairs_of(given)


def _texts(where: str, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in _list(where, entry, key))


def _list(where: str, entry: Mapping[str, Any], key: str) -> list[Any]:
    given = entry.get(key) or []
    if not isinstance(given, list):
        raise CasesError(f"{where}.{key}: expected a list, got {type(given).__name__}")
    return given


def _slug(where: str, item: Any) -> str:
    slug = item.get("pattern") if isinstance(item, Mapping) else item
    if not isinstance(slug, str):
        raise CasesError(f"{where}.ruled_out: expected the name of a pattern, got {item!r}")
    return slug
