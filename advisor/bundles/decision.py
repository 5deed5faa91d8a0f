"""decision.json: the answers and values a bundle was made with, for whoever finds it later."""

from __future__ import annotations

import json
from collections.abc import Sequence

from advisor.bundles.values import ParameterValue
from advisor.catalog.model import Bundle, Catalog, Pattern
from advisor.questionnaire.answers import Answers
from advisor.questionnaire.link import to_pairs
from advisor.questionnaire.parse import IMPORTANCE_PREFIX

FILE_NAME = "decision.json"


def decision_json(
    catalog: Catalog,
    pattern: Pattern,
    bundle: Bundle,
    answers: Answers,
    values: Sequence[ParameterValue],
    link: str,
) -> str:
    """Equal input gives equal text. `link` is the path that shows this bundle again."""
    given: dict[str, list[str]] = {}
    for key, value in to_pairs(answers):
        given.setdefault(key, []).append(value)
    prefix = IMPORTANCE_PREFIX
    record = {
        "catalog_version": catalog.version,
        "pattern": pattern.slug,
        "format": bundle.format.value,
        "answers": {key: found for key, found in given.items() if not key.startswith(prefix)},
        "importance": {
            key.removeprefix(prefix): found[0]
            for key, found in given.items()
            if key.startswith(prefix)
        },
        "parameters": {value.parameter.id: _parameter(value) for value in values},
        "link": link,
    }
    return json.dumps(record, indent=2, ensure_ascii=True) + "\n"


def _parameter(value: ParameterValue) -> dict[str, object]:
    entry: dict[str, object] = {"value": value.value, "origin": value.origin.value}
    return {**entry, "answers": list(value.traits)} if value.traits else entry
