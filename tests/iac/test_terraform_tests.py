"""`terraform test` with mocked providers: what decides, written in Terraform's own words.

The tests stand in tftest/<slug>/ and are no part of what is shipped.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_terraform
from .terraform import Step, prepare
from .tools import PROJECT, Tools

pytestmark = pytest.mark.iac
TESTS = PROJECT / "tests" / "iac" / "tftest"


def outcome_of(tools: Tools, bundle: Bundle, scratch: Path, configuration: Path) -> Step:
    shutil.copytree(TESTS / bundle.slug, configuration / "tests")
    workspace = prepare(tools, configuration, scratch).initialised()
    return workspace.run("test", "-no-color")


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_the_configuration_passes_its_terraform_tests(
    bundle: Bundle, tools: Tools, tmp_path: Path
) -> None:
    configuration = bundle.lay_out(bundle.terraform, tmp_path / "configuration")
    step = outcome_of(tools, bundle, tmp_path, configuration)
    assert step.passed, step.run.text
    written = sum(
        len(re.findall(r"^run ", path.read_text("utf-8"), re.M))
        for path in (TESTS / bundle.slug).glob("*.tftest.hcl")
    )
    assert f"{written} passed, 0 failed" in step.run.output


def test_a_broken_configuration_fails_its_terraform_tests(tools: Tools, tmp_path: Path) -> None:
    bundle = next(found for found in with_terraform() if found.slug == "alb-ecs")
    configuration = bundle.lay_out(bundle.terraform, tmp_path / "configuration")
    path = configuration / "load_balancer.tf"
    text = path.read_text("utf-8")
    assert 'local.https ? "redirect"' in text
    path.write_text(text.replace('local.https ? "redirect"', 'local.https ? "forward"'), "utf-8")
    step = outcome_of(tools, bundle, tmp_path, configuration)
    assert not step.passed
