"""A template as it stands once its parameters are known: no parameter or condition is left.

What remains refers to resources alone, so a reference to a resource that its condition leaves out
is an error, as it is in an account.
"""

from __future__ import annotations

import ipaddress
import itertools
import re
from collections.abc import Callable, Mapping
from typing import Any

Values = Mapping[str, Any]
_PART = re.compile(r"\$\{(!?)([^}]*)\}")
NOTHING = object()
"""What AWS::NoValue stands for: the property, or the item, is left out."""


class Unsettled(Exception):
    """The template asks for something that these parameters do not give."""


class Settler:
    """Works out functions. `values` are parameters and pseudo parameters, by name.

    What becomes of references to resources is for `reference` and `attribute` to say.
    """

    def __init__(self, template: Mapping[str, Any], values: Values) -> None:
        self._conditions: Mapping[str, Any] = template.get("Conditions", {})
        self._mappings: Mapping[str, Any] = template.get("Mappings", {})
        self._values = values
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self.holds,
            "Fn::If": self._if,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::Equals": lambda given: len({as_text(part) for part in self._all(given)}) == 1,
            "Fn::Not": lambda given: not self.settle(given[0]),
            "Fn::And": lambda given: all(self._all(given)),
            "Fn::Or": lambda given: any(self._all(given)),
            "Fn::Contains": self._contains,
            "Fn::EachMemberEquals": self._each_equals,
            "Fn::FindInMap": self._find,
            "Fn::Join": self._join,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::GetAZs": lambda _given: [f"{self._values['AWS::Region']}{zone}" for zone in "abc"],
            "Fn::Cidr": self._cidr,
        }

    def settle(self, node: Any) -> Any:
        if isinstance(node, list):
            return [part for part in self._all(node) if part is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            ((name, given),) = node.items()
            is_policy = name == "Condition" and isinstance(given, dict)
            if name in self._functions and not is_policy:
                return self._functions[name](given)
        settled = {key: self.settle(inner) for key, inner in node.items()}
        return {key: inner for key, inner in settled.items() if inner is not NOTHING}

    def holds(self, condition: str) -> bool:
        if condition not in self._conditions:
            raise Unsettled(f"no condition is called {condition}")
        return bool(self.settle(self._conditions[condition]))

    def exists(self, part: Mapping[str, Any]) -> bool:
        """Whether a resource or an output is made: it has no condition, or one that holds."""
        return "Condition" not in part or self.holds(part["Condition"])

    def _all(self, nodes: list[Any]) -> list[Any]:
        return [self.settle(node) for node in nodes]

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NOTHING
        return self._values[name] if name in self._values else self.reference(name)

    def reference(self, name: str) -> Any:
        """What stands for `!Ref name`."""
        return {"Ref": name}

    def attribute(self, resource: str, name: str) -> Any:
        """What stands for `!GetAtt resource.name`."""
        return {"Fn::GetAtt": [resource, name]}

    def _get_att(self, given: Any) -> Any:
        resource, attribute = given if isinstance(given, list) else given.split(".", maxsplit=1)
        return self.attribute(resource, attribute)

    def _if(self, given: list[Any]) -> Any:
        condition, when_true, when_false = given
        return self.settle(when_true if self.holds(condition) else when_false)

    def _sub(self, given: Any) -> Any:
        text, local = given if isinstance(given, list) else (given, {})
        parts, end = [], 0
        for found in _PART.finditer(text):
            parts += [text[end : found.start()], self._substituted(found, local)]
            end = found.end()
        return self._joined("", [*parts, text[end:]])

    def _substituted(self, found: re.Match[str], local: Mapping[str, Any]) -> Any:
        literal, name = found.groups()
        if literal:
            return f"${{{name}}}"
        if name in local:
            return self.settle(local[name])
        resource, dot, attribute = name.partition(".")
        return self.attribute(resource, attribute) if dot else self._ref(name)

    def _contains(self, given: list[Any]) -> bool:
        known, wanted = self._all(given)
        return as_text(wanted) in [as_text(one) for one in known]

    def _each_equals(self, given: list[Any]) -> bool:
        members, wanted = self._all(given)
        return all(as_text(member) == as_text(wanted) for member in members)

    def _find(self, given: list[Any]) -> Any:
        name, *keys = (as_text(part) for part in self._all(given))
        found: Any = self._mappings.get(name)
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                raise Unsettled(f"the mapping {name} has no {key}")
            found = found[key]
        return found

    def _join(self, given: list[Any]) -> Any:
        separator, parts = given
        return self._joined(separator, self.settle(parts))

    def _joined(self, separator: str, parts: Any) -> Any:
        if isinstance(parts, list) and not any(isinstance(part, dict) for part in parts):
            return separator.join(as_text(part) for part in parts)
        return {"Fn::Join": [separator, parts]}

    def _select(self, given: list[Any]) -> Any:
        place, parts = int(self.settle(given[0])), self.settle(given[1])
        if not isinstance(parts, list):
            return {"Fn::Select": [place, parts]}
        if place >= len(parts):
            raise Unsettled(f"place {place} of a list with {len(parts)} items")
        return parts[place]

    def _split(self, given: list[Any]) -> Any:
        separator, text = self._all(given)
        return text.split(separator) if isinstance(text, str) else {"Fn::Split": [separator, text]}

    def _cidr(self, given: list[Any]) -> list[str]:
        block, count, bits = self._all(given)
        network = ipaddress.ip_network(block)
        subnets = network.subnets(new_prefix=network.max_prefixlen - int(bits))
        return [str(subnet) for subnet in itertools.islice(subnets, int(count))]


def as_text(value: Any) -> str:
    """A value as CloudFormation compares and joins it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def typed_values(template: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Every parameter's value, given or by default, as its type has it."""
    declared: Mapping[str, Any] = template.get("Parameters", {})
    if unknown := given.keys() - declared.keys():
        raise Unsettled(f"not parameters of the template: {', '.join(sorted(unknown))}")
    texts = {name: given.get(name, found.get("Default")) for name, found in declared.items()}
    if missing := [name for name, text in texts.items() if text is None]:
        raise Unsettled(f"parameters without a value: {', '.join(missing)}")
    return {name: _typed(declared[name]["Type"], as_text(text)) for name, text in texts.items()}


def _typed(kind: str, text: str) -> Any:
    if kind == "CommaDelimitedList":
        return [item.strip() for item in text.split(",")] if text else []
    is_whole = kind == "Number" and re.fullmatch(r"-?\d+", text)
    return int(text) if is_whole else text


def settle(template: Mapping[str, Any], given: Mapping[str, str], pseudo: Values) -> dict[str, Any]:
    """Resources and outputs as these parameters make them. Raises Unsettled."""
    settler = Settler(template, {**typed_values(template, given), **pseudo})
    check_rules(template, settler)
    parts = {
        section: {
            name: {key: settler.settle(inner) for key, inner in part.items() if key != "Condition"}
            for name, part in template.get(section, {}).items()
            if settler.exists(part)
        }
        for section in ("Resources", "Outputs")
    }
    return {"AWSTemplateFormatVersion": "2010-09-09", **parts}


def check_rules(template: Mapping[str, Any], settler: Settler) -> None:
    """Raises Unsettled where an assertion of the template's own Rules does not hold."""
    for name, rule in template.get("Rules", {}).items():
        if not settler.settle(rule.get("RuleCondition", True)):
            continue
        for assertion in rule["Assertions"]:
            if not settler.settle(assertion["Assert"]):
                raise Unsettled(f"{name}: {assertion.get('AssertDescription', 'refused')}")
