"""The JSON shown in the README is what the API answers, shortened and not invented.

Scores and points move with the catalog, so of figures only the kind is compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.docs.markdown import blocks, document

FREE = {"catalog_version", "score", "points", "weight", "rating", "reason", "source"}
"""Keys whose value may change with the catalog; its type may not."""


EXAMPLES = ("recommendation", "cost")
"""What the examples are of, in their order."""


def shown(kind: str) -> Any:
    examples = dict(zip(EXAMPLES, blocks("README.md", "json"), strict=True))
    return json.loads(examples[kind])


def answered(client: Client, kind: str) -> Any:
    pattern = rf"127\.0\.0\.1:8000(/api/v1/{kind}\?[^']+)'"
    (address,) = re.findall(pattern, document("README.md"))
    return client.get(address, headers={"accept-language": "en"}).json()


def differences(shown: Any, real: Any, path: str = "") -> Iterator[str]:
    """Where something shown is not in the real answer."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            here = f"{path}.{key}"
            if key not in real:
                yield f"{here}: not in the answer"
            elif key in FREE:
                if type(value) is not type(real[key]):
                    yield f"{here}: {type(real[key]).__name__}"
            else:
                yield from differences(value, real[key], here)
    elif isinstance(shown, list) and isinstance(real, list):
        for item in shown:
            if not any(not list(differences(item, other)) for other in real):
                yield f"{path}: no {json.dumps(item)[:60]} in the answer"
    elif shown != real:
        yield f"{path}: {real!r}, not {shown!r}"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_answer_holds_what_is_shown(client: Client, kind: str) -> None:
    assert list(differences(shown(kind), answered(client, kind))) == []


def test_fifty_plus_all_points_is_the_score(client: Client) -> None:
    for pattern in answered(client, "recommendation")["ranking"]:
        points = sum(line["points"] for line in pattern["contributions"])
        assert round(50 + points, 2) == pattern["score"]


def test_an_invented_key_is_found() -> None:
    assert list(differences({"a": [{"b": 1}]}, {"a": [{"c": 1}]})) == [
        '.a: no {"b": 1} in the answer'
    ]


def test_a_changed_figure_is_passed_over_and_a_changed_type_is_not() -> None:
    assert list(differences({"score": 55.7}, {"score": 51.2})) == []
    assert list(differences({"score": 55.7}, {"score": None})) == [".score: NoneType"]
