"""The schema of a Terraform provider, recovered from its generated binding.

The result has the shape of `terraform providers schema -json`, with `resource_schemas`,
`data_source_schemas` and `provider`; only wanted resources are read, so it takes seconds.

    python -m tests.iac.toolbox.provider_schema WHEEL PREFIX OUTPUT [NAME ...]

A NAME is aws_lb or data.aws_vpc.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .wheel_source import AttributeSource, Binding, HclEntry, terraform_type, top_entries

_GETTERS: dict[str, Any] = {
    "getStringAttribute": "string",
    "getBooleanAttribute": "bool",
    "getNumberAttribute": "number",
    "getListAttribute": ["list", "string"],
    "getNumberListAttribute": ["list", "number"],
    "getStringMapAttribute": ["map", "string"],
    "getBooleanMapAttribute": ["map", "bool"],
    "getNumberMapAttribute": ["map", "number"],
    "getAnyMapAttribute": ["map", "string"],
}
_STORAGE: dict[str, Any] = {
    "string": "string",
    "boolean": "bool",
    "number": "number",
    "stringList": ["list", "string"],
    "numberList": ["list", "number"],
    "stringMap": ["map", "string"],
    "booleanMap": ["map", "bool"],
    "numberMap": ["map", "number"],
}
_GETTER = re.compile(r"(tolist\()?this\.(get\w+Attribute)\(")
_MAP = re.compile(r"new cdktn\.(String|Boolean|Number)Map\(this")
_CHILD = re.compile(r'new (\w+)\(this, "[\w.]+"(?:, (true|false))?\)')
_STRUCT = re.compile(r"(\w+)ToHclTerraform")
_NO_ENTRY = HclEntry(expression="", is_block=False, collection="", storage="string")

Block = dict[str, Any]


def block_of(binding: Binding, class_name: str, entries: dict[str, HclEntry]) -> Block:
    """The attributes and nested blocks that one class of the binding stands for."""
    block: Block = {"attributes": {}, "block_types": {}}
    for source in binding.attributes(class_name):
        entry = entries.get(source.name, _NO_ENTRY)
        nested = _nested(binding, source, entry)
        if nested is None:
            block["attributes"][source.name] = _flags(source) | {"type": _type(source, entry)}
        elif entry.is_block and not source.computed:
            block["block_types"][source.name] = _nested_block(source, entry, *nested)
        else:
            block["attributes"][source.name] = _flags(source) | {"type": _object(entry, *nested)}
    return block


def _nested(binding: Binding, source: AttributeSource, entry: HclEntry) -> tuple[str, Block] | None:
    """The nesting and content of an attribute with parts of its own, None for a plain one."""
    child = _CHILD.search(source.body)
    if child and child[1] in binding.classes:
        return _child_nesting(binding, child), _child_block(binding, child[1])
    struct = _STRUCT.search(entry.expression)
    if not (entry.is_block and struct) or _GETTER.search(source.body):
        return None
    name = struct[1]
    parts = binding.struct_entries(name[0].upper() + name[1:])
    if not parts:
        return None
    attributes = {key: {"optional": True, "type": _stored(part)} for key, part in parts.items()}
    return _collection(entry), {"attributes": attributes, "block_types": {}}


def _child_nesting(binding: Binding, child: re.Match[str]) -> str:
    kind = binding.classes[child[1]].kind
    if kind == "ComplexObject":
        return "one"
    if kind == "ComplexMap":
        return "map"
    return "set" if child[2] == "true" else "list"


def _child_block(binding: Binding, class_name: str) -> Block:
    struct = re.sub(r"(List|Map|OutputReference)$", "", class_name)
    part = struct + "OutputReference"
    if part not in binding.classes:
        return {"attributes": {}, "block_types": {}}
    return block_of(binding, part, binding.struct_entries(struct))


def _collection(entry: HclEntry) -> str:
    return "set" if entry.collection == "set" else "list"


def _flags(source: AttributeSource) -> dict[str, bool]:
    flags = {"computed": source.computed, "optional": source.optional, "required": source.required}
    return {name: True for name, on in flags.items() if on}


def _stored(entry: HclEntry) -> Any:
    kind = _STORAGE.get(entry.storage, "dynamic")
    is_set = isinstance(kind, list) and entry.collection == "set"
    return ["set", kind[1]] if is_set else kind


def _type(source: AttributeSource, entry: HclEntry) -> Any:
    read_only_map = _MAP.search(source.body)
    if read_only_map:
        return ["map", _STORAGE[read_only_map[1].lower()]]
    getter = _GETTER.search(source.body)
    kind = _GETTERS.get(getter[2]) if getter else None
    if kind is None:
        kind = _STORAGE.get(entry.storage, "dynamic")
    unordered = entry.collection == "set" or bool(getter and getter[1])
    return ["set", kind[1]] if kind[0] == "list" and unordered else kind


def _nested_block(source: AttributeSource, entry: HclEntry, nesting: str, block: Block) -> Block:
    result: Block = {"block": block, "nesting_mode": nesting}
    if nesting == "one":
        result["nesting_mode"] = "single" if entry.collection == "struct" else _collection(entry)
        if result["nesting_mode"] != "single":
            result["max_items"] = 1
    if source.required and nesting != "map":
        result["min_items"] = 1
    if result["nesting_mode"] == "set" and _has_dynamic(block):
        result["nesting_mode"] = "list"  # the protocol has no set of a dynamic type
    return result


def _object(entry: HclEntry, nesting: str, block: Block) -> Any:
    parts = {name: attribute["type"] for name, attribute in block["attributes"].items()}
    for name, nested in block["block_types"].items():
        inner = _object(_NO_ENTRY, "one", nested["block"])[1]
        single = nested["nesting_mode"] == "single"
        parts[name] = inner if single else [nested["nesting_mode"], inner]
    kind = ["object", parts]
    if nesting != "one":
        return [nesting, kind]
    return kind if entry.collection == "struct" else [_collection(entry), kind]


def _has_dynamic(block: Block) -> bool:
    types = [attribute["type"] for attribute in block["attributes"].values()]
    return "dynamic" in json.dumps(types) or any(
        _has_dynamic(nested["block"]) for nested in block["block_types"].values()
    )


def read_wheel(wheel: Path, prefix: str, wanted: set[str]) -> dict[str, Any]:
    """The schema of `wanted` (aws_lb, data.aws_vpc) and of the provider's own configuration."""
    schema: dict[str, Any] = {"provider": None, "resource_schemas": {}, "data_source_schemas": {}}
    for text in _sources(wheel, prefix, wanted):
        binding = Binding(text)
        if binding.top is None:
            continue
        name, top = next((n, c) for n, c in binding.classes.items() if c is binding.top)
        found = {"version": 0, "block": block_of(binding, name, top_entries(top))}
        if top.kind == "TerraformProvider":
            schema["provider"] = found
        else:
            section = "data_source" if top.kind == "TerraformDataSource" else "resource"
            schema[f"{section}_schemas"][terraform_type(top)] = found
    return schema


