"""What roles may do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..template import Resource, Template, references, walk

# Policies of AWS that let a function or a task write its logs.
_WRITES_LOGS = re.compile(r"service-role/(AWSLambda\w*Execution|AmazonECSTaskExecution)\w*Role")
_WIDE = re.compile(r"\*|[a-z0-9-]+:\*|dynamodb:Scan|iam:PassRole")


def statements(template: Template, role: Resource) -> Iterator[Mapping[str, Any]]:
    """Of the policies in the role and of those that name it."""
    attached = [
        policy.properties.get("PolicyDocument")
        for policy in template.of_type("AWS::IAM::Policy", "AWS::IAM::RolePolicy")
        if role.name
        in references([*policy.properties.get("Roles", []), policy.properties.get("RoleName")])
    ]
    for _path, node in walk([role.properties.get("Policies"), attached]):
        if isinstance(node, Mapping) and "Action" in node and "Effect" in node:
            yield node


def _actions(statement: Mapping[str, Any]) -> list[str]:
    given = statement["Action"]
    return [str(action) for action in (given if isinstance(given, list) else [given])]


def may(template: Template, role: Resource, action: str) -> bool:
    named = [name for made in statements(template, role) for name in _actions(made)]
    managed = str(role.properties.get("ManagedPolicyArns"))
    return action in named or (action.startswith("logs:") and bool(_WRITES_LOGS.search(managed)))


def roles_name_what_they_allow(template: Template) -> list[str]:
    """No whole service, no reading of a whole table: a role allows what its code calls."""
    return [
        f"{role.name}: may {action}"
        for role in template.of_type("AWS::IAM::Role")
        for statement in statements(template, role)
        if statement["Effect"] == "Allow"
        for action in _actions(statement)
        if _WIDE.fullmatch(action)
    ]


def execution_roles_may_write_logs(template: Template) -> list[str]:
    return [
        f"{role.name}: runs tasks that write to awslogs, and may not"
        for task in template.of_type("AWS::ECS::TaskDefinition")
        if any("awslogs" in template.texts(node) for _path, node in walk(task.properties))
        for name in references(task.properties.get("ExecutionRoleArn"))
        if (role := template.resource(name)) and not may(template, role, "logs:PutLogEvents")
    ]


_USERS = {
    "AWS::ECS::TaskDefinition": (("ExecutionRoleArn", "TaskRoleArn"), "ecs-tasks.amazonaws.com"),
    "AWS::Lambda::Function": (("Role",), "lambda.amazonaws.com"),
    "AWS::AppSync::DataSource": (("ServiceRoleArn",), "appsync.amazonaws.com"),
    "AWS::AppSync::GraphQLApi": (("LogConfig",), "appsync.amazonaws.com"),
    "AWS::ApiGateway::Account": (("CloudWatchRoleArn",), "apigateway.amazonaws.com"),
}


def roles_trust_who_uses_them(template: Template) -> list[str]:
    return [
        f"{role.name}: does not trust {service}, which {made.name} is run by"
        for made in template.of_type(*_USERS)
        for keys, service in [_USERS[made.type]]
        for name in references([made.properties.get(key) for key in keys])
        if (role := template.resource(name)) and role.type == "AWS::IAM::Role"
        if service
        not in [node for _path, node in walk(role.properties.get("AssumeRolePolicyDocument"))]
    ]


# What no resource can be named for.
_ANYWHERE = {
    "ecr:GetAuthorizationToken",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}


def roles_name_where_it_is_allowed(template: Template) -> list[str]:
    return [
        f"{role.name}: may {action} anywhere (Resource)"
        for role in template.of_type("AWS::IAM::Role")
        for statement in statements(template, role)
        if statement["Effect"] == "Allow" and statement.get("Resource") == "*"
        for action in _actions(statement)
        if action not in _ANYWHERE
    ]


RULES = (
    roles_name_what_they_allow,
    roles_name_where_it_is_allowed,
    roles_trust_who_uses_them,
    execution_roles_may_write_logs,
)
