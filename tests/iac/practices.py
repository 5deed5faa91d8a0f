"""Whether a bundle has the property that a practice names, in either format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .template import Template

_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}', re.M | re.S)
_START = re.compile(r'^(?P<indent> *)(?:dynamic "(?P<dynamic>\w+)"|(?P<name>\w+)) \{$')
_ATTRIBUTE = re.compile(r"^ *(\w+)\s+=")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a configuration, as `terraform fmt` lays it out."""

    attributes: frozenset[str]
    blocks: tuple[tuple[str, Block], ...]

    def has(self, path: list[str]) -> bool:
        """Whether `path` leads to an attribute or a block of some block of its name."""
        first, *rest = path
        inner = [block for name, block in self.blocks if name == first]
        if not rest:
            return bool(inner) or first in self.attributes
        return any(block.has(rest) for block in inner)


def template_has(template: Template, place: str) -> bool:
    """`LogicalId.Property.Path`; of a list any item will do, of a condition either branch."""
    name, *path = place.split(".")
    resource = template.resource(name)
    return resource is not None and bool(path) and _leads(resource.properties, path)


def _leads(node: Any, path: list[str]) -> bool:
    if not path:
        return True
    if isinstance(node, list):
        return any(_leads(item, path) for item in node)
    if not isinstance(node, Mapping):
        return False
    if "Fn::If" in node:
        return any(_leads(branch, path) for branch in node["Fn::If"][1:])
    return path[0] in node and _leads(node[path[0]], path[1:])


def configuration_has(text: str, place: str) -> bool:
    """`type.name.attribute`, with the nested blocks the attribute lies in."""
    kind, name, *path = place.split(".")
    bodies = [
        body for found, label, body in _RESOURCE.findall(text) if (found, label) == (kind, name)
    ]
    return bool(path) and any(_block(body.splitlines()).has(path) for body in bodies)


def _block(lines: list[str]) -> Block:
    """The block whose body `lines` are; what a dynamic block makes counts as written out."""
    attributes: set[str] = set()
    blocks: list[tuple[str, Block]] = []
    rest = iter(lines)
    for line in rest:
        if start := _START.match(line):
            inner = _block(list(_body(rest, start["indent"])))
            content = [block for name, block in inner.blocks if name == "content"]
            made = content if start["dynamic"] else [inner]
            blocks += [(start["dynamic"] or start["name"], block) for block in made]
        elif attribute := _ATTRIBUTE.match(line):
            attributes.add(attribute[1])
            _skip_value(line, rest)
    return Block(frozenset(attributes), tuple(blocks))


def _body(lines: Iterator[str], indent: str) -> Iterator[str]:
    for line in lines:
        if line == f"{indent}}}":
            return
        yield line


def _skip_value(line: str, lines: Iterator[str]) -> None:
    """The further lines of a value that does not end on its first."""
    indent = line[: len(line) - len(line.lstrip())]
    if re.search(r"[\[({]$", line):
        for found in lines:
            if re.match(rf"{indent}[\])}}]", found):
                return
