"""How an API calls its functions, and what it tells browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..template import Resource, Template, references, walk

_API = "AWS::ApiGateway::RestApi"
_CALLS = {"get", "put", "post", "patch", "delete", "head"}
_HTTP_API_MS = 30000


def _operations(api: Resource) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(path, method, operation) of everything but preflights."""
    for path, operations in (api.properties.get("Body", {}).get("paths") or {}).items():
        for method, operation in operations.items():
            if method in _CALLS:
                yield path, method.upper(), operation


def functions_may_be_called(template: Template) -> list[str]:
    """API Gateway is let in route by route: without a permission a route answers 500."""
    allowed = {
        (name, method, path)
        for permission in template.of_type("AWS::Lambda::Permission")
        for method, path in _sources(permission.properties.get("SourceArn"))
        for name in references(permission.properties.get("FunctionName"))
    }
    return [
        f"{api.name}: may not call its function for {method} {path}"
        for api in template.of_type(_API)
        for path, method, operation in _operations(api)
        for name in references(operation.get("x-amazon-apigateway-integration", {}).get("uri"))
        if template.resource(name) is not None
        and (name, method, re.sub(r"\{[^}]+\}", "*", path)) not in allowed
    ]


def _sources(node: Any) -> list[tuple[str, str]]:
    """(method, path) at the end of an ARN such as `…:${Api}/prod/GET/items/*`."""
    texts = [text for _path, text in walk(node) if isinstance(text, str)]
    found = (re.search(r"\}/[^/]+/([A-Z]+)(/.*)$", text) for text in texts)
    return [(one[1], one[2]) for one in found if one]


def preflights_name_what_may_follow(template: Template) -> list[str]:
    """A browser sends no method that the preflight of its path leaves out."""
    return [
        f"{api.name}: the preflight of {path} leaves out {method}"
        for api in template.of_type(_API)
        for path, method, _operation in _operations(api)
        for own, node in walk(api.properties["Body"]["paths"][path].get("options"))
        if own[-1:] == ("method.response.header.Access-Control-Allow-Methods",)
        and method not in re.findall(r"[A-Z]+", str(node))
    ]


def errors_can_be_read_by_browsers(template: Template) -> list[str]:
    """What the API answers itself needs the header too, or a browser hides the status."""
    return [
        f"{api.name}: {kind} has no Access-Control-Allow-Origin"
        for api in template.of_type(_API)
        if any("options" in operations for operations in _paths(api).values())
        for kind in ("DEFAULT_4XX", "DEFAULT_5XX")
        if not any(
            kind in path and path[-1].endswith("Access-Control-Allow-Origin")
            for path, _node in walk(api.properties["Body"])
        )
    ]


def _paths(api: Resource) -> Mapping[str, Any]:
    return api.properties.get("Body", {}).get("paths") or {}


def requests_are_not_written_down(template: Template) -> list[str]:
    """A trace of the data holds tokens and whatever people send."""
    return [
        f"{stage.name}: logs requests and answers whole (DataTraceEnabled)"
        for stage in template.of_type("AWS::ApiGateway::Stage")
        for path, node in walk(stage.properties)
        if path[-1:] == ("DataTraceEnabled",) and str(node).lower() != "false"
    ]


def integrations_wait_for_their_function(template: Template) -> list[str]:
    """As long as it may run, and no longer than an HTTP API can wait."""
    findings = []
    for integration in template.of_type("AWS::ApiGatewayV2::Integration"):
        waits = int(integration.properties.get("TimeoutInMillis", _HTTP_API_MS))
        if waits > _HTTP_API_MS:
            findings.append(f"{integration.name}: waits {waits} ms, {_HTTP_API_MS} is the most")
        for name in references(integration.properties.get("IntegrationUri")):
            function = template.resource(name)
            if function is not None and function.type == "AWS::Lambda::Function":
                for seconds in template.largest(function.properties.get("Timeout", 3)):
                    if waits < seconds * 1000:
                        findings.append(f"{integration.name}: gives {name} up after {waits} ms")
    return findings


def settings_name_indexes_that_exist(template: Template) -> list[str]:
    indexes = {
        str(node)
        for table in template.of_type("AWS::DynamoDB::Table")
        for path, node in walk(table.properties)
        if path[-1:] == ("IndexName",)
    }
    return [
        f"{function.name}: {path[-1]} is {node}, which is no index"
        for function in template.of_type("AWS::Lambda::Function")
        for path, node in walk(function.properties.get("Environment"))
        if path and "INDEX" in path[-1] and isinstance(node, str) and node not in indexes
    ]


def functions_get_what_their_code_reads(template: Template) -> list[str]:
    """Of inline code; what lies in files is looked at with them (shipped_files.py)."""
    return [
        f"{function.name}: {fault}"
        for function in template.of_type("AWS::Lambda::Function")
        if isinstance(code := function.properties.get("Code", {}).get("ZipFile"), str)
        for fault in settings_at_odds(code, function)
    ]


def settings_at_odds(code: str, function: Resource) -> Iterator[str]:
    """Environment variables that are read and not set, or set and not read."""
    read = set(re.findall(r"\bprocess\.env\.([A-Z][A-Z0-9_]*)", code))
    named = function.properties.get("Environment", {}).get("Variables", {})
    yield from (f"its code reads {name}, which is not set" for name in sorted(read - set(named)))
    yield from (
        f"{name} is set, and its code does not read it" for name in named if name not in read
    )


def http_apis_may_call_their_function(template: Template) -> list[str]:
    """The permission ends with the path of the route."""
    allowed = [
        str(text)
        for permission in template.of_type("AWS::Lambda::Permission")
        for _path, text in walk(permission.properties.get("SourceArn"))
    ]
    return [
        f"{route.name}: no permission for {path}"
        for route in template.of_type("AWS::ApiGatewayV2::Route")
        if (path := str(route.properties.get("RouteKey")).partition(" ")[2])
        and not any(text.endswith(("/*/*", path)) for text in allowed)
    ]


def paths_declare_their_parameters(template: Template) -> list[str]:
    """Every operation names the parts of its path that vary, and no others."""
    return [
        f"{api.name}: {method.upper()} {path} names {', '.join(sorted(odd))}"
        for api in template.of_type(_API)
        for path, operations in _paths(api).items()
        for method, operation in operations.items()
        if (odd := set(re.findall(r"\{(\w+)\}", path)) ^ _path_parameters(operation))
    ]


def _path_parameters(operation: Mapping[str, Any]) -> set[str]:
    parameters = operation.get("parameters", [])
    return {str(one.get("name")) for one in parameters if one.get("in") == "path"}


RULES = (
    paths_declare_their_parameters,
    http_apis_may_call_their_function,
    functions_may_be_called,
    preflights_name_what_may_follow,
    errors_can_be_read_by_browsers,
    requests_are_not_written_down,
    integrations_wait_for_their_function,
    settings_name_indexes_that_exist,
    functions_get_what_their_code_reads,
)
