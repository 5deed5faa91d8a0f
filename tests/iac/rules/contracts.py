"""What code asks for, and what its role and its surroundings let it have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..template import Resource, Template, references, walk
from .roles import statements

_TABLE = "AWS::DynamoDB::Table"
_APPSYNC_SECONDS = 30
_COMMAND = re.compile(r"\bnew (Get|Put|Update|Delete|Query|Scan)(?:Item)?Command\(")
# What a resolver calls of @aws-appsync/utils/dynamodb, and the right it takes.
_OPERATION = re.compile(r"\bddb\.(get|put|update|remove|query|scan)\(")
_RIGHTS = {
    "get": "dynamodb:GetItem",
    "put": "dynamodb:PutItem",
    "update": "dynamodb:UpdateItem",
    "delete": "dynamodb:DeleteItem",
    "remove": "dynamodb:DeleteItem",
    "query": "dynamodb:Query",
    "scan": "dynamodb:Scan",
}


def rights_of(code: str) -> set[str]:
    """The actions on a table that the commands in `code` take."""
    return {_RIGHTS[name.lower()] for name in _COMMAND.findall(code)}


def granted(template: Template, role: Resource) -> set[str]:
    """The actions on tables that `role` allows."""
    return {
        str(action)
        for statement in statements(template, role)
        if statement["Effect"] == "Allow"
        for action in _listed(statement["Action"])
        if str(action).startswith("dynamodb:")
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def roles_allow_what_inline_code_sends(template: Template) -> list[str]:
    """Of code in files, shipped_files.py asks the same."""
    return [
        f"{role.name}: {fault}"
        for function in template.of_type("AWS::Lambda::Function")
        if isinstance(code := function.properties.get("Code", {}).get("ZipFile"), str)
        for name in references(function.properties.get("Role"))
        if (role := template.resource(name)) is not None
        for fault in rights_at_odds(rights_of(code), granted(template, role))
    ]


def rights_at_odds(needed: set[str], given: set[str]) -> Iterator[str]:
    yield from (f"does not allow {name}, which the code sends" for name in sorted(needed - given))
    yield from (f"allows {name}, which no code sends" for name in sorted(given - needed))


def resolvers_may_do_what_they_ask(template: Template) -> list[str]:
    """The role of a data source allows what the resolvers on it ask for, and no more."""
    findings = []
    for source in template.of_type("AWS::AppSync::DataSource"):
        if source.properties.get("Type") != "AMAZON_DYNAMODB":
            continue
        asked = {
            _RIGHTS[found]
            for resolver in template.of_type("AWS::AppSync::Resolver")
            if source.name in references(resolver.properties.get("DataSourceName"))
            for found in _OPERATION.findall(str(resolver.properties.get("Code")))
        }
        for name in references(source.properties.get("ServiceRoleArn")):
            if (role := template.resource(name)) is not None:
                faults = rights_at_odds(asked, granted(template, role))
                findings += [f"{role.name}: {fault}" for fault in faults]
    return findings


def queries_of_an_index_are_allowed_there(template: Template) -> list[str]:
    """The right to query a table is not the one to query its indexes."""
    indexed = {
        table.name
        for table in template.of_type(_TABLE)
        if "GlobalSecondaryIndexes" in table.properties
    }
    return [
        f"{role.name}: may query {', '.join(sorted(tables))}, and no index of it"
        for role in template.of_type("AWS::IAM::Role")
        for statement in statements(template, role)
        if "dynamodb:Query" in _listed(statement["Action"])
        if (tables := references(statement.get("Resource")) & indexed)
        and not any("/index/" in str(node) for _path, node in walk(statement.get("Resource")))
    ]


def data_sources_may_invoke_their_function(template: Template) -> list[str]:
    return [
        f"{role.name}: may not invoke the function of {source.name}"
        for source in template.of_type("AWS::AppSync::DataSource")
        if source.properties.get("Type") == "AWS_LAMBDA"
        for name in references(source.properties.get("ServiceRoleArn"))
        if (role := template.resource(name)) is not None
        and not any(
            "lambda:InvokeFunction" in _listed(statement["Action"])
            for statement in statements(template, role)
        )
    ]


def functions_end_before_graphql_gives_up(template: Template) -> list[str]:
    behind = {
        name
        for source in template.of_type("AWS::AppSync::DataSource")
        for name in references(source.properties.get("LambdaConfig"))
    }
    return [
        f"{function.name}: runs for up to {seconds:g} s, AppSync waits {_APPSYNC_SECONDS} s"
        for function in template.of_type("AWS::Lambda::Function")
        if function.name in behind
        for seconds in template.largest(function.properties.get("Timeout", 3))
        if seconds > _APPSYNC_SECONDS
    ]


def operations_are_handled_by_their_namesake(template: Template) -> list[str]:
    """`operationId: createItem` is what handlers/createItem does."""
    return [
        f"{name}: handles {operation['operationId']} with {handler}"
        for api in template.of_type("AWS::ApiGateway::RestApi")
        for _path, operation in walk(api.properties.get("Body", {}).get("paths"))
        if isinstance(operation, Mapping) and "operationId" in operation
        for alias in references(operation.get("x-amazon-apigateway-integration", {}).get("uri"))
        for name in _functions(template, alias)
        for handler in [str(_handler(template, name))]
        if str(operation["operationId"]) not in re.split(r"[/.]", handler)
    ]


def _functions(template: Template, name: str) -> set[str]:
    made = template.resource(name)
    named = references(made.properties.get("FunctionName")) if made is not None else set()
    return {found for found in {name, *named} if _handler(template, found) is not None}


def _handler(template: Template, name: str) -> Any:
    made = template.resource(name)
    return made.properties.get("Handler") if made is not None else None


def tasks_may_pull_from_ecr(template: Template) -> list[str]:
    """The sample's image is public; the user's own will hardly be."""
    needed = "ecr:GetAuthorizationToken"
    return [
        f"{role.name}: cannot pull a private image ({needed})"
        for task in template.of_type("AWS::ECS::TaskDefinition")
        for name in references(task.properties.get("ExecutionRoleArn"))
        if (role := template.resource(name)) is not None
        and "AmazonECSTaskExecutionRolePolicy" not in str(role.properties.get("ManagedPolicyArns"))
        and not any(needed in _listed(one["Action"]) for one in statements(template, role))
    ]


RULES = (
    roles_allow_what_inline_code_sends,
    resolvers_may_do_what_they_ask,
    queries_of_an_index_are_allowed_there,
    data_sources_may_invoke_their_function,
    functions_end_before_graphql_gives_up,
    operations_are_handled_by_their_namesake,
    tasks_may_pull_from_ecr,
)
