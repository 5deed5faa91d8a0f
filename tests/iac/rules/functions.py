"""Lambda functions, and the API in front of them."""

from __future__ import annotations

from typing import Any

from ..known_names import days_supported, known_names
from ..template import Resource, Template, references, referred, walk
from .edge import edge_functions
from .roles import may

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
    """The default for half a year from the table's date; another choice on that day at least."""
    return [
        f"{function.name}: {fault}"
        for function in template.of_type(_FUNCTION)
        if (node := function.properties.get("Runtime")) is not None
        for runtime in template.texts(node)
        if (fault := _runtime_fault(runtime, _days_needed(template, node, runtime)))
    ]


def _days_needed(template: Template, node: Any, runtime: str) -> int:
    return _DAYS_SUPPORTED if runtime == template.by_default(node) else 1


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
        if path[-1:] and path[-1] in _CALLS
        for security in template.values(node.get("security", []))
        if not _is_secured({"security": security})
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


def browsers_may_ask_first(template: Template) -> list[str]:
    """A page of another origin asks with OPTIONS before it sends anything but a plain GET."""
    return [
        f"{api.name}: {path} answers no OPTIONS"
        for api in template.of_type("AWS::ApiGateway::RestApi")
        for path, operations in (api.properties.get("Body", {}).get("paths") or {}).items()
        if "options" not in operations
    ]


def stages_limit_requests(template: Template) -> list[str]:
    return [
        f"{stage.name}: takes any number of requests (throttling)"
        for stage in template.of_type("AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage")
        if not {"ThrottlingRateLimit", "ThrottlingBurstLimit"}
        <= {path[-1] for path, _node in walk(stage.properties) if path}
    ]


def no_stage_comes_by_itself(template: Template) -> list[str]:
    """SAM adds a stage called Stage to an API that names no version of OpenAPI."""
    return [
        f"{stage.name}: nobody asked for this stage (OpenApiVersion)"
        for stage in template.of_type("AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment")
        if stage.properties.get("StageName") == "Stage"
    ]


def requests_are_traced(template: Template) -> list[str]:
    """By default, where the pattern has an API of its own that can be traced."""
    traced = {
        "AWS::ApiGateway::Stage": ("TracingEnabled", {"true"}),
        "AWS::AppSync::GraphQLApi": ("XrayEnabled", {"true"}),
    }
    return [
        f"{made.name}: {traced[made.type][0]} is off"
        for made in template.of_type(*traced)
        if str(template.by_default(made.properties.get(traced[made.type][0]))).lower()
        not in traced[made.type][1]
    ]


def functions_may_write_their_logs(template: Template) -> list[str]:
    return [
        f"{function.name}: its role may not write logs"
        for function in template.of_type(_FUNCTION)
        if (role := template.resource(referred(function.properties.get("Role"))))
        and not may(template, role, "logs:PutLogEvents")
    ]


RULES = (
    browsers_may_ask_first,
    stages_limit_requests,
    no_stage_comes_by_itself,
    requests_are_traced,
    functions_may_write_their_logs,
    functions_end_before_the_api_gives_up,
    runtimes_are_supported,
    preflight_requests_need_no_authorization,
    other_requests_need_authorization,
    functions_keep_their_logs_for_a_set_time,
    answers_allow_named_headers,
)
