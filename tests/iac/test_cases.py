"""Which values a bundle is planned with, and what the harness makes of Terraform's answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from .__main__ import bundle_of
from .cases import Parameters, answer_cases, existing_cases, flag_cases, forbidden_cases, mixtures
from .terraform import Step, clean_environment, problems, used_types
from .tools import OVERRIDE, Run, ToolsMissing, find_tools


def step(name: str, code: int, errors: str = "", output: str = "") -> Step:
    return Step(name=name, run=Run(code=code, output=output, errors=errors))


def test_a_case_takes_the_same_rule_of_every_parameter() -> None:
    parameters: Parameters = {
        "count": {"type": "number", "from_answers": [{"value": 2}, {"value": 9}]},
        "size": {"type": "text", "from_answers": [{"value": "large"}]},
        "name": {"type": "text"},
    }
    assert answer_cases(parameters) == [{"count": 2, "size": "large"}, {"count": 9}]


def test_flags_are_turned_the_other_way_round() -> None:
    parameters: Parameters = {
        "log": {"type": "flag", "default": True},
        "name": {"type": "text", "default": ""},
    }
    assert flag_cases(parameters) == [{"log": False}]


def test_any_two_values_are_apart_in_some_mixture() -> None:
    values = dict.fromkeys("abcdefg", True)
    cases = mixtures(values)
    assert cases[0] == values
    assert len(cases) == 4
    pairs = [(one, other) for one in values for other in values if one < other]
    assert all(any((a in case) != (b in case) for case in cases) for a, b in pairs)


def test_something_existing_is_given_only_where_nothing_is_the_default() -> None:
    parameters: Parameters = {
        "vpc_id": {"type": "text", "default": ""},
        "domain_name": {"type": "text", "default": "example.org"},
    }
    assert list(existing_cases(parameters)[0]) == ["vpc_id"]


def test_forbidden_values_lie_just_outside_the_limits() -> None:
    parameters: Parameters = {
        "count": {"type": "number", "minimum": 1, "maximum": 9},
        "days": {"type": "number", "allowed": [1, 7]},
        "name": {"type": "text", "pattern": "[a-z]+"},
        "any": {"type": "text", "pattern": "(?s).*"},
    }
    low, high = forbidden_cases(parameters)
    assert (low["count"], low["days"], high) == (0, -1, {"count": 10})
    assert "name" in low
    assert "any" not in low


def test_a_refusal_is_one_in_the_words_of_the_configuration_alone() -> None:
    own = "Error: Invalid value for variable\n │ var.name is 1\n"
    assert step("plan", 1, own).refused
    assert step("plan", 1, own).refused_variables == {"name"}
    assert not step("plan", 1, own + "Error: Invalid index\n").refused
    assert not step("plan", 0).refused


def test_a_failure_and_a_warning_are_both_problems() -> None:
    warned = step("validate", 0, output="Warning: Deprecated attribute\n\nUse region.\n")
    found = problems([step("fmt", 3, output="-a\n+b"), warned])
    assert found[0] == "terraform fmt failed:\n-a\n+b"
    assert found[1].startswith("terraform validate warns:\nWarning: Deprecated attribute")


def test_resources_and_data_sources_in_use_are_collected(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_lb" "a" {}\ndata "aws_vpc" "b" {}\n', "utf-8")
    assert used_types(tmp_path) == {"aws_lb", "data.aws_vpc"}


def test_settings_and_credentials_of_the_caller_are_left_out() -> None:
    given = {"TF_VAR_name": "x", "AWS_PROFILE": "y", "PATH": "/bin"}
    assert clean_environment(given) == {"PATH": "/bin"}


def test_missing_tools_are_reported_with_the_command_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(ToolsMissing, match="make test"):
        find_tools({OVERRIDE: str(tmp_path)})


def test_a_bundle_is_found_from_anywhere_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "slug" / "bundles"
    (folder / "terraform").mkdir(parents=True)
    for path in (tmp_path / "slug", folder, folder / "terraform"):
        assert bundle_of(path).folder == folder.resolve()
    with pytest.raises(SystemExit, match="no bundle"):
        bundle_of(tmp_path / "elsewhere" / "far" / "off")
