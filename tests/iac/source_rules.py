"""What only the text of a configuration tells: neither a plan nor a state shows `lifecycle`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from .hcl_variables import configuration_text

SourceRule = Callable[[dict[str, str]], list[str]]

_BLOCK = re.compile(r'^(resource|data) "(\w+)" "(\w+)" \{\n(.*?)^\}', re.M | re.S)
_MADE_UP = re.compile(r"= data\.aws_secretsmanager_random_password\.")


def blocks_of(folder: Path) -> dict[str, str]:
    """The text of every resource and data source, by address, as `terraform fmt` lays it out."""
    return {
        f"{'data.' * (kind == 'data')}{name}.{label}": body
        for kind, name, label, body in _BLOCK.findall(configuration_text(folder))
    }


def _ignores(body: str, attribute: str) -> bool:
    found = re.search(r"ignore_changes\s*=\s*\[([^\]]*)\]", body)
    return bool(found and re.search(rf"\b{attribute}\b", found[1]))


def scaled_services_ignore_their_count(blocks: dict[str, str]) -> list[str]:
    """Otherwise each apply sets the number of tasks back to where it began."""
    scaled = {
        name
        for address, body in blocks.items()
        if address.startswith("aws_appautoscaling_target.")
        for name in re.findall(r"\baws_ecs_service\.\w+", body)
    }
    return [
        f"{name}: scaling changes desired_count, and each apply changes it back"
        for name in sorted(scaled & blocks.keys())
        if not _ignores(blocks[name], "desired_count")
    ]


def made_up_secrets_stay(blocks: dict[str, str]) -> list[str]:
    """The data source makes up another password on each run."""
    return [
        f"{address}: gets another secret with each apply (ignore_changes)"
        for address, body in blocks.items()
        if address.startswith("aws_secretsmanager_secret_version.")
        and _MADE_UP.search(body)
        and not _ignores(body, "secret_string")
    ]


def replaced_things_make_room(blocks: dict[str, str]) -> list[str]:
    """A target group or security group in use cannot be deleted before its successor is there."""
    return [
        f"{address}: cannot be replaced while it is in use (create_before_destroy)"
        for address, body in blocks.items()
        if address.startswith(("aws_lb_target_group.", "aws_security_group."))
        and not re.search(r"create_before_destroy\s*= true", body)
    ]


SOURCE_RULES: tuple[SourceRule, ...] = (
    scaled_services_ignore_their_count,
    made_up_secrets_stay,
    replaced_things_make_room,
)
