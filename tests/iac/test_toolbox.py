"""What stands in for a provider: its schema, the values it invents, the archives it reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .toolbox.archive import ArchiveProblem, read_archive
from .toolbox.policy_document import policy_json
from .toolbox.provider_schema import block_of, folder_of, overlay
from .toolbox.values import Fakes, fill, resolve
from .toolbox.wheel_source import Binding, terraform_type, top_entries

BINDING = """
class ThingRuleOutputReference extends cdktn.ComplexObject {
    // port - computed: false, optional: false, required: true
    get port() {
        return this.getNumberAttribute('port');
    }
}
class ThingRuleList extends cdktn.ComplexList {
}
class Thing extends cdktn.TerraformResource {
    // arn - computed: true, optional: false, required: false
    get arn() {
        return this.getStringAttribute('arn');
    }
    // uris - computed: true, optional: false, required: false
    _uris = new cdktn.StringMap(this, "uris");
    // zones - computed: false, optional: true, required: false
    get zones() {
        return cdktn.Fn.tolist(this.getListAttribute('zones'));
    }
    // rule - computed: false, optional: false, required: true
    _rule = new ThingRuleList(this, "rule", true);
    synthesizeHclAttributes() {
        const attrs = {
            zones: {
                value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._zones),
                isBlock: false,
                type: "set",
                storageClassType: "stringList",
            },
            rule: {
                value: cdktn.listMapperHcl(thingRuleToHclTerraform, true)(this._rule.internalValue),
                isBlock: true,
                type: "set",
                storageClassType: "ThingRuleList",
            },
        };
    }
}
Thing.tfResourceType = "aws_thing";
"""
BLOCK: dict[str, Any] = {
    "attributes": {
        "arn": {"type": "string", "computed": True},
        "name": {"type": "string", "required": True},
    },
    "block_types": {
        "rule": {
            "nesting_mode": "list",
            "block": {
                "attributes": {"id": {"type": "string", "computed": True}},
                "block_types": {},
            },
        }
    },
}
UNKNOWN = object()


@pytest.fixture
def fakes(tmp_path: Path) -> Fakes:
    path = tmp_path / "fakes.json"
    path.write_text('{"aws_zones": {"names": ["a", "b"]}}', "utf-8")
    return Fakes(path)


def thing_block() -> dict[str, Any]:
    binding = Binding(BINDING)
    assert binding.top is not None
    return block_of(binding, "Thing", top_entries(binding.top))


def test_a_schema_is_read_from_its_binding() -> None:
    assert thing_block() == {
        "attributes": {
            "arn": {"computed": True, "type": "string"},
            "uris": {"computed": True, "type": ["map", "string"]},
            "zones": {"optional": True, "type": ["set", "string"]},
        },
        "block_types": {
            "rule": {
                "block": {
                    "attributes": {"port": {"required": True, "type": "number"}},
                    "block_types": {},
                },
                "nesting_mode": "set",
                "min_items": 1,
            }
        },
    }


def test_a_binding_names_its_terraform_type() -> None:
    top = Binding(BINDING).top
    assert top is not None
    assert terraform_type(top) == "aws_thing"
    assert Binding("const a = 1;").top is None


def test_a_resource_and_a_data_source_stand_in_folders_of_their_own() -> None:
    assert folder_of("aws_lb_listener", "aws") == "lb-listener"
    assert folder_of("data.aws_vpc", "aws") == "data-aws-vpc"


def test_a_block_written_by_hand_replaces_an_attribute_without_a_type() -> None:
    schema: dict[str, Any] = {"resource_schemas": {"aws_thing": {"block": thing_block()}}}
    overlay(schema, {"aws_thing": {"rule/port": {"block": {}}}, "aws_other": {"a": {}}})
    rule = schema["resource_schemas"]["aws_thing"]["block"]["block_types"]["rule"]["block"]
    assert rule == {"attributes": {}, "block_types": {"port": {"block": {}}}}


def test_computed_values_are_unknown_until_they_are_applied(fakes: Fakes) -> None:
    given = {"name": "x", "rule": [{}]}
    planned = fill(BLOCK, given, lambda _name, _kind: UNKNOWN)
    assert planned == {"name": "x", "arn": UNKNOWN, "rule": [{"id": UNKNOWN}]}
    applied = resolve(BLOCK, planned, UNKNOWN, fakes.of("aws_thing"))
    assert applied == {
        "name": "x",
        "arn": "arn:aws:fake:us-east-1:123456789012:aws_thing/arn",
        "rule": [{"id": "fake-aws_thing-id"}],
    }


def test_an_invented_value_has_the_type_and_where_needed_the_form(fakes: Fakes) -> None:
    assert fakes.of("aws_zones")("names", ["list", "string"]) == ["a", "b"]
    assert fakes.of("aws_thing")("tags", ["map", "string"]) == {}
    assert fakes.of("aws_thing")("port", "number") == 0


def test_a_resource_is_made_in_the_region_of_the_provider(fakes: Fakes) -> None:
    assert fakes.of("aws_thing")("region", "string") == "us-east-1"
    fakes.region = "eu-west-1"
    assert fakes.of("aws_thing")("region", "string") == "eu-west-1"


def test_invented_values_of_one_resource_carry_its_mark(fakes: Fakes) -> None:
    fake = fakes.of("aws_thing", "0a1b2c3d")
    assert fake("id", "string") == "fake-aws_thing-id-0a1b2c3d"
    assert str(fake("arn", "string")).endswith(":aws_thing/arn-0a1b2c3d")


def test_a_policy_document_becomes_the_json_it_stands_for() -> None:
    statement = {
        "actions": ["s3:GetObject"],
        "resources": ["b", "a"],
        "principals": [{"type": "Service", "identifiers": ["cloudfront.amazonaws.com"]}],
        "condition": [{"test": "Bool", "variable": "secure", "values": ["false"]}],
    }
    assert json.loads(policy_json({"statement": [statement]})) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": ["a", "b"],
                "Principal": {"Service": "cloudfront.amazonaws.com"},
                "Condition": {"Bool": {"secure": "false"}},
            }
        ],
    }


def test_an_archive_changes_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.mjs").write_text("1", "utf-8")
    first = read_archive({"source_dir": str(tmp_path)})
    (tmp_path / "a.mjs").write_text("2", "utf-8")
    second = read_archive({"source_dir": str(tmp_path)})
    assert first["output_base64sha256"] != second["output_base64sha256"]


def test_an_archive_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveProblem, match="no such file"):
        read_archive({"source_dir": str(tmp_path / "none")})
    with pytest.raises(ArchiveProblem, match="one of source"):
        read_archive({"type": "zip"})
