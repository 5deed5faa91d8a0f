"""JSON Schemas for editors, from the same fields that the reader checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from advisor.catalog import cost_records, pattern_records, records
from advisor.catalog.glossary import GLOSSARY
from advisor.catalog.predicates import predicate_schema
from advisor.catalog.shapes import JsonSchema, Shape
from advisor.catalog.verification import VERIFICATION

DRAFT = "https://json-schema.org/draft/2020-12/schema"

KINDS: Mapping[str, Shape] = {
    "attention": pattern_records.ATTENTION,
    "best_practices": records.BEST_PRACTICES,
    "catalog": records.CATALOG,
    "cost": cost_records.COST,
    "cost_model": cost_records.COST_MODEL,
    "constraints": pattern_records.CONSTRAINTS,
    "elsewhere": records.ELSEWHERE,
    "examples": records.EXAMPLES,
    "glossary": GLOSSARY,
    "limits": pattern_records.LIMITS,
    "parameters": pattern_records.PARAMETERS,
    "pattern": pattern_records.PATTERN,
    "prices": cost_records.PRICES,
    "questionnaire": records.QUESTIONNAIRE,
    "ratings": pattern_records.RATINGS,
    "sources": records.SOURCES,
    "verification": VERIFICATION,
}
_WITH_PREDICATES = ("attention", "constraints", "cost_model", "elsewhere", "parameters")


def schemas() -> dict[str, JsonSchema]:
    """The schema of each kind of file, by the file's name without `.yaml`."""
    return {kind: _schema(kind, shape) for kind, shape in KINDS.items()}


def schema_files() -> dict[str, str]:
    """What lies in a catalog's schema folder, by file name."""
    return {
        f"{kind}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for kind, schema in schemas().items()
    }


def outdated(folder: Path) -> tuple[str, ...]:
    """The names of the files in `folder` that are missing, changed, or no schema at all."""
    wanted = schema_files()
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*")}
    names = wanted.keys() | found.keys()
    return tuple(sorted(name for name in names if wanted.get(name) != found.get(name)))


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Writes the schemas to `folder`; the names of the files that changed."""
    changed = tuple(name for name in outdated(folder) if name in schema_files())
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        (folder / name).write_text(schema_files()[name], "utf-8")
    return changed


def _schema(kind: str, shape: Shape) -> JsonSchema:
    head: JsonSchema = {"$schema": DRAFT, "title": f"{kind}.yaml"}
    definitions: JsonSchema = (
        {"$defs": {"predicate": predicate_schema()}} if kind in _WITH_PREDICATES else {}
    )
    return {**head, **shape.schema(), **definitions}