def _sources(wheel: Path, prefix: str, wanted: set[str]) -> Iterator[str]:
    folders = {folder_of(name, prefix) for name in wanted}
    # A resource whose folder would clash with a generated name has `-resource` appended.
    folders |= {f"{folder}-resource" for folder in folders} | {"provider"}
    with zipfile.ZipFile(wheel) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        content = io.BytesIO(archive.read(package))
    with tarfile.open(fileobj=content, mode="r:gz") as tar:
        for member in tar:
            found = re.fullmatch(r"package/lib/([\w-]+)/index\.js", member.name)
            stream = tar.extractfile(member) if found and found[1] in folders else None
            if stream is not None:
                yield stream.read().decode("utf-8")


def folder_of(name: str, prefix: str) -> str:
    """`aws_lb` stands in lib/lb, `data.aws_vpc` in lib/data-aws-vpc."""
    kind = name.removeprefix("data.").replace("_", "-")
    return f"data-{kind}" if name.startswith("data.") else kind.removeprefix(f"{prefix}-")


def overlay(schema: dict[str, Any], overlays: dict[str, Any]) -> None:
    """Put hand-written blocks where the binding is recursive and therefore without a type."""
    for resource, blocks in overlays.items():
        target = schema["resource_schemas"].get(resource)
        for path, block in blocks.items() if target else ():
            *parents, last = path.split("/")
            level = target["block"]
            for parent in parents:
                level["block_types"][parent]["nesting_mode"] = "set"
                level = level["block_types"][parent]["block"]
            level["attributes"].pop(last, None)
            level["block_types"][last] = block


def main(wheel: str, prefix: str, output: str, *wanted: str) -> None:
    schema = read_wheel(Path(wheel), prefix, set(wanted))
    overlays = json.loads(Path(__file__).with_name("overlays.json").read_text("utf-8"))
    overlay(schema, overlays)
    unfinished = Path(output + ".part")
    unfinished.write_text(json.dumps(schema, sort_keys=True), "utf-8")
    unfinished.replace(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
