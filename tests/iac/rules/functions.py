"""Lambda functions, and the API in front of them."""

from __future__ import annotations

from typing import Any

from ..known_names import days_supported, known_names
from ..template import Resource, Template, references, walk
from .edge import edge_functions

_FUNCTION = "AWS::Lambda::Function"
_DAYS_SUPPORTED = 180
_CALLS = {"get", "put", "post", "patch", "delete", "head", "x-amazon-apigateway-any-method"}


def functions_behind_the_api(template: Template) -> list[Resource]:
    """The functions that API Gateway may invoke, directly or by an alias."""
    names: set[str] = set()
    for permission in template.of_type("AWS::Lambda::Permission"):
        if permission.properties.get("Principal") == "apigateway.amazonaws.com":
            names |= _followed(template, references(permission.properties.get("FunctionName")))
    return [function for function in template.of_type(_FUNCTION) if function.name in names]


def _followed(template: Template, names: set[str]) -> set[str]:
    """`names`, and the functions that aliases and versions among them stand for."""
    found = set(names)
    for name in names:
        resource = template.resource(name)
        if resource and resource.type in {"AWS::Lambda::Alias", "AWS::Lambda::Version"}:
            found |= references(resource.properties.get("FunctionName"))
    return found


def functions_end_before_the_api_gives_up(template: Template) -> list[str]:
    limit = known_names()["api_integration_seconds"]
    return [
        f"{function.name}: runs for up to {seconds:g} s, API Gateway answers 504 after {limit} s"
        for function in functions_behind_the_api(template)
        for seconds in template.largest(function.properties.get("Timeout", 3))
        if seconds > limit
    ]


def runtimes_are_supported(template: Template) -> list[str]:
    """For half a year from the table's date; at the edge, where the newest are missing, today."""
    at_edge = {function.name for function in edge_functions(template)}
    return [
        f"{function.name}: {fault}"
        for function in template.of_type(_FUNCTION)
        for runtime in template.texts(function.properties.get("Runtime"))
        if (fault := _runtime_fault(runtime, 1 if function.name in at_edge else _DAYS_SUPPORTED))
    ]


def _runtime_fault(runtime: str, days_needed: int) -> str:
    days = days_supported(runtime)
    if days is None:
        return f"{runtime} is not in known_names.yaml"
    return f"{runtime} is supported for {days} more days" if days < days_needed else ""


def preflight_requests_need_no_authorization(template: Template) -> list[str]:
    """A browser sends no credentials with OPTIONS: an authorizer would answer 401."""
    methods = [
        f"{method.name}: OPTIONS needs authorization (AuthorizationType NONE)"
        for method in template.of_type("AWS::ApiGateway::Method")
        if method.properties.get("HttpMethod") == "OPTIONS"
        and method.properties.get("AuthorizationType", "NONE") != "NONE"
    ]
    return methods + [
        f"{api.name}: OPTIONS {path[-2]} needs authorization"
        for api in template.of_type("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api")
        for path, node in walk(api.properties.get("Body", {}).get("paths", {}))
        if path[-1:] == ("options",) and _is_secured(node)
    ]


def other_requests_need_authorization(template: Template) -> list[str]:
    """What is no preflight names its caller; an API written as a body has no default."""
    return [
        f"{api.name}: anybody may call {path[-1].upper()} {path[-2]}"
        for api in template.of_type("AWS::ApiGateway::RestApi")
        for path, node in walk(api.properties.get("Body", {}).get("paths", {}))
        if path[-1:] and path[-1] in _CALLS and not _is_secured(node)
    ]


def _is_secured(operation: Any) -> bool:
    return isinstance(operation, dict) and any(
        scheme and "NONE" not in scheme for scheme in operation.get("security", [])
    )


def functions_keep_their_logs_for_a_set_time(template: Template) -> list[str]:
    """A function without a log group of the template makes one that never expires.

    Functions at the edge are left out: they log in the Region of each edge location.
    """
    at_edge = {function.name for function in edge_functions(template)}
    groups = template.of_type("AWS::Logs::LogGroup")
    named = {group.name for group in groups}
    covered = {
        name for group in groups for name in references(group.properties.get("LogGroupName"))
    }
    return [
        f"{function.name}: no log group of the template is its own"
        for function in template.of_type(_FUNCTION)
        if function.name not in at_edge | covered
        and not references(function.properties.get("LoggingConfig")) & named
        and not _shares_a_name(function, groups)
    ]


def _shares_a_name(function: Resource, groups: list[Resource]) -> bool:
    name = function.properties.get("FunctionName")
    text = name.get("Fn::Sub") if isinstance(name, dict) else name
    return text is not None and any(
        str(text) in str(group.properties.get("LogGroupName")) for group in groups
    )


def answers_allow_named_headers(template: Template) -> list[str]:
    """`*` does not stand for Authorization, so a signed-in browser is refused."""
    return [
        f"{api.name}: Access-Control-Allow-Headers is *, which leaves Authorization out"
        for api in template.resources
        for path, node in walk(api.properties)
        if path
        and path[-1].endswith("Access-Control-Allow-Headers")
        and isinstance(node, str)
        and node.strip("'\"") == "*"
    ]


RULES = (
    functions_end_before_the_api_gives_up,
    runtimes_are_supported,
    preflight_requests_need_no_authorization,
    other_requests_need_authorization,
    functions_keep_their_logs_for_a_set_time,
    answers_allow_named_headers,
)
