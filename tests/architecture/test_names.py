"""The code knows no shipped pattern, trait, service or provider: all of that is catalog data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.names import CatalogWords, catalog_words, violations
from tests.architecture.source import text_files

WORDS = CatalogWords(unmistakable=frozenset({"night-train", "load_kg"}), plain=frozenset({"cargo"}))


def found_in(tmp_path: Path, name: str, text: str) -> list[str]:
    path = tmp_path / name
    path.write_text(text)
    return list(violations(path, WORDS))


def test_nothing_in_the_code_or_the_templates_names_the_shipped_catalog() -> None:
    found = [line for path in text_files() for line in violations(path, catalog_words())]
    assert found == [], "\n".join(found)


def test_the_words_come_from_the_shipped_catalog() -> None:
    words = catalog_words()
    assert {"alb-ecs", "api_style", "ops_tolerance", "AWS Lambda"} <= words.unmistakable
    assert {"content", "latency", "payload", "auth"} <= words.plain


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.py", "x = 'to the night-train'", "night-train"),
        ("a.py", "def needs_load_kg(): ...", "load_kg"),
        ("a.py", "x.cargo = f(cargo='cargo')", "'cargo'"),
        ("a.html", "<p>By night-train</p>", "night-train"),
        ("a.html", '{% if question.id == "cargo" %}', "'cargo'"),
        ("a.css", "/* as on AWS */", "AWS"),
        ("a.js", "load('cargo')", "'cargo'"),
    ],
)
def test_a_name_is_found(tmp_path: Path, name: str, text: str, word: str) -> None:
    assert found_in(tmp_path, name, text) == [f"{name}:1: {word}"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "cargo = ship.cargo  # the cargo"),
        ("a.py", "x = 'the cargo of a ship'"),
        ("a.css", "a { cargo: none }"),
        ("a.html", '<meta name="description" cargo="width=device-width">'),
        ("a.py", "LAWS = 'paws, jaws and flaws'"),
    ],
)
def test_plain_english_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    assert found_in(tmp_path, name, text) == []
