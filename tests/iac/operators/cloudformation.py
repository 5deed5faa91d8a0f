"""Every small change of a CloudFormation template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from .splice import Change, value_changes

# Parameters are compared with parameters.yaml, word for word; the rest says nothing to a stack.
_SECTIONS = {"Conditions", "Globals", "Mappings", "Outputs", "Resources", "Rules"}
_PROSE = {"AssertDescription", "Comment", "Description", "GroupDescription", "Metadata", "Sid"}
_PAIR = 2


class _Loader(yaml.SafeLoader):
    """Composes nodes only: no tag is looked at."""


def template_changes(text: str) -> list[Change]:
    root = yaml.compose(text, Loader=_Loader)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("a template is a mapping")
    kinds = _kinds(root)
    return [
        change
        for key, value in root.value
        if key.value in _SECTIONS
        for change in _Walk(text, kinds).node(value, key.value)
    ]


def _kinds(root: yaml.MappingNode) -> dict[str, str]:
    """What each name is: `Type` of a resource or a parameter."""
    found: dict[str, str] = {}
    for key, value in root.value:
        if key.value in {"Parameters", "Resources"}:
            for name, body in value.value:
                types = [inner.value for entry, inner in body.value if entry.value == "Type"]
                found[name.value] = types[0] if types else ""
    return found


@dataclass(frozen=True, slots=True)
class _Walk:
    text: str
    kinds: Mapping[str, str]

    def node(self, node: yaml.Node, place: str) -> Iterator[Change]:
        if isinstance(node, yaml.ScalarNode):
            yield from self._scalar(node, place)
        elif isinstance(node, yaml.SequenceNode):
            yield from self._sequence(node, place)
        elif isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, place)

    def _mapping(self, node: yaml.MappingNode, place: str) -> Iterator[Change]:
        entries = [(key, value) for key, value in node.value if key.value not in _PROSE]
        for number, (key, value) in enumerate(node.value):
            if (key, value) not in entries:
                continue
            inner = f"{place}.{key.value}"
            if len(node.value) > 1:
                yield self._dropped(node, number, inner)
            if key.value == "Fn::If" and isinstance(value, yaml.SequenceNode):
                yield self._swapped(value, inner)
            yield from self.node(value, inner)

    def _sequence(self, node: yaml.SequenceNode, place: str) -> Iterator[Change]:
        if node.tag == "!If":
            yield self._swapped(node, place)
        for number, item in enumerate(node.value):
            inner = f"{place}[{number}]"
            if len(node.value) > 1 and not node.tag.startswith("!"):
                yield self._dropped(node, number, inner)
            yield from self.node(item, inner)

    def _scalar(self, node: yaml.ScalarNode, place: str) -> Iterator[Change]:
        if node.tag in {"!Ref", "!GetAtt"}:
            name, dot, attribute = node.value.partition(".")
            for other in self._others(name)[:1]:
                yield self._replaced(
                    node, "reference", place, f"{node.tag} {other}{dot}{attribute}"
                )
        elif node.tag.startswith("tag:yaml.org"):
            quote = node.style if node.style in {"'", '"'} else ""
            if node.style not in {"|", ">"}:
                for operator, value in value_changes(node.value):
                    yield self._replaced(node, operator, place, f"{quote}{value}{quote}")

    def _others(self, name: str) -> list[str]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for known, kind in self.kinds.items():
            groups[kind].append(known)
        own = groups[self.kinds.get(name, "")]
        place = own.index(name) if name in own else 0
        return [*own[place + 1 :], *own[:place]]

    def _replaced(self, node: yaml.Node, operator: str, place: str, new: str) -> Change:
        start, end = node.start_mark.index, node.end_mark.index
        return Change(operator=operator, place=place, start=start, end=end, new=new)

    def _swapped(self, node: yaml.SequenceNode, place: str) -> Change:
        """The two branches of a condition in each other's place."""
        _condition, one, other = node.value
        first, second = self._slice(one), self._slice(other)
        between = self.text[first.stop : second.start]
        new = self.text[second] + between + self.text[first]
        return Change(operator="branch", place=place, start=first.start, end=second.stop, new=new)

    def _slice(self, node: yaml.Node) -> slice:
        """The text of a node without the space after it, which belongs to a block's end."""
        start, end = node.start_mark.index, node.end_mark.index
        return slice(start, start + len(self.text[start:end].rstrip()))

    def _dropped(self, node: yaml.CollectionNode, number: int, place: str) -> Change:
        """Up to where the next entry begins, or from where the one before ends."""
        spans = [
            (entry[0].start_mark.index, entry[1])
            if isinstance(entry, tuple)
            else (entry.start_mark.index, entry)
            for entry in node.value
        ]
        start, value = spans[number]
        if number + 1 < len(spans):
            end = spans[number + 1][0]
        elif node.flow_style:
            start, end = self._slice(spans[number - 1][1]).stop, self._slice(value).stop
        else:
            start = self.text.rindex("\n", 0, start) + 1
            end = self._slice(value).stop + 1
        return Change(operator="drop", place=place, start=start, end=end, new="")
