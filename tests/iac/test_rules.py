"""Every template keeps every rule. That each rule can fail is shown in test_rules_*.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import all_templates, template_id
from .known_names import known_names
from .rules import RULES, Rule
from .template import Template
from .tools import PROJECT

pytestmark = pytest.mark.iac


def rule_name(rule: Rule) -> str:
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
@pytest.mark.parametrize("path", all_templates(), ids=template_id)
def test_the_template_keeps_the_rule(path: Path, rule: Rule, template: Template) -> None:
    findings = rule(template)
    assert not findings, f"{path}:\n" + "\n".join(findings)


def test_the_table_of_names_is_as_new_as_the_catalog() -> None:
    text = (PROJECT / "patterns_catalog" / "catalog.yaml").read_text("utf-8")
    assert f'reviewed_on: "{known_names()["checked_on"]}"' in text
