"""What a stack would hold: a template with values for its parameters and functions resolved.

A reference to a resource becomes `<LogicalId>`, whichever attribute is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from .toolbox.settle import NOTHING, Settler, as_text

Body = Mapping[str, Any]

PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "stack",
    "AWS::StackId": "stack",
}


def parameter_problems(template: Body, given: Mapping[str, str]) -> list[str]:
    """What CloudFormation would say of these values before it looks at anything else."""
    parameters = template.get("Parameters", {})
    unknown = [f"{name}: the template has no such parameter" for name in given.keys() - parameters]
    missing = [
        f"{name}: no value and no default"
        for name, found in parameters.items()
        if name not in given and "Default" not in found
    ]
    wrong = [
        f"{name}: {value!r} {fault}"
        for name, value in given.items()
        if name in parameters
        for fault in _faults(parameters[name], value)
    ]
    return sorted(unknown) + missing + wrong


def _faults(parameter: Mapping[str, Any], value: str) -> list[str]:
    is_list = parameter["Type"] == "CommaDelimitedList"
    return [
        fault
        for item in (value.split(",") if is_list else [value])
        for fault in _value_faults(parameter, item)
    ]


def _value_faults(parameter: Mapping[str, Any], value: str) -> list[str]:
    allowed = [as_text(choice) for choice in parameter.get("AllowedValues", [])]
    faults = [f"is not one of {allowed}"] if allowed and value not in allowed else []
    pattern = parameter.get("AllowedPattern")
    if pattern is not None and not re.fullmatch(pattern, value):
        faults.append(f"does not match {pattern}")
    if parameter["Type"] != "Number":
        return faults
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return [*faults, "is not a number"]
    low, high = float(parameter.get("MinValue", value)), float(parameter.get("MaxValue", value))
    return (
        faults if low <= float(value) <= high else [*faults, f"is not within {low:g} to {high:g}"]
    )


class _Marks(Settler):
    """Leaves `<LogicalId>` for a resource, whichever attribute is asked for."""

    def reference(self, name: str) -> str:
        return f"<{name.split('.', maxsplit=1)[0]}>"

    def attribute(self, resource: str, name: str) -> str:
        return f"<{resource}>"


class Evaluation:
    """A template with values. SAM's own resources are left as they are written."""

    def __init__(
        self, template: Body, given: Mapping[str, str], *, region: str = PSEUDO["AWS::Region"]
    ) -> None:
        values = {
            name: self._parameter(parameter, given.get(name))
            for name, parameter in template.get("Parameters", {}).items()
        }
        self._template = template
        self._settler = _Marks(template, {**PSEUDO, "AWS::Region": region, **values})

    @staticmethod
    def _parameter(parameter: Mapping[str, Any], given: str | None) -> Any:
        value = as_text(parameter.get("Default", "") if given is None else given)
        return value.split(",") if parameter["Type"] == "CommaDelimitedList" else value

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources that exist, by logical id."""
        return {
            name: self.resolved(
                {key: inner for key, inner in body.items() if key != "Condition"}
                | {"Properties": self._properties(body)}
            )
            for name, body in self._template["Resources"].items()
            if self._settler.exists(body)
        }

    @cached_property
    def outputs(self) -> dict[str, Any]:
        """The values of the outputs that exist."""
        return {
            name: self.resolved(body["Value"])
            for name, body in self._template.get("Outputs", {}).items()
            if self._settler.exists(body)
        }

    def _properties(self, body: Mapping[str, Any]) -> dict[str, Any]:
        own = body.get("Properties", {})
        is_function = body["Type"] == "AWS::Serverless::Function"
        shared = self._template.get("Globals", {}).get("Function", {}) if is_function else {}
        return {**shared, **own}

    def broken_rules(self) -> list[str]:
        """The descriptions of the assertions that these values break."""
        return [
            assertion.get("AssertDescription", name)
            for name, rule in self._template.get("Rules", {}).items()
            if self.resolved(rule.get("RuleCondition", True))
            for assertion in rule["Assertions"]
            if not self.resolved(assertion["Assert"])
        ]

    def resolved(self, node: Any) -> Any:
        """`node` without functions; what AWS::NoValue stands for is left out."""
        found = self._settler.settle(node)
        return None if found is NOTHING else found
