"""The catalog: what the advisor knows, loaded from YAML and never doubted afterwards."""

from advisor.catalog.loader import load_catalog
from advisor.catalog.model import Catalog
from advisor.catalog.problems import CatalogError, Problem

__all__ = ["Catalog", "CatalogError", "Problem", "load_catalog"]
