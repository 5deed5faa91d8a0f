"""The map between the formats: what it leaves out and what differs is found in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .applied import Applied, Made, read_state
from .cfn_yaml import load_template
from .evaluation import Evaluation
from .mapping import dead_paths, disagreements, order_problems, parity_map, unmapped
from .paths import at, comparable
from .template import Template

MAP = parity_map(
    {
        "resources": {
            "Logs": {"aws_cloudwatch_log_group.app": {"RetentionInDays": "retention_in_days"}},
            "Role": {"aws_iam_role_policy.app": {"Policies[0].PolicyDocument": "policy"}},
            "Task": {
                "aws_ecs_service.app": {
                    "AssignPublicIp": {"assign_public_ip": {True: "ENABLED", False: "DISABLED"}},
                    "LogGroup": "log_group @name",
                },
                "aws_nat_gateway.app[0]?": {"NatName": "name"},
            },
        },
        "after": {"Task": ["Role"]},
    }
)
TEMPLATE = load_template("""
Resources:
  Logs: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: 30}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Version: '2012-10-17'
            Statement: {Effect: Allow, Action: logs:PutLogEvents, Resource: !GetAtt Logs.Arn}
  Task:
    Type: AWS::ECS::Service
    DependsOn: Role
    Properties: {AssignPublicIp: ENABLED, LogGroup: !Ref Logs}
""")
LOGS = "arn:aws:fake:us-east-1:123456789012:aws_cloudwatch_log_group/arn-0000aaaa"
POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:PutLogEvents"],'
    f'"Resource":"{LOGS}:*","Sid":"Write"}}]}}'
)


def made(**changed: dict[str, Any]) -> Applied:
    values: dict[str, dict[str, Any]] = {
        "aws_cloudwatch_log_group.app": {"arn": LOGS, "name": "/app", "retention_in_days": 30},
        "aws_iam_role_policy.app": {"policy": POLICY},
        "aws_ecs_service.app": {"assign_public_ip": True, "log_group": "/app"},
    }
    for name, body in changed.items():
        address = next(found for found in values if found.startswith(name))
        values[address] = {**values[address], **body}
    return Applied(
        tuple(
            Made(
                address=address,
                type=address.split(".")[0],
                values=body,
                after=frozenset({"aws_iam_role_policy.app"} if "ecs" in address else ()),
            )
            for address, body in values.items()
        )
    )


def found(applied: Applied) -> str:
    return "\n".join(disagreements(MAP, Evaluation(TEMPLATE, {}), applied))


def test_equal_resources_do_not_disagree() -> None:
    assert found(made()) == ""


@pytest.mark.parametrize(
    ("name", "changed", "expected"),
    [
        ("aws_cloudwatch", {"retention_in_days": 7}, "Logs.RetentionInDays is '30'"),
        ("aws_ecs_service", {"assign_public_ip": False}, "Task.AssignPublicIp is 'ENABLED'"),
        ("aws_ecs_service", {"log_group": "/other"}, "Task.LogGroup is '/app'"),
        ("aws_iam", {"policy": POLICY.replace("Put", "Get")}, "Role.Policies[0].PolicyDocument"),
    ],
)
def test_a_difference_is_found(name: str, changed: dict[str, Any], expected: str) -> None:
    assert expected in found(made(**{name: changed}))


def test_a_resource_that_only_one_format_has_is_found() -> None:
    only_two = Applied(made().resources[:2])
    assert "Task = aws_ecs_service.app: exists only in the template" in found(only_two)
    other = Made(address="aws_vpc.main", type="aws_vpc", values={})
    assert "aws_vpc.main: not in the map" in found(Applied((*made().resources, other)))


def test_what_is_there_only_sometimes_must_be_wanted() -> None:
    gateway = Made(address="aws_nat_gateway.app[0]", type="aws_nat_gateway", values={"name": "a"})
    assert "Task.NatName is None" in found(Applied((*made().resources, gateway)))


def test_a_resource_missing_from_the_map_is_found_in_either_direction(tmp_path: Path) -> None:
    blocks = [address.split("[")[0].split(".") for address in MAP.names]
    text = "\n".join(f'resource "{kind}" "{name}" {{}}' for kind, name in blocks)
    (tmp_path / "main.tf").write_text(text, "utf-8")
    assert unmapped(MAP, TEMPLATE, tmp_path) == []
    (tmp_path / "more.tf").write_text('resource "aws_vpc" "main" {}\n', "utf-8")
    assert unmapped(MAP, TEMPLATE, tmp_path) == ["aws_vpc.main: not in the map"]
    more = {"Resources": {**TEMPLATE["Resources"], "Vpc": {}}}
    assert "Vpc: not in the map" in unmapped(MAP, more, tmp_path)


def test_a_resource_that_does_not_wait_for_what_it_needs_is_found() -> None:
    assert order_problems(MAP, Template(TEMPLATE), made()) == []
    task = {**TEMPLATE["Resources"]["Task"], "DependsOn": []}
    hasty = Template({"Resources": {**TEMPLATE["Resources"], "Task": task}})
    assert order_problems(MAP, hasty, made()) == ["Task: the template may make it before Role"]
    hurried = [
        Made(address=one.address, type=one.type, values=one.values) for one in made().resources
    ]
    expected = ["aws_ecs_service.app: made without waiting for Role"]
    assert order_problems(MAP, Template(TEMPLATE), Applied(tuple(hurried))) == expected


def test_a_path_that_leads_nowhere_is_found() -> None:
    pairs = [(Evaluation(TEMPLATE, {}), made())]
    assert dead_paths(MAP, pairs) == ["Task.NatName = aws_nat_gateway.app[0].name"]


def test_a_path_enters_lists_keys_and_json() -> None:
    node = {"Rules": [{"Name": "a", "Of": [{"x": 1}]}, {"Name": "b"}], "text": '{"a.b": [2]}'}
    assert at(node, "Rules[Name=a].Of[0].x") == 1
    assert at(node, "Rules[*].Name") == ["a", "b"]
    assert at(node, "text[a.b][0]") == 2
    assert at(node, "Rules[Name=c].Of") is None
    assert (at(node, "Rules[1].Of.?"), at(node, "Rules[0].Of.?")) == (False, True)


def test_values_compare_without_regard_to_how_a_format_writes_them() -> None:
    assert comparable(True) == comparable("true")  # noqa: FBT003
    assert comparable(60) == comparable("60")
    assert comparable(["b", "a"]) == comparable(["a", "b"])
    assert comparable({"a": None, "b": []}) is None


def test_a_state_and_a_plan_are_read_alike() -> None:
    body = '{"root_module":{"resources":[{"address":"a.b","type":"a","mode":"managed"}]}}'
    for name in ("values", "planned_values"):
        assert read_state(f'{{"{name}":{body}}}').at("a.b") is not None
