"""Stacks of a bundle in moto: which parameters they are made with, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from advisor.bundles.formats import parameters_json
from advisor.bundles.values import fill
from advisor.catalog import load_catalog
from advisor.catalog.model import Catalog
from advisor.questionnaire.parse import parse_answers

from .bundles import CATALOG, Bundle
from .cases import Values, existing_cases, flag_cases
from .cfn_yaml import load_template
from .linting import REGIONS
from .parity import as_text, pascal
from .tools import Tools

Texts = dict[str, str]
ANSWERED = 2
"""How many different sets of values from the catalog's examples are deployed."""


@cache
def catalog() -> Catalog:
    return load_catalog(CATALOG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Parameters for a stack, as the file of a download has them, and those of an update.

    `template` stands in for the one that is deployed.
    """

    name: str
    parameters: Texts
    changed: Texts | None = None
    template: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What moto made of a case (see toolbox/moto_stacks.py)."""

    case: Case
    record: Mapping[str, Any]

    @property
    def refused(self) -> bool:
        """The template's own rules, or its conditions, do not allow the values."""
        return "refused" in self.record

    def problems(self) -> list[str]:
        """Everything that is wrong with a stack that was not refused."""
        found = [f"warned: {text}" for text in self.record["warnings"]]
        if "failed" in self.record:
            return [*found, self.record["failed"]]
        for state in ("created", "updated"):
            if state in self.record:
                found += _state_problems(self.record[state], state)
        if (left := self.record["left"]) != (kept := self.record["retained"]):
            found.append(f"after its deletion {left} is left, DeletionPolicy keeps {kept}")
        return found


def _state_problems(state: Mapping[str, Any], word: str) -> Iterator[str]:
    if not state["status"].endswith(("CREATE_COMPLETE", "UPDATE_COMPLETE")):
        yield f"{word}: the stack is {state['status']}"
    for name in state["wanted"]:
        if not state["resources"].get(name):
            yield f"{word}: {name} is not there"
    for name, value in state["outputs"].items():
        if not (isinstance(value, str) and value.strip()) or "Fn::" in value:
            yield f"{word}: the output {name} is {value!r}"


def answered(bundle: Bundle) -> list[Texts]:
    """Values that the app fills in for the catalog's examples, as its own file has them."""
    pattern = catalog().pattern(bundle.slug)
    assert pattern is not None
    found: list[Texts] = []
    for example in catalog().examples:
        answers = parse_answers(catalog().questionnaire, example.answers).answers
        values = fill(pattern, catalog().questionnaire, answers, {})
        texts = {
            entry["ParameterKey"]: entry["ParameterValue"]
            for entry in json.loads(parameters_json(values))
        }
        found += [texts] if texts not in found else []
    return sorted(found, key=lambda texts: -len(set(texts.items()) - set(defaults(bundle).items())))


def defaults(bundle: Bundle) -> Texts:
    return {pascal(name): as_text(body["default"]) for name, body in bundle.parameters().items()}


def cases(bundle: Bundle) -> list[Case]:
    """The defaults, what answers set, every flag the other way, what exists already."""
    usual, filled = defaults(bundle), answered(bundle)[:ANSWERED]
    parameters = bundle.parameters()
    options = [*flag_cases(parameters), *existing_cases(parameters)]
    return [
        Case(name="defaults, then answers", parameters=usual, changed=filled[0]),
        *(Case(name="answers, then defaults", parameters=one, changed=usual) for one in filled),
        *(Case(name=str(one), parameters={**usual, **_texts(one)}) for one in options),
    ]


def telling_cases(bundle: Bundle) -> list[Case]:
    """Few of `cases`: an update, and everything at once that flags and existing things change."""
    usual, parameters = defaults(bundle), bundle.parameters()
    options = [*flag_cases(parameters)[:1], *existing_cases(parameters)[:1]]
    return [
        Case(name="defaults, then answers", parameters=usual, changed=answered(bundle)[0]),
        *(Case(name=str(one), parameters={**usual, **_texts(one)}) for one in options),
    ]


def _texts(values: Values) -> Texts:
    return {pascal(name): as_text(value) for name, value in values.items()}


def deploy(tools: Tools, path: Path, chosen: list[Case]) -> list[Outcome]:
    """Create, update and delete a stack for each case. Raises RuntimeError if moto stops."""
    given = {
        "path": str(path),
        "template": load_template(path.read_text("utf-8")),
        "region": REGIONS[0],
        "cases": [asdict(case) for case in chosen],
    }
    run = tools.script("moto_stacks", given=json.dumps(given))
    if run.code:
        raise RuntimeError(run.errors)
    records = json.loads(run.output)
    return [Outcome(case=case, record=record) for case, record in zip(chosen, records, strict=True)]
