"""`terraform test` with mocked providers: what decides, written in Terraform's own words.

The tests stand in tftest/<slug>/ and are no part of what is shipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from .bundles import Bundle
from .terraform import Step, prepare
from .tools import PROJECT, Tools

TESTS = PROJECT / "tests" / "iac" / "tftest"


def run_tests(tools: Tools, bundle: Bundle, scratch: Path, configuration: Path) -> Step:
    """`terraform test` on `configuration`, which is changed by it; `scratch` takes the rest."""
    shutil.copytree(TESTS / bundle.slug, configuration / "tests")
    workspace = prepare(tools, configuration, scratch).initialised()
    return workspace.run("test", "-no-color")
