"""`terraform test` with mocked providers: what decides, written in Terraform's own words.

The tests stand in tftest/<slug>/, those of choices.py are made for the run; neither is shipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from .bundles import Bundle
from .choices import FILE as CHOICES
from .choices import choice_tests
from .terraform import Step, prepare
from .tools import PROJECT, Tools

TESTS = PROJECT / "tests" / "iac" / "tftest"


def run_tests(tools: Tools, bundle: Bundle, scratch: Path, configuration: Path) -> Step:
    """`terraform test` on `configuration`, which is changed by it; `scratch` takes the rest."""
    tests = shutil.copytree(TESTS / bundle.slug, configuration / "tests")
    if choices := choice_tests(bundle, tests):
        (tests / CHOICES).write_text(choices, "utf-8")
    workspace = prepare(tools, configuration, scratch).initialised()
    return workspace.run("test", "-no-color")
