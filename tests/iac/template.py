"""A CloudFormation template to ask questions of, functions and conditions included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Resource:
    name: str
    body: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.body.get("Type", ""))

    @property
    def properties(self) -> Mapping[str, Any]:
        return self.body.get("Properties") or {}

    @property
    def depends_on(self) -> set[str]:
        given = self.body.get("DependsOn", [])
        return {given} if isinstance(given, str) else set(given)


@dataclass(frozen=True, slots=True)
class Template:
    body: Mapping[str, Any]

    @property
    def is_sam(self) -> bool:
        return "Transform" in self.body

    @property
    def resources(self) -> list[Resource]:
        return [Resource(name, body) for name, body in self.body.get("Resources", {}).items()]

    @property
    def parameters(self) -> Mapping[str, Mapping[str, Any]]:
        parameters: Mapping[str, Mapping[str, Any]] = self.body.get("Parameters", {})
        return parameters

    def of_type(self, *types: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.type in types]

    def resource(self, name: str | None) -> Resource | None:
        return next((found for found in self.resources if found.name == name), None)

    def guards_region(self, region: str, *, always: bool = False) -> bool:
        """A rule asserts that the stack is in `region`; with `always`, one without a condition."""
        wanted = [{"Ref": "AWS::Region"}, region]
        return any(
            assertion.get("Assert", {}).get("Fn::Equals") in (wanted, wanted[::-1])
            for rule in self.body.get("Rules", {}).values()
            if not (always and "RuleCondition" in rule)
            for assertion in rule.get("Assertions", [])
        )

    def values(self, node: Any) -> list[Any]:
        """What `node` can be: both branches of a condition, a parameter's default and choices."""
        if not isinstance(node, dict):
            return [node]
        if "Fn::If" in node:
            _condition, *branches = node["Fn::If"]
            return [value for branch in branches for value in self.values(branch)]
        parameter = self.parameters.get(str(node.get("Ref")))
        if parameter is None:
            return [node]
        choices = [parameter.get("Default"), *parameter.get("AllowedValues", [])]
        return [choice for choice in choices if choice is not None] or [node]

    def largest(self, node: Any) -> list[float]:
        """The greatest number `node` can be: of a parameter its MaxValue, where it has one."""
        parameter = self.parameters.get(str(node.get("Ref"))) if isinstance(node, dict) else None
        if parameter is not None and "MaxValue" in parameter:
            return [float(parameter["MaxValue"])]
        return [float(value) for value in self.values(node) if _is_number(value)]

    def by_default(self, node: Any) -> Any:
        """What `node` is in a stack made with the parameters' defaults."""
        if not isinstance(node, dict):
            return node
        if "Fn::If" in node:
            condition, when_true, when_false = node["Fn::If"]
            return self.by_default(when_true if self.holds_by_default(condition) else when_false)
        parameter = self.parameters.get(str(node.get("Ref")), {})
        return parameter.get("Default", node)

    def holds_by_default(self, condition: Any) -> bool:
        """Whether a condition, by name or written out, is true with the parameters' defaults."""
        if not isinstance(condition, dict):
            return self.holds_by_default(self.body["Conditions"][condition])
        ((function, given),) = condition.items()
        if function == "Condition":
            return self.holds_by_default(given)
        if function == "Fn::Equals":
            one, other = (str(self.by_default(side)) for side in given)
            return one == other
        parts = [self.holds_by_default(part) for part in given]
        return {"Fn::Not": not parts[0], "Fn::And": all(parts), "Fn::Or": any(parts)}[function]

    def exists_by_default(self, resource: Resource) -> bool:
        condition = resource.body.get("Condition")
        return condition is None or self.holds_by_default(condition)

    def texts_or_numbers(self, node: Any) -> list[str]:
        """What `node` can be, as parameters carry it, each once."""
        found = [str(value) for value in self.values(node) if isinstance(value, str | int)]
        return list(dict.fromkeys(found))

    def texts(self, node: Any) -> list[str]:
        return [value for value in self.values(node) if isinstance(value, str)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) or (
        isinstance(value, str) and value.replace(".", "", 1).isdigit()
    )


def referred(node: Any) -> str | None:
    """The resource or parameter that a Ref or GetAtt names."""
    if not isinstance(node, dict):
        return None
    attribute = node.get("Fn::GetAtt")
    if isinstance(attribute, str):
        return attribute.split(".")[0]
    return str(attribute[0]) if attribute else node.get("Ref")


def walk(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value below `node`, itself included, with the keys that lead to it."""
    yield path, node
    pairs: Any = ()
    if isinstance(node, Mapping):
        pairs = node.items()
    elif isinstance(node, list):
        pairs = enumerate(node)
    for key, inner in pairs:
        yield from walk(inner, (*path, str(key)))


def references(node: Any) -> set[str]:
    """Every resource or parameter named anywhere below `node`, by Ref, GetAtt or Sub."""
    found = {name for _path, inner in walk(node) if (name := referred(inner)) is not None}
    for path, inner in walk(node):
        if isinstance(inner, str) and "Fn::Sub" in path:
            found |= {part.split("}")[0].split(".")[0] for part in inner.split("${")[1:]}
    return found
