"""One set of parameters: parameters.yaml, a template's Parameters and Terraform's variables agree.

Each function returns what disagrees, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .hcl_variables import Variable
from .template import Template, references

Declared = Mapping[str, Mapping[str, Any]]

CLOUDFORMATION_TYPES = {
    "text": {"String"},
    "flag": {"String"},
    "number": {"Number"},
    "list": {"CommaDelimitedList"},
}
TERRAFORM_TYPES = {"text": "string", "flag": "bool", "number": "number", "list": "list(string)"}


def pascal(name: str) -> str:
    """`vpc_id` is `VpcId` in a template."""
    return "".join(part.capitalize() for part in name.split("_"))


def as_text(value: Any) -> str:
    """A value as parameters.json carries it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)


def template_problems(declared: Declared, template: Template) -> list[str]:
    found = {name: dict(body) for name, body in template.parameters.items()}
    problems = _names({pascal(name) for name in declared}, found, "the template")
    for name, parameter in declared.items():
        if pascal(name) in found:
            expected = _template_parameter(name, parameter, declared)
            problems += _differences(pascal(name), expected, found[pascal(name)])
    used = references({key: part for key, part in template.body.items() if key != "Parameters"})
    return problems + [
        f"{name}: the template does not use it" for name in sorted(set(found) - used)
    ]


def _template_parameter(name: str, parameter: Mapping[str, Any], names: Declared) -> dict[str, Any]:
    allowed = ["true", "false"] if parameter["type"] == "flag" else parameter.get("allowed")
    return {
        "Type": sorted(CLOUDFORMATION_TYPES[parameter["type"]])[0],
        "Default": as_text(parameter["default"]),
        "AllowedValues": {as_text(value) for value in allowed} if allowed else None,
        "AllowedPattern": parameter.get("pattern"),
        "MinValue": parameter.get("minimum"),
        "MaxValue": parameter.get("maximum"),
        "Description": _in_pascal(parameter["description"]["en"], names),
    }


def _in_pascal(text: str, names: Iterable[str]) -> str:
    """Parameters mentioned in a description are called what the template calls them."""
    for name in names:
        text = re.sub(rf"\b{name}\b", pascal(name), text) if "_" in name else text
    return text


def _differences(name: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {key} is {found.get(key)!r}, parameters.yaml says {wanted!r}"
        for key, wanted in expected.items()
        if _comparable(key, found.get(key)) != _comparable(key, wanted)
    ]


def _comparable(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key == "AllowedValues":
        return {as_text(item) for item in value}
    if key in {"MinValue", "MaxValue"}:
        return float(value)
    # A template's pattern is matched against the whole value, with or without its anchors.
    return value.removeprefix("^").removesuffix("$") if key == "AllowedPattern" else as_text(value)


def _names(declared: set[str], found: Iterable[str], where: str) -> list[str]:
    missing = [f"{name}: {where} does not declare it" for name in sorted(declared - set(found))]
    extra = [f"{name}: parameters.yaml does not declare it" for name in set(found) - declared]
    return missing + sorted(extra)


def variable_problems(
    declared: Declared, variables: Mapping[str, Variable], used: set[str]
) -> list[str]:
    problems = _names(set(declared), variables, "Terraform")
    for name in declared.keys() & variables.keys():
        problems += _variable_differences(declared[name], variables[name])
    return problems + [
        f"{name}: Terraform does not use it" for name in sorted(set(variables) - used)
    ]


def _variable_differences(parameter: Mapping[str, Any], variable: Variable) -> list[str]:
    expected = {
        "type": TERRAFORM_TYPES[parameter["type"]],
        "default": as_text(parameter["default"]),
        "description": parameter["description"]["en"],
    }
    found = {
        "type": variable.type,
        "default": None if variable.default is None else as_text(variable.default),
        "description": variable.description,
    }
    return [
        f"{variable.name}: {key} is {found[key]!r}, parameters.yaml says {wanted!r}"
        for key, wanted in expected.items()
        if found[key] != wanted
    ]
