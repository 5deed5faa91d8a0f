"""Each rule on the text of a configuration finds its defect; the bundles have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_terraform
from .hcl_variables import configuration_text
from .source_rules import SOURCE_RULES, blocks_of, unpinned_versions

RIGHT = """\
resource "aws_appautoscaling_target" "app" {
  resource_id = "service/app/${aws_ecs_service.app.name}"
}

resource "aws_ecs_service" "app" {
  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_secretsmanager_secret_version" "key" {
  secret_string = data.aws_secretsmanager_random_password.key.random_password

  lifecycle {
    ignore_changes = [secret_string]
  }
}

data "aws_secretsmanager_random_password" "key" {
  password_length     = 48
  exclude_punctuation = true
}

resource "aws_lb_target_group" "app" {
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_alias" "live" {
  function_version = aws_lambda_function.app.version
}

resource "aws_cloudwatch_log_group" "app" {
  name_prefix = "/${var.project_name}/app-"
}
"""


MAKES_ROOM = """\
resource "aws_lb_target_group" "app" {
  lifecycle {
    create_before_destroy = true
  }
"""


def findings(folder: Path) -> list[str]:
    return [found for rule in SOURCE_RULES for found in rule(blocks_of(folder))]


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_the_configuration_keeps_every_rule(bundle: Bundle) -> None:
    assert findings(bundle.terraform) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("[desired_count]", "[tags]", "aws_ecs_service.app: scaling changes desired_count"),
        ("[secret_string]", "[]", "aws_secretsmanager_secret_version.key: gets another secret"),
        ("exclude_punctuation = true", "include_space = false", "key: may hold quotation marks"),
        ("punctuation = true", "punctuation = false", "key: may hold quotation marks"),
        ("= 48", "= 12", "random_password.key: is shorter than 32"),
        ("destroy = true", "destroy = false", "aws_lb_target_group.app: cannot be replaced"),
        (
            MAKES_ROOM,
            'resource "aws_cloudfront_cache_policy" "app" {\n',
            "aws_cloudfront_cache_policy.app: cannot be replaced while it is in use",
        ),
        (
            MAKES_ROOM,
            'resource "aws_wafv2_web_acl" "app" {\n  scope       = "CLOUDFRONT"\n',
            "aws_wafv2_web_acl.app: cannot be replaced while it is in use",
        ),
        ("app.name}", "app.name}/${data.aws_region.here.name}", "here.name is deprecated"),
        ("service/app/$", "arn:aws:ecs/$", "arn:aws:ecs/${aws_ecs_service.app.name}"),
        ("aws_lambda_function.app.version", '"1"', "aws_lambda_alias.live: stays at one version"),
        ("var.project_name", "var.price_class", 'is named "/${var.price_class}/app-", without the'),
        ("service/app/$", "$", "is the value itself, without quotes"),
        (
            'resource "aws_lb_target_group" "app" {\n',
            'resource "aws_security_group" "app" {\n  ingress {\n    from_port = 22\n  }\n',
            "aws_security_group.app: ingress inside",
        ),
    ],
)
def test_a_defect_is_found(tmp_path: Path, right: str, wrong: str, expected: str) -> None:
    path = tmp_path / "main.tf"
    path.write_text(RIGHT, "utf-8")
    assert findings(tmp_path) == []
    assert right in RIGHT
    path.write_text(RIGHT.replace(right, wrong), "utf-8")
    assert expected in "\n".join(findings(tmp_path))


PINNED = """\
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_lb" "app" {
  name = "app"
}
"""


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_the_configuration_says_which_versions_it_works_with(bundle: Bundle) -> None:
    assert unpinned_versions(configuration_text(bundle.terraform)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ('  required_version = ">= 1.5"\n', "", ["Terraform: no required_version"]),
        ('\n      version = "~> 6.0"', "", ["aws: no version is asked for"]),
        ('resource "aws_lb"', 'resource "archive_file"', ["archive: no version is asked for"]),
    ],
)
def test_a_version_that_nobody_asks_for_is_found(
    right: str, wrong: str, expected: list[str]
) -> None:
    assert right in PINNED
    assert unpinned_versions(PINNED) == []
    assert unpinned_versions(PINNED.replace(right, wrong)) == expected
