"""The editors' schemas say what the loader says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from advisor.catalog.schema import KINDS, schema_files, schemas
from tests.catalog.toy_copy import TOY

FILES = [
    pytest.param(path, path.stem, id=str(path.relative_to(TOY)))
    for path in sorted(TOY.rglob("*.yaml"))
    if path.stem in KINDS
]


def problems(kind: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schemas()[kind]).iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schemas()[kind])


@pytest.mark.parametrize(("path", "kind"), FILES)
def test_every_file_of_the_toy_catalog_is_valid(path: Path, kind: str) -> None:
    assert problems(kind, yaml.safe_load(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_takes_a_text_for_a_file(kind: str) -> None:
    assert problems(kind, "x")


def test_a_schema_misses_a_key_and_knows_no_other() -> None:
    found = problems("sources", {"a": {"title": "x", "url": "https://x", "dat": "2026"}})
    assert len(found) == 2


@pytest.mark.parametrize(
    "when",
    [
        {"trait": "a"},
        {"trait": "a", "above": 1, "below": 2},
        {"all": []},
        {"not": {"is": "b"}},
    ],
)
def test_the_schema_knows_the_grammar_of_conditions(when: dict[str, Any]) -> None:
    texts = {"en": "x"}
    entry = {"id": "a", "severity": "warn", "reason": texts, "when": {"trait": "a", "is": "b"}}
    assert problems("constraints", [entry]) == []
    assert problems("constraints", [{**entry, "when": when}])


def test_the_committed_schemas_are_current() -> None:
    call_command("catalog_schema", "--check")


def test_the_command_writes_the_schemas_where_the_catalog_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ADVISOR_CATALOG", tmp_path)
    with pytest.raises(CommandError, match=r"not current in .*schema: attention\.schema"):
        call_command("catalog_schema", "--check")
    call_command("catalog_schema")
    call_command("catalog_schema", "--check")
    assert {path.name for path in (tmp_path / "schema").iterdir()} == set(schema_files())


def test_the_check_names_a_file_that_is_no_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ADVISOR_CATALOG", tmp_path)
    call_command("catalog_schema")
    (tmp_path / "schema" / "old.schema.json").write_text("{}")
    with pytest.raises(CommandError, match=r"schema: old\.schema\.json \(run catalog_schema\)"):
        call_command("catalog_schema", "--check")
