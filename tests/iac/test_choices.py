"""Every choice that a Rule ties together is tried in Terraform's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, with_both
from .cfn_yaml import load_template
from .choices import choice_tests, tied_choices
from .template import Template
from .terraform_tests import run_tests
from .tools import Tools

TEMPLATE = """
Parameters:
  Cpu: {Type: Number, AllowedValues: [256, 512]}
  Memory: {Type: Number, AllowedValues: [512, 2048]}
  Name: {Type: String}
Rules:
  Fits: {Assertions: [{Assert: !Or [!Equals [!Ref Cpu, '512'], !Equals [!Ref Memory, '512']]}]}
  Named: {Assertions: [{Assert: !Or [!Equals [!Ref Cpu, '512'], !Equals [!Ref Name, '']]}]}
"""
PARAMETERS = "cpu: {type: number}\nmemory: {type: number}\nname: {type: text}\n"
CONFIGURATION = """\
resource "aws_ecs_task_definition" "app" {
  lifecycle {
    precondition {
      condition = var.cpu == 512 || var.memory == 512
    }
  }
}
"""
MOCK = 'mock_provider "aws" {\n}\n'


@pytest.fixture(name="small")
def small_bundle(tmp_path: Path) -> Bundle:
    texts = {
        "parameters.yaml": PARAMETERS,
        "cloudformation/template.yaml": TEMPLATE,
        "terraform/main.tf": CONFIGURATION,
        "tests/own.tftest.hcl": MOCK,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return Bundle(tmp_path)


def test_only_choices_are_tied_together() -> None:
    assert tied_choices(Template(load_template(TEMPLATE))) == [("Cpu", "Memory")]


def test_what_the_template_refuses_terraform_must_refuse(small: Bundle) -> None:
    text = choice_tests(small, small.folder / "tests")
    assert text.startswith(MOCK)
    refused = "expect_failures = [aws_ecs_task_definition.app]"
    runs = {run.split('"')[0]: refused in run for run in text.split('run "')[1:]}
    assert runs == {
        "cpu_256_memory_512": False,
        "cpu_256_memory_2048": True,
        "cpu_512_memory_512": False,
        "cpu_512_memory_2048": False,
    }


def test_a_refusal_is_expected_even_where_no_condition_names_both(small: Bundle) -> None:
    path = small.terraform / "main.tf"
    path.write_text(CONFIGURATION.replace("var.memory == 512", "false"), "utf-8")
    assert "expect_failures = [var.cpu]" in choice_tests(small, small.folder / "tests")


@pytest.mark.iac
@pytest.mark.parametrize("wrong", ["[512, 1024, 4096]", "[512, 1024]"])
def test_one_wrong_choice_is_noticed(tools: Tools, tmp_path: Path, wrong: str) -> None:
    bundle = next(found for found in with_both() if found.slug == "alb-ecs")
    configuration = bundle.lay_out(bundle.terraform, tmp_path / "configuration")
    path = configuration / "service.tf"
    text = path.read_text("utf-8")
    assert "256  = [512, 1024, 2048]" in text
    path.write_text(text.replace("256  = [512, 1024, 2048]", f"256  = {wrong}"), "utf-8")
    step = run_tests(tools, bundle, tmp_path, configuration)
    assert "task_cpu_256_task_memory_2048" in step.run.text
    assert not step.passed
