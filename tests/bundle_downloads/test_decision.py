"""decision.json tells how a bundle came to be what it is."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bundle_downloads.making import LINK, bicycle, text_of

PAIRS = [
    ("cargo", "tools"),
    ("cargo", "child"),
    ("distance_km", "12.5"),
    ("importance.terrain", "high"),
    ("importance.budget", "normal"),
    ("terrain", "hilly"),
    ("budget", "unknown"),
]


def decision(*pairs: tuple[str, str], name: str = "") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_of(bicycle(*pairs, name=name), "decision.json"))
    return loaded


def test_it_has_the_answers_and_the_importance_as_a_link_has_them() -> None:
    found = decision(*PAIRS)
    assert found["answers"] == {
        "budget": ["unknown"],
        "cargo": ["tools", "child"],
        "distance_km": ["12.5"],
        "terrain": ["hilly"],
    }
    assert found["importance"] == {"terrain": "high"}


def test_it_names_catalog_pattern_format_and_the_link_back() -> None:
    found = decision()
    known = {key: found[key] for key in ("catalog_version", "pattern", "format", "link")}
    assert known == {
        "catalog_version": "2026-01-05",
        "pattern": "bicycle",
        "format": "terraform",
        "link": LINK,
    }


def test_every_value_says_where_it_comes_from() -> None:
    parameters = decision(("distance_km", "12"), name="blue-bicycle")["parameters"]
    assert parameters["project_name"] == {"value": "blue-bicycle", "origin": "given"}
    assert parameters["spare_tubes"] == {
        "value": "2",
        "origin": "answer",
        "answers": ["distance_km"],
    }
    assert parameters["helmet"] == {"value": "true", "origin": "default"}


def test_it_is_listed_among_the_files() -> None:
    assert "| `decision.json` |" in text_of(bicycle(), "README.md")


@settings(max_examples=20, deadline=None)
@given(st.permutations(PAIRS))
def test_the_order_of_the_answers_makes_no_difference(pairs: list[tuple[str, str]]) -> None:
    assert bicycle(*pairs).zip() == bicycle(*PAIRS).zip()
