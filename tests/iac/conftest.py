"""Tools and bundles for the proof, and what happens when a tool is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .linting import deployed
from .template import Template
from .tools import Tools, ToolsMissing, find_tools

_templates: dict[Path, Template] = {}


def missing(reason: str) -> None:
    """Skip with the reason; where CI=true, nothing may be left unproven."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def tools() -> Tools:
    try:
        found = find_tools()
        found.wheel("aws")
    except ToolsMissing as reason:
        missing(str(reason))
    return found


@pytest.fixture
def template(path: Path, tools: Tools) -> Template:
    """The template at the test's path as CloudFormation gets it, SAM already translated."""
    if path not in _templates:
        _templates[path] = deployed(tools, path)
    return _templates[path]
