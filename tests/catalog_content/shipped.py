"""The catalog that ships with the advisor, whatever ADVISOR_CATALOG says."""

from __future__ import annotations

from functools import cache

from advisor.catalog import Catalog, CatalogError, load_catalog
from advisor.catalog.model import Pattern, Question
from scripts.paths import ROOT


@cache
def shipped() -> Catalog:
    """Raises CatalogError, which lists what is wrong, while the catalog cannot be loaded."""
    return load_catalog(ROOT / "patterns_catalog")


def patterns() -> tuple[Pattern, ...]:
    """To make a test of each; none while the catalog is broken, which a test of its own tells."""
    try:
        return shipped().patterns
    except CatalogError:
        return ()


def questions() -> tuple[Question, ...]:
    try:
        return shipped().questionnaire.questions
    except CatalogError:
        return ()
