"""The written map between a template and a configuration, and what disagrees with it.

parity/<slug>.yaml pairs each resource of the template with the addresses that do its work in
Terraform, and each deciding property with its attribute. A path is `Name.Name[0].Name`. Brackets
hold a place, `*` for every item, `key=value` for the item that has it, or a key with dots in it;
`?` at the end asks whether there is anything. A text that holds JSON is entered like any value.

`attribute @name` is the `name` of the resource that the template refers to, where Terraform hands
over what it chose itself. An address with `?` behind it is there only where the template has one
of its properties. `after` names what must be there before a resource is made, where no property
says so; `Name/address` where it is one of several addresses that counts. `outputs_of_one` names the
outputs that only one format has, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .applied import Applied, Made, named
from .bundles import Bundle
from .cfn_yaml import load_template
from .evaluation import Evaluation
from .hcl_variables import configuration_text
from .paths import at, comparable, plain
from .template import Resource, Template, references
from .tools import PROJECT

MAPS = PROJECT / "tests" / "iac" / "parity"
_BLOCK = re.compile(r'^resource "(\w+)" "(\w+)"', re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A path in Terraform's values, and what its values are called in the template."""

    path: str
    words: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParityMap:
    """`pairs`: logical id to address to property to attribute."""

    cases: Mapping[str, Mapping[str, str]]
    pairs: Mapping[str, Mapping[str, Mapping[str, Attribute]]]
    optional: frozenset[str]
    after: Mapping[str, Sequence[str]]
    only_template: Mapping[str, str]
    only_terraform: Mapping[str, str]
    outputs_of_one: Mapping[str, str]

    @property
    def names(self) -> dict[str, str]:
        """Address to the first logical id it stands for."""
        found: dict[str, str] = {}
        for name, addresses in self.pairs.items():
            for address in addresses:
                found.setdefault(address, name)
        return found


def read_map(slug: str, folder: Path = MAPS) -> ParityMap:
    body = yaml.safe_load((folder / f"{slug}.yaml").read_text("utf-8"))
    return parity_map(body)


def parity_map(body: Mapping[str, Any]) -> ParityMap:
    return ParityMap(
        cases={
            name: {key: str(value) for key, value in values.items()}
            for name, values in body.get("cases", {}).items()
        },
        pairs={
            name: {
                address.removesuffix("?"): {
                    path: _attribute(found) for path, found in (properties or {}).items()
                }
                for address, properties in addresses.items()
            }
            for name, addresses in body["resources"].items()
        },
        optional=frozenset(
            address.removesuffix("?")
            for addresses in body["resources"].values()
            for address in addresses
            if address.endswith("?")
        ),
        after=body.get("after") or {},
        only_template=body.get("only_cloudformation") or {},
        only_terraform=body.get("only_terraform") or {},
        outputs_of_one=body.get("outputs_of_one") or {},
    )


def _attribute(found: str | Mapping[str, Mapping[Any, Any]]) -> Attribute:
    if isinstance(found, str):
        return Attribute(path=found, words={})
    ((path, words),) = found.items()
    return Attribute(path=path, words={str(plain(k)): plain(v) for k, v in words.items()})


def unmapped(parity: ParityMap, template: Mapping[str, Any], configuration: Path) -> list[str]:
    """Resources of either format that the map leaves out, and names in it that nothing has."""
    declared = {".".join(found) for found in _BLOCK.findall(configuration_text(configuration))}
    mapped = {address.split("[")[0] for address in parity.names} | parity.only_terraform.keys()
    own = template["Resources"].keys()
    named_here = parity.pairs.keys() | parity.only_template.keys()
    return [
        *(f"{name}: not in the map" for name in sorted(own - named_here)),
        *(f"{name}: not in the map" for name in sorted(declared - mapped)),
        *(f"{name}: the template has no such resource" for name in sorted(named_here - own)),
        *(f"{name}: Terraform has no such resource" for name in sorted(mapped - declared)),
    ]


