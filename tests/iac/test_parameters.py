"""A bundle's parameters are the same in parameters.yaml, in CloudFormation and in Terraform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .bundles import Bundle, slug, with_template, with_terraform
from .cfn_yaml import load_template
from .hcl_variables import Variable, read_variables, used_variables
from .parity import pascal, template_problems, variable_problems
from .template import Template

DECLARED: dict[str, Any] = {
    "task_count": {
        "type": "number",
        "default": 2,
        "minimum": 1,
        "maximum": 10,
        "description": {"en": "Number of tasks."},
    },
    "existing_vpc_id": {
        "type": "text",
        "default": "",
        "pattern": "(vpc-[0-9a-f]+)?",
        "description": {"en": "A VPC; task_count tasks run in it."},
    },
}
TEMPLATE = """
Parameters:
  TaskCount:
    Type: Number
    Default: 2
    MinValue: 1
    MaxValue: 10
    Description: Number of tasks.
  ExistingVpcId:
    Type: String
    Default: ''
    AllowedPattern: ^(vpc-[0-9a-f]+)?$
    Description: A VPC; TaskCount tasks run in it.
Resources:
  Service: {Type: 'AWS::ECS::Service', Properties: {DesiredCount: !Ref TaskCount}}
Outputs:
  Vpc: {Value: !Sub 'in ${ExistingVpcId}'}
"""
VARIABLES = """\
variable "task_count" {
  description = "Number of tasks."
  type        = number
  default     = 2

  validation {
    condition     = var.task_count >= 1 && var.task_count <= 10
    error_message = "1 to 10."
  }
}

variable "existing_vpc_id" {
  description = "A VPC; task_count tasks run in it."
  type        = string
  default     = ""
}

output "both" {
  value = [var.task_count, var.existing_vpc_id]
}
"""


def template_findings(text: str) -> list[str]:
    return template_problems(DECLARED, Template(load_template(text)))


def variable_findings(folder: Path, text: str) -> list[str]:
    (folder / "variables.tf").write_text(text, "utf-8")
    return variable_problems(DECLARED, read_variables(folder), used_variables(folder))


@pytest.mark.parametrize("bundle", with_template(), ids=slug)
def test_the_template_has_the_parameters_of_the_bundle(bundle: Bundle) -> None:
    template = Template(load_template(bundle.template.read_text("utf-8")))
    problems = template_problems(bundle.parameters(), template)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_terraform_has_the_parameters_of_the_bundle(bundle: Bundle) -> None:
    folder = bundle.terraform
    problems = variable_problems(
        bundle.parameters(), read_variables(folder), used_variables(folder)
    )
    assert not problems, "\n".join(problems)


def test_equal_declarations_have_no_problem(tmp_path: Path) -> None:
    assert template_findings(TEMPLATE) == []
    assert variable_findings(tmp_path, VARIABLES) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("TaskCount:\n    Type", "Tasks:\n    Type", "TaskCount: the template does not declare it"),
        ("TaskCount:\n    Type", "Tasks:\n    Type", "Tasks: parameters.yaml does not declare it"),
        ("Type: Number", "Type: String", "TaskCount: Type is 'String'"),
        ("Default: 2", "Default: 3", "TaskCount: Default is 3"),
        ("MaxValue: 10", "MaxValue: 11", "TaskCount: MaxValue is 11"),
        ("    MinValue: 1\n", "", "TaskCount: MinValue is None"),
        ("(vpc-", "(v-", "ExistingVpcId: AllowedPattern"),
        ("Number of", "Count of", "TaskCount: Description"),
        ("!Ref TaskCount", "2", "TaskCount: the template does not use it"),
        ("${ExistingVpcId}", "x", "ExistingVpcId: the template does not use it"),
    ],
)
def test_a_difference_in_the_template_is_found(right: str, wrong: str, expected: str) -> None:
    assert right in TEMPLATE
    assert expected in "\n".join(template_findings(TEMPLATE.replace(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ('"task_count" {', '"tasks" {', "task_count: Terraform does not declare it"),
        ('"task_count" {', '"tasks" {', "tasks: parameters.yaml does not declare it"),
        ("= number", "= string", "task_count: type is 'string'"),
        ("= 2", "= 3", "task_count: default is '3'"),
        ("Number of", "Count of", "task_count: description"),
        ("[var.task_count, ", "[", "task_count: Terraform does not use it"),
    ],
)
def test_a_difference_in_terraform_is_found(
    tmp_path: Path, right: str, wrong: str, expected: str
) -> None:
    assert right in VARIABLES
    assert expected in "\n".join(variable_findings(tmp_path, VARIABLES.replace(right, wrong)))


def test_a_list_may_stand_on_several_lines(tmp_path: Path) -> None:
    text = (
        'variable "zones" {\n  type    = list(string)\n  default = [\n    "a",\n    "b",\n  ]\n}\n'
    )
    (tmp_path / "variables.tf").write_text(text, "utf-8")
    expected = Variable(name="zones", type="list(string)", description="", default=["a", "b"])
    assert read_variables(tmp_path)["zones"] == expected


def test_a_name_is_written_in_pascal_case_in_a_template() -> None:
    assert pascal("web_acl_arn") == "WebAclArn"
