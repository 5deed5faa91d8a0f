"""Loads a catalog folder, or says everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.catalog.content_reader import (
    read_elsewhere,
    read_examples,
    read_practice_groups,
    read_sources,
)
from advisor.catalog.cost_reader import MODEL_FILE, PRICE_FILE, read_cost
from advisor.catalog.files import CatalogFiles
from advisor.catalog.glossary import GLOSSARY, read_glossary
from advisor.catalog.model import Catalog, PracticeGroup, Questionnaire, Source
from advisor.catalog.pattern_reader import Shared, read_pattern
from advisor.catalog.problems import CatalogError, Problems, known_words
from advisor.catalog.questionnaire_reader import read_questionnaire
from advisor.catalog.reader import Cursor
from advisor.catalog.reading import Reading
from advisor.catalog.records import (
    BEST_PRACTICES,
    CATALOG,
    ELSEWHERE,
    EXAMPLES,
    QUESTIONNAIRE,
    SOURCES,
)
from advisor.catalog.references import report_duplicates
from advisor.catalog.verification import VERIFICATION, Verification, read_verification

FILES = (
    "catalog.yaml",
    "sources.yaml",
    "questionnaire.yaml",
    "best_practices.yaml",
    "examples.yaml",
    "elsewhere.yaml",
    "glossary.yaml",
    "verification.yaml",
    MODEL_FILE,
    PRICE_FILE,
    "README.md",
)
SCHEMAS = "schema"
FEWEST_PATTERNS = 2

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def load_catalog(folder: Path) -> Catalog:
    """The catalog in `folder`. Raises CatalogError with every problem found in it."""
    problems = Problems()
    root = folder.absolute()
    files = CatalogFiles(root, problems)
    if not root.is_dir():
        message = "not a folder" if root.exists() else "missing folder"
        files.report("", message, "the folder that holds catalog.yaml")
        raise CatalogError(problems.found)
    catalog = _read(Reading(files=files, problems=problems))
    if problems.found:
        raise CatalogError(problems.found)
    return catalog


def _read(reading: Reading) -> Catalog:
    head = reading.load("catalog.yaml")
    languages = head["languages"].as_texts()
    reading, head = reading.in_languages(languages), replace(head, languages=languages)
    CATALOG.check(head)
    report_duplicates(head["languages"].items(), "language")
    questionnaire = _questionnaire(reading)
    groups, sources = _practice_groups(reading), _sources(reading)
    slugs = _slugs(reading)
    shared = Shared(
        questions=None if questionnaire is None else questionnaire.by_id,
        sources=sources,
        practices=None if groups is None else _practice_ids(groups),
        slugs={slug: slug for slug in slugs},
        lengths=_lengths(head["statement_length"]),
    )
    patterns = tuple(read_pattern(slug, reading, shared) for slug in slugs)
    cost = read_cost(reading, shared.questions, sources, slugs)
    examples = read_examples(reading.open("examples.yaml", EXAMPLES), questionnaire)
    outcomes = reading.open_optional("elsewhere.yaml", ELSEWHERE)
    return Catalog(
        version=head.text("version"),
        title=head.localized("title"),
        subject=head.localized("subject"),
        reviewed_on=_day(head.text("reviewed_on")),
        languages=languages,
        questionnaire=questionnaire or Questionnaire(groups=(), questions=()),
        patterns=patterns,
        practice_groups=groups or (),
        examples=examples,
        elsewhere=read_elsewhere(outcomes, questionnaire),
        verification=_verification(reading, slugs),
        glossary=read_glossary(reading.open_optional("glossary.yaml", GLOSSARY)),
        folder=reading.files.root,
        digest=reading.files.digest(),
        cost=cost,
    )


def _questionnaire(reading: Reading) -> Questionnaire | None:
    at = reading.open("questionnaire.yaml", QUESTIONNAIRE)
    return read_questionnaire(at) if at else None


def _practice_groups(reading: Reading) -> tuple[PracticeGroup, ...] | None:
    at = reading.open("best_practices.yaml", BEST_PRACTICES)
    return read_practice_groups(at) if at else None


def _verification(reading: Reading, slugs: tuple[str, ...]) -> Verification | None:
    at = reading.open_optional("verification.yaml", VERIFICATION)
    return read_verification(at, slugs) if at else None


def _sources(reading: Reading) -> Mapping[str, Source] | None:
    at = reading.open("sources.yaml", SOURCES)
    return read_sources(at) if at else None


def _practice_ids(groups: tuple[PracticeGroup, ...]) -> dict[str, str]:
    return {practice.id: practice.id for group in groups for practice in group.practices}


def _lengths(at: Cursor) -> dict[str, tuple[int, int]]:
    """Fewest and most characters of a statement, by language."""
    bounds = {
        language: [int(end) for item in pair.items() if (end := item.as_number()) is not None]
        for language, pair in at.entries()
    }
    return {language: (ends[0], ends[1]) for language, ends in bounds.items() if len(ends) == 2}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _slugs(reading: Reading) -> tuple[str, ...]:
    """The pattern folders, sorted. Reports everything else that lies in the catalog's folder."""
    files, slugs = reading.files, []
    for name in files.names_in(""):
        if name == SCHEMAS or name in FILES:
            continue
        if not files.is_folder(name):
            files.report(name, "unknown file", known_words(name, FILES, "expected here"))
        elif not _SLUG.fullmatch(name):
            files.report(name, "not a valid pattern name", "lower-case words joined by -")
        elif files.admits(name):
            slugs.append(name)
    if len(slugs) < FEWEST_PATTERNS:
        files.report("", f"{len(slugs)} patterns", f"at least {FEWEST_PATTERNS}")
    return tuple(slugs)
