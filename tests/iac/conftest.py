"""Tools and bundles for the proof, and what happens when a tool is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from .bundles import Bundle
from .linting import deployed
from .proofs import Proof, Proofs, prove
from .security import find_checkov
from .template import Template
from .tools import Tools, ToolsMissing, find_tools

PROCESSES = 2
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


@pytest.fixture(scope="session")
def checkov() -> Tools:
    try:
        found = find_checkov()
    except ToolsMissing as reason:
        missing(str(reason))
    return found


@pytest.fixture
def template(path: Path, tools: Tools) -> Template:
    """The template at the test's path as CloudFormation gets it, SAM already translated."""
    if path not in _templates:
        _templates[path] = deployed(tools, path)
    return _templates[path]


@pytest.fixture(scope="session")
def proof(
    request: pytest.FixtureRequest, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proofs]:
    """The proof of a bundle; those that the chosen tests ask for are made two at a time."""
    chosen: dict[str, Bundle] = {}
    for item in request.session.items:
        if isinstance(item, pytest.Function) and "proof" in item.fixturenames:
            bundle = item.callspec.params["bundle"]
            assert isinstance(bundle, Bundle)
            chosen[bundle.slug] = bundle
    with ThreadPoolExecutor(PROCESSES) as pool:
        made: dict[str, Future[Proof]] = {
            name: pool.submit(prove, tools, bundle, tmp_path_factory.mktemp(name))
            for name, bundle in chosen.items()
        }
        yield lambda bundle: made[bundle.slug].result()
