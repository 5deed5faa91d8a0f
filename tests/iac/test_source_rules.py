"""Each rule on the text of a configuration finds its defect; the bundles have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_terraform
from .source_rules import SOURCE_RULES, blocks_of

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

resource "aws_lb_target_group" "app" {
  lifecycle {
    create_before_destroy = true
  }
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
        ("= true", "= false", "aws_lb_target_group.app: cannot be replaced"),
    ],
)
def test_a_defect_is_found(tmp_path: Path, right: str, wrong: str, expected: str) -> None:
    path = tmp_path / "main.tf"
    path.write_text(RIGHT, "utf-8")
    assert findings(tmp_path) == []
    assert right in RIGHT
    path.write_text(RIGHT.replace(right, wrong), "utf-8")
    assert expected in "\n".join(findings(tmp_path))
