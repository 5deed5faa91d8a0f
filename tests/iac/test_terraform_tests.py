"""Every configuration passes its `terraform test`; a broken one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_terraform
from .terraform_tests import run_tests
from .tools import Tools

pytestmark = pytest.mark.iac


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_the_configuration_passes_its_terraform_tests(
    bundle: Bundle, tools: Tools, tmp_path: Path
) -> None:
    configuration = bundle.lay_out(bundle.terraform, tmp_path / "configuration")
    step = run_tests(tools, bundle, tmp_path, configuration)
    assert step.passed, step.run.text
    written = sum(
        len(re.findall(r"^run ", path.read_text("utf-8"), re.M))
        for path in (configuration / "tests").glob("*.tftest.hcl")
    )
    assert f"{written} passed, 0 failed" in step.run.output


def test_a_broken_configuration_fails_its_terraform_tests(tools: Tools, tmp_path: Path) -> None:
    bundle = next(found for found in with_terraform() if found.slug == "alb-ecs")
    configuration = bundle.lay_out(bundle.terraform, tmp_path / "configuration")
    path = configuration / "load_balancer.tf"
    text = path.read_text("utf-8")
    assert 'local.https ? "redirect"' in text
    path.write_text(text.replace('local.https ? "redirect"', 'local.https ? "forward"'), "utf-8")
    step = run_tests(tools, bundle, tmp_path, configuration)
    assert not step.passed
