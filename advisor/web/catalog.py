"""The catalog that this process serves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from advisor.catalog import load_catalog
from advisor.catalog.model import Catalog


def get_catalog() -> Catalog:
    """The catalog of `settings.ADVISOR_CATALOG`, read once per folder.

    Raises CatalogError, with every problem, when the folder holds no sound catalog.
    """
    return _load_once(settings.ADVISOR_CATALOG)


@lru_cache(maxsize=4)
def _load_once(folder: Path) -> Catalog:
    return load_catalog(folder)
