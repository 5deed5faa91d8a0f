"""The programs of the machine that some tests need."""

from pathlib import Path

import pytest

from scripts import system

NOTHING = {"PATH": "/nowhere"}


def program(folder: Path, name: str, prints: str = "") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {prints}\n")
    path.chmod(0o755)
    return str(path)


def test_the_browser_named_by_chromium_is_taken(tmp_path: Path) -> None:
    named = program(tmp_path, "my-browser")
    program(tmp_path, "chromium")
    assert system.find_browser({"PATH": str(tmp_path), "CHROMIUM": named}) == named


def test_a_named_browser_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    assert system.find_browser({"PATH": str(tmp_path), "CHROMIUM": "/nowhere/browser"}) is None


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_an_installed_browser_is_found(tmp_path: Path, name: str) -> None:
    assert system.find_browser({"PATH": str(tmp_path)}) is None
    found = program(tmp_path, name)
    assert system.find_browser({"PATH": str(tmp_path), "CHROMIUM": ""}) == found


@pytest.mark.parametrize(
    ("version", "fits"),
    [("v20.0.0", True), ("v24.1.0", True), ("v18.20.4", False), ("unknown", False)],
)
def test_node_has_to_be_new_enough(tmp_path: Path, version: str, *, fits: bool) -> None:
    node = program(tmp_path, "node", version)
    program(tmp_path, "npm")
    assert system.find_node({"PATH": str(tmp_path)}) == (node if fits else None)


def test_node_without_npm_is_not_enough(tmp_path: Path) -> None:
    program(tmp_path, "node", "v24.1.0")
    assert system.find_node({"PATH": str(tmp_path)}) is None


def test_what_is_missing_says_what_to_type() -> None:
    assert [need.marker for need in system.missing(NOTHING)] == ["browser", "node"]
    assert all("type `apt-get install" in need.advice for need in system.missing(NOTHING))
