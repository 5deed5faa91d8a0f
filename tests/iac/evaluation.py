"""What a stack would hold: a template with values for its parameters and functions resolved.

A reference to a resource becomes `<LogicalId>`, whichever attribute is asked for.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

Body = Mapping[str, Any]

PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "stack",
    "AWS::StackId": "stack",
}
ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")
_NOTHING = object()
_VARIABLE = re.compile(r"\$\{([^!}]+)\}")


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
    allowed = [text(choice) for choice in parameter.get("AllowedValues", [])]
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


def text(value: Any) -> str:
    """A scalar as CloudFormation passes it on."""
    return str(value).lower() if isinstance(value, bool) else str(value)


class Evaluation:
    """A template with values. SAM's own resources are left as they are written."""

    def __init__(self, template: Body, given: Mapping[str, str]) -> None:
        self._template = template
        self._values = {
            name: self._parameter(parameter, given.get(name))
            for name, parameter in template.get("Parameters", {}).items()
        }
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self.holds,
            "Fn::If": self._if,
            "Fn::Sub": self._sub,
            "Fn::GetAtt": lambda given: f"<{(given[0] if isinstance(given, list) else given)}>",
            "Fn::Join": lambda given: given[0].join(map(text, given[1])),
            "Fn::Split": lambda given: given[1].split(given[0]),
            "Fn::Select": lambda given: given[1][int(given[0])],
            "Fn::GetAZs": lambda _region: list(ZONES),
            "Fn::Cidr": _cidr,
            "Fn::FindInMap": self._find_in_map,
            "Fn::Equals": lambda given: text(given[0]) == text(given[1]),
            "Fn::Not": lambda given: not given[0],
            "Fn::And": all,
            "Fn::Or": any,
            "Fn::Contains": lambda given: text(given[1]) in map(text, given[0]),
            "Fn::EachMemberEquals": lambda given: all(one == given[1] for one in given[0]),
        }

    @staticmethod
    def _parameter(parameter: Mapping[str, Any], given: str | None) -> Any:
        value = text(parameter.get("Default", "") if given is None else given)
        return value.split(",") if parameter["Type"] == "CommaDelimitedList" else value

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources that exist, by logical id."""
        return {
            name: self.resolved({**body, "Properties": self._properties(body)})
            for name, body in self._template["Resources"].items()
            if "Condition" not in body or self.holds(body["Condition"])
        }

    @cached_property
    def outputs(self) -> dict[str, Any]:
        """The values of the outputs that exist."""
        return {
            name: self.resolved(body["Value"])
            for name, body in self._template.get("Outputs", {}).items()
            if "Condition" not in body or self.holds(body["Condition"])
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

    def holds(self, condition: Any) -> bool:
        if isinstance(condition, str):
            return bool(self.resolved(self._template["Conditions"][condition]))
        return bool(self.resolved(condition))

    def resolved(self, node: Any) -> Any:
        """`node` without functions; what AWS::NoValue stands for is left out."""
        found = self._resolve(node)
        return None if found is _NOTHING else found

    def _resolve(self, node: Any) -> Any:
        if isinstance(node, list):
            items = [self._resolve(item) for item in node]
            return [item for item in items if item is not _NOTHING]
        if not isinstance(node, dict):
            return node
        ((key, given),) = node.items() if len(node) == 1 else ((None, None),)
        if key in self._functions and not (key == "Condition" and isinstance(given, dict)):
            lazy = key in {"Fn::If", "Fn::Sub", "Condition", "Ref"}
            return self._functions[key](given if lazy else self._resolve(given))
        members = {
            name: self._resolve(inner) for name, inner in node.items() if name != "Condition"
        }
        if isinstance(node.get("Condition"), dict):
            members["Condition"] = self._resolve(node["Condition"])
        return {name: inner for name, inner in members.items() if inner is not _NOTHING}

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return _NOTHING
        known = {**PSEUDO, **self._values}
        return known[name] if name in known else f"<{name.split('.', maxsplit=1)[0]}>"

    def _if(self, given: list[Any]) -> Any:
        condition, when_true, when_false = given
        return self._resolve(when_true if self.holds(condition) else when_false)

    def _sub(self, given: Any) -> str:
        words, local = (given[0], given[1]) if isinstance(given, list) else (given, {})
        values = {name: self._resolve(node) for name, node in local.items()}

        def value(found: re.Match[str]) -> str:
            name = found[1].strip()
            return text(values[name] if name in values else self._ref(name))

        return _VARIABLE.sub(value, words).replace("${!", "${")

    def _find_in_map(self, given: list[Any]) -> Any:
        name, first, second = given
        return self._template["Mappings"][name][first][second]


def _cidr(given: list[Any]) -> list[str]:
    block, count, bits = given
    subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(next(subnets)) for _number in range(int(count))]
