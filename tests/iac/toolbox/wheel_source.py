"""The JavaScript of a generated Terraform provider binding, cut into its classes and functions.

The binding of each resource is generated from the provider's schema: flags stand in comments
(`// name - computed: true, optional: false, required: false`), types in the getters and in the
`...ToHclTerraform` functions. There is no other offline copy of the schema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CLASS = re.compile(r"^class (\w+) extends cdktn\.(\w+) \{", re.M)
_FLAGS = re.compile(
    r"^    // (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$", re.M
)
_HCL_ENTRY = re.compile(
    r"^\s{8,12}(\w+): \{\n\s+value: (.*?),\n\s+isBlock: (true|false),"
    r'\n\s+type: "(\w+)",\n\s+storageClassType: "([^"]+)"',
    re.M,
)
_TOP_KINDS = {"TerraformResource", "TerraformDataSource", "TerraformProvider"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HclEntry:
    """How one attribute is written out as HCL. `collection` is list, set, map, struct or simple."""

    expression: str
    is_block: bool
    collection: str
    storage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeSource:
    name: str
    computed: bool
    optional: bool
    required: bool
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSource:
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Binding:
    """The source of one resource's, data source's or provider's binding."""

    text: str
    classes: dict[str, ClassSource] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text.split("//# sourceMappingURL")[0])
        object.__setattr__(self, "classes", _classes(self.text))

    @property
    def top(self) -> ClassSource | None:
        """The resource, data source or provider itself; None for a file of shared parts."""
        return next((c for c in self.classes.values() if c.kind in _TOP_KINDS), None)

    def attributes(self, class_name: str) -> list[AttributeSource]:
        return _attributes(self.classes[class_name].body)

    def struct_entries(self, struct: str) -> dict[str, HclEntry]:
        function = re.escape(struct[0].lower() + struct[1:] + "ToHclTerraform")
        found = re.search(rf"^function {function}\(.*?^\}}", self.text, re.M | re.S)
        return hcl_entries(found[0]) if found else {}


def hcl_entries(text: str) -> dict[str, HclEntry]:
    return {
        found[1]: HclEntry(
            expression=found[2],
            is_block=found[3] == "true",
            collection=found[4],
            storage=found[5],
        )
        for found in _HCL_ENTRY.finditer(text)
    }


def top_entries(top: ClassSource) -> dict[str, HclEntry]:
    found = re.search(r"synthesizeHclAttributes\(\) \{.*?^    \}", top.body, re.M | re.S)
    return hcl_entries(found[0]) if found else {}


def terraform_type(top: ClassSource) -> str:
    found = re.search(r'tfResourceType = "(\w+)"', top.body)
    if found is None:
        raise ValueError("the binding names no Terraform type (tfResourceType)")
    return found[1]


def _classes(text: str) -> dict[str, ClassSource]:
    heads = list(_CLASS.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)] * bool(heads)
    return {
        head[1]: ClassSource(kind=head[2], body=text[head.start() : end])
        for head, end in zip(heads, ends, strict=True)
    }


def _attributes(body: str) -> list[AttributeSource]:
    marks = list(_FLAGS.finditer(body))
    ends = [mark.start() for mark in marks[1:]] + [len(body)] * bool(marks)
    return [
        AttributeSource(
            name=mark[1],
            computed=mark[2] == "true",
            optional=mark[3] == "true",
            required=mark[4] == "true",
            body=body[mark.end() : end],
        )
        for mark, end in zip(marks, ends, strict=True)
    ]
