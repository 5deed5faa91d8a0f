"""Real Terraform plans and applies every bundle, and has nothing left to change afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_terraform
from .cases import Values, answer_cases, existing_cases, flag_cases, forbidden_cases
from .providers import staying
from .terraform import Step, Workspace, prepare, problems
from .tools import Tools

pytestmark = pytest.mark.iac
PROCESSES = 2

CORRECT = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_lb_target_group" "main" {
  name_prefix = "app-"
  port        = 80
  protocol    = "HTTP"
  vpc_id      = "vpc-12345678"
}
"""
WAF_RULE = """
resource "aws_wafv2_web_acl" "main" {
  name  = "main"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "flood"
    priority = 1
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limitt = 2000
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "flood"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "main"
    sampled_requests_enabled   = true
  }
}
"""


class Proof:
    """The steps of one bundle with its defaults, and a plan for each other set of values."""

    def __init__(self, bundle: Bundle, tools: Tools, scratch: Path) -> None:
        configuration = bundle.lay_out(bundle.terraform, scratch / "configuration")
        workspace = prepare(tools, configuration, scratch)
        self.steps = list(workspace.prove())
        parameters = bundle.parameters()
        with staying(tools, configuration) as reattach:
            workspace = replace(workspace, reattach=reattach)
            self.answered = self._plan(workspace, answer_cases(parameters))
            self.optional = self._plan(
                workspace, [*flag_cases(parameters), *existing_cases(parameters)]
            )
            self.forbidden = self._plan(workspace, forbidden_cases(parameters))

    def _plan(self, workspace: Workspace, cases: Sequence[Values]) -> list[tuple[Values, Step]]:
        if not all(step.passed for step in self.steps if step.name in {"init", "validate"}):
            return []  # the first test says why; every plan would say it again
        return [(case, workspace.plan(case)) for case in cases]


Prove = Callable[[Bundle], Proof]


@pytest.fixture(scope="session")
def prove(
    request: pytest.FixtureRequest, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prove]:
    """The proof of a bundle. All that the chosen tests ask for are made together, two at a time."""
    with ThreadPoolExecutor(PROCESSES) as pool:
        made: dict[str, Future[Proof]] = {
            bundle.slug: pool.submit(Proof, bundle, tools, tmp_path_factory.mktemp(bundle.slug))
            for bundle in asked_for(request.session.items)
        }
        yield lambda bundle: made[bundle.slug].result()


def asked_for(items: Sequence[pytest.Item]) -> list[Bundle]:
    """The bundles of the tests that use a proof, each once."""
    found: dict[str, Bundle] = {}
    for item in items:
        if isinstance(item, pytest.Function) and "prove" in item.fixturenames:
            bundle = item.callspec.params["bundle"]
            assert isinstance(bundle, Bundle)
            found[bundle.slug] = bundle
    return list(found.values())


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_it_applies_and_a_second_plan_changes_nothing(bundle: Bundle, prove: Prove) -> None:
    steps = prove(bundle).steps
    assert problems(steps) == []
    assert [step.name for step in steps][-2:] == ["apply", "plan"]


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_it_plans_with_every_value_that_answers_can_set(bundle: Bundle, prove: Prove) -> None:
    failed = {str(case): step.complaint for case, step in prove(bundle).answered if not step.passed}
    assert failed == {}


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_every_option_plans_or_is_refused_in_its_own_words(bundle: Bundle, prove: Prove) -> None:
    failed = {
        str(case): step.complaint
        for case, step in prove(bundle).optional
        if not (step.passed or step.refused)
    }
    assert failed == {}


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_it_refuses_every_value_that_parameters_yaml_rules_out(
    bundle: Bundle, prove: Prove
) -> None:
    accepted = [
        f"{name} = {case[name]!r}"
        for case, step in prove(bundle).forbidden
        for name in sorted(case.keys() - step.refused_variables)
    ]
    assert accepted == []


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_it_ships_no_lock_file(bundle: Bundle) -> None:
    assert list(bundle.folder.rglob(".terraform.lock.hcl")) == []


def steps_of(tools: Tools, tmp_path: Path, text: str) -> list[Step]:
    configuration = tmp_path / "configuration"
    configuration.mkdir()
    (configuration / "main.tf").write_text(text, "utf-8")
    return list(prepare(tools, configuration, tmp_path).prove())


def test_a_correct_configuration_passes_every_step(tools: Tools, tmp_path: Path) -> None:
    steps = steps_of(tools, tmp_path, CORRECT)
    assert problems(steps) == []
    assert [step.name for step in steps] == ["fmt", "init", "validate", "plan", "apply", "plan"]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (CORRECT.replace("protocol ", "protokol "), "Unsupported argument"),
        (CORRECT.replace('"app-"', "var.name"), "Reference to undeclared input variable"),
        (CORRECT.replace('"app-"', "data.aws_region.here.id"), "Reference to undeclared resource"),
        (CORRECT + WAF_RULE, "An argument named"),
        (CORRECT.replace("port        =", "port ="), "terraform fmt failed"),
    ],
    ids=["misspelt argument", "undeclared variable", "undeclared data", "waf rule", "layout"],
)
def test_a_defect_is_found(tools: Tools, tmp_path: Path, wrong: str, expected: str) -> None:
    assert expected in "\n".join(problems(steps_of(tools, tmp_path, wrong)))


def test_an_archive_of_missing_files_is_found(tools: Tools, tmp_path: Path) -> None:
    archive = """\
data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}
"""
    assert "src: no such file" in "\n".join(problems(steps_of(tools, tmp_path, archive)))
