"""Which package may import which: the layers as data.

A package not named here fails the tests, so a new one has to find its place first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.architecture.source import Import

ENGINE: Final = frozenset({"catalog", "questionnaire", "scoring", "analysis", "cost"})
DOMAIN: Final = ENGINE | {"advice", "bundles", "diagrams", "evaluation"}
PAGES: Final = DOMAIN | {"presentation", "web"}

MAY_IMPORT: Final[Mapping[str, frozenset[str]]] = {
    "catalog": frozenset(),
    "diagrams": frozenset(),
    "questionnaire": frozenset({"catalog"}),
    "scoring": frozenset({"catalog", "questionnaire"}),
    "cost": frozenset({"catalog", "questionnaire", "scoring", "values"}),
    "analysis": ENGINE - {"analysis"} | {"values"},
    "advice": ENGINE,
    "evaluation": ENGINE | {"advice"},
    "bundles": ENGINE,
    "presentation": DOMAIN,
    "web": PAGES - {"web"},
    "templatetags": PAGES,
    "management": PAGES,
    "values": frozenset(),
    "env": frozenset(),
    "settings": frozenset({"env"}),
    "apps": frozenset({"catalog", "web"}),
    "urls": frozenset({"web"}),
    "wsgi": frozenset({"web"}),
}

EXCEPTIONS: Final = {"advisor.catalog.diagram_reader": "advisor.diagrams.mermaid"}
"""A diagram is checked when the catalog is loaded, by the parser that will draw it."""

DJANGO: Final = frozenset({"django"})
LIBRARIES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(DOMAIN, frozenset()),
    "catalog": frozenset({"yaml"}),
    "evaluation": frozenset({"yaml"}),
    "presentation": DJANGO | {"pygments"},
    "values": frozenset(),
    "env": frozenset(),
}
"""Packages from elsewhere, by package of ours; those not named here may import Django."""

OUTSIDE_WORLD: Final = (
    *("asyncio", "importlib", "io", "logging", "multiprocessing", "os", "pathlib", "secrets"),
    *("socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid"),
)
"""Modules by which a result could depend on more than answers and catalog."""


def is_allowed(found: Import) -> bool:
    """Whether an import of our own code points in the right direction."""
    own, other = found.importer_package, found.package
    if own == other or other in MAY_IMPORT.get(own, frozenset()):
        return True
    exception = EXCEPTIONS.get(found.importer)
    return exception is not None and found.lies_in(exception)
