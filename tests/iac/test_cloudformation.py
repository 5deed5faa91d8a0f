"""Every CloudFormation template passes cfn-lint with its informational rules on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .bundles import all_templates, template_id
from .cfn_yaml import load_template
from .linting import SAM_OUTPUT_EXEMPT, lint, regions_of, translate
from .template import Template
from .tools import Tools

pytestmark = pytest.mark.iac

WRONG_PORT = """
Resources:
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 99999
      Protocol: HTTP
      VpcId: vpc-12345678
"""


# What `aws cloudformation deploy` takes without a bucket for the template.
LARGEST_TEMPLATE = 51_200


def source(path: Path) -> Template:
    return Template(load_template(path.read_text("utf-8")))


def sam_templates() -> list[Path]:
    return [path for path in all_templates() if source(path).is_sam]


@pytest.mark.parametrize("path", all_templates(), ids=template_id)
def test_the_template_is_deployed_without_a_bucket(path: Path) -> None:
    assert path.stat().st_size <= LARGEST_TEMPLATE


@pytest.mark.parametrize("path", all_templates(), ids=template_id)
def test_the_template_has_no_finding(path: Path, tools: Tools) -> None:
    findings = lint(tools, path, regions_of(source(path)))
    assert not findings, findings


@pytest.mark.parametrize("path", sam_templates(), ids=template_id)
def test_what_sam_makes_of_the_template_has_no_finding(
    path: Path, tools: Tools, tmp_path: Path
) -> None:
    translated = tmp_path / "translated.json"
    translated.write_text(json.dumps(translate(tools, path)), "utf-8")
    findings = lint(tools, translated, regions_of(source(path)), SAM_OUTPUT_EXEMPT)
    assert not findings, findings


def test_a_wrong_value_is_found(tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(WRONG_PORT, "utf-8")
    assert "E3034" in lint(tools, path, ("us-east-1",))


def test_a_template_is_linted_in_one_region_only_where_a_rule_says_so() -> None:
    equals = {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}
    guarded = Template({"Rules": {"Here": {"Assertions": [{"Assert": equals}]}}})
    assert regions_of(guarded) == ("us-east-1",)
    assert regions_of(Template({})) == ("us-east-1", "ap-northeast-1")
