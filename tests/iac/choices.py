"""Parameters that a Rule ties together, as `terraform test` tries every choice of them.

A template's Rule that names nothing but parameters with `AllowedValues` says which of them go
together. Terraform must accept and refuse the same ones, and refuse them with its own condition.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from .bundles import Bundle
from .cfn_yaml import load_template
from .evaluation import Evaluation
from .parity import pascal
from .source_rules import blocks_of
from .template import Template, references
from .toolbox.settle import as_text

FILE = "choices.tftest.hcl"
_MOCK = re.compile(r"^mock_provider .*?^\}\n", re.M | re.S)
_PRECONDITION = re.compile(r"^    precondition \{\n(.*?)^    \}", re.M | re.S)


def tied_choices(template: Template) -> list[tuple[str, ...]]:
    """The parameters that one Rule names together, where all of them are choices."""
    found = {
        tuple(sorted(references(rule) & template.parameters.keys()))
        for rule in template.body.get("Rules", {}).values()
    }
    return sorted(
        names
        for names in found
        if len(names) > 1 and all("AllowedValues" in template.parameters[name] for name in names)
    )


def choice_tests(bundle: Bundle, tests: Path) -> str:
    """Runs for every choice; the providers are mocked as in the other files of `tests`."""
    template = Template(load_template(bundle.template.read_text("utf-8")))
    runs = [
        _run(bundle, template, dict(zip(names, values, strict=True)))
        for names in tied_choices(template)
        for values in product(*(template.parameters[name]["AllowedValues"] for name in names))
    ]
    if not runs:
        return ""
    mocks = (_MOCK.findall(path.read_text("utf-8")) for path in sorted(tests.glob("*.tftest.hcl")))
    return "\n".join([*next(mocks), *runs])


def _run(bundle: Bundle, template: Template, chosen: Mapping[str, Any]) -> str:
    variables = {
        name: chosen[pascal(name)] for name in bundle.parameters() if pascal(name) in chosen
    }
    given = {name: as_text(value) for name, value in chosen.items()}
    refused = Evaluation(template.body, given).broken_rules()
    label = "_".join(f"{name}_{value}" for name, value in variables.items())
    return "\n".join(
        [
            f'run "{re.sub(r"[^a-zA-Z0-9_]", "_", label)}" {{',
            "  command = plan",
            "",
            "  variables {",
            *(f"    {name} = {json.dumps(value)}" for name, value in variables.items()),
            "  }",
            *([f"  expect_failures = [{_refuser(bundle, list(variables))}]"] if refused else []),
            "}",
            "",
        ]
    )


def _refuser(bundle: Bundle, names: list[str]) -> str:
    """What refuses: the resource whose precondition names them all, or else the variable."""
    return next(_refusers(blocks_of(bundle.terraform), names), f"var.{names[0]}")


def _refusers(blocks: Mapping[str, str], names: list[str]) -> Iterator[str]:
    for address, body in blocks.items():
        for condition in _PRECONDITION.findall(body):
            if all(re.search(rf"\bvar\.{name}\b", condition) for name in names):
                yield address