def disagreements(parity: ParityMap, stack: Evaluation, applied: Applied) -> list[str]:
    """What exists, or is set, in one format and not in the same way in the other."""
    found = []
    for name, addresses in parity.pairs.items():
        body = stack.resources.get(name)
        for address, properties in addresses.items():
            made = applied.at(address)
            if made is None and body is not None and address in parity.optional:
                made = Made(address=address, type="", values={})
            if body is not None and made is not None:
                found += list(_differences(parity, (name, body), (applied, made), properties))
            elif body is not None or made is not None:
                there = "the template" if body else "Terraform"
                found.append(f"{name} = {address}: exists only in {there}")
    known = parity.names.keys()
    return found + [
        f"{made.address}: not in the map"
        for made in applied.resources
        if made.address not in known and made.block not in parity.only_terraform
    ]


def order_problems(parity: ParityMap, template: Template, applied: Applied) -> list[str]:
    """Resources that either format could make before what they need is there."""
    found = []
    for name, needed in parity.after.items():
        before = _before(template, name)
        wanted = {one.partition("/")[0] for one in needed}
        found += [f"{name}: the template may make it before {one}" for one in wanted - before]
        for made in (applied.at(address) for address in parity.pairs[name]):
            missing = [one for one in needed if made and not _waits(parity, made, one, applied)]
            found += [f"{made.address}: made without waiting for {one}" for one in missing if made]
    return sorted(found)


def _before(template: Template, name: str) -> set[str]:
    """Every resource that must be there first, directly or through others."""
    found: set[str] = set()
    ahead = {name}
    while ahead:
        resource = template.resource(ahead.pop())
        new = _directly(resource) - found if resource else set()
        found |= new
        ahead |= new
    return found


def _directly(resource: Resource) -> set[str]:
    # SAM writes `Function.Version` for what it makes of a function.
    return resource.depends_on | {name.split(".")[0] for name in references(resource.body)}


def _waits(parity: ParityMap, made: Made, needed: str, applied: Applied) -> bool:
    name, _slash, only = needed.partition("/")
    addresses = [only] if only else parity.pairs[name]
    there = [found for address in addresses if (found := applied.at(address))]
    return not there or any(found.block in made.after for found in there)


def _differences(
    parity: ParityMap,
    resource: tuple[str, Mapping[str, Any]],
    terraform: tuple[Applied, Made],
    properties: Mapping[str, Attribute],
) -> Iterator[str]:
    name, body = resource
    applied, made = terraform
    values = named(applied, parity.names, made.values)
    for path, attribute in properties.items():
        here = comparable(at(body["Properties"], path))
        plain, _at, chosen = attribute.path.partition(" @")
        there = comparable(at(values, plain))
        if there == f"<{parity.names[made.address]}>":
            there = None  # nobody set it: the provider made it up
        there = attribute.words.get(str(there), there)
        if chosen:
            here = _chosen(parity, applied, str(here), chosen)
        if here != there:
            yield f"{name}.{path} is {here!r}, {made.address}.{attribute.path} is {there!r}"


def _chosen(parity: ParityMap, applied: Applied, reference: str, chosen: str) -> Any:
    """The attribute `chosen` of what `<name>` stands for in Terraform."""
    addresses = parity.pairs.get(reference.strip("<>"), {})
    found = [made for address in addresses if (made := applied.at(address))]
    return comparable(at(found[0].values, chosen)) if found else reference


def dead_paths(parity: ParityMap, pairs: list[tuple[Evaluation, Applied]]) -> list[str]:
    """Properties of the map that have a value in no case: they would compare nothing."""
    found = []
    for name, addresses in parity.pairs.items():
        for address, properties in addresses.items():
            for path, attribute in properties.items():
                if not any(_has_value(name, address, path, attribute, *pair) for pair in pairs):
                    found.append(f"{name}.{path} = {address}.{attribute.path}")
    return found


def _has_value(
    name: str, address: str, path: str, attribute: Attribute, stack: Evaluation, applied: Applied
) -> bool:
    body, made = stack.resources.get(name), applied.at(address)
    if body is None or made is None:
        return False
    here = comparable(at(body["Properties"], path))
    return (
        here is not None and comparable(at(made.values, attribute.path.split(" @")[0])) is not None
    )


def web_acl_differences(bundle: Bundle) -> list[str]:
    """A web ACL in a template of its own is the one of the main template."""
    main = load_template(bundle.template.read_text("utf-8"))["Resources"]
    return [
        f"{path.name}: {name} differs from the one in template.yaml"
        for path in bundle.templates
        if path != bundle.template
        for name, body in load_template(path.read_text("utf-8"))["Resources"].items()
        if body.get("Properties") != main.get(name, {}).get("Properties")
    ]
