"""Functions, and the API in front of them."""

from __future__ import annotations

from ..applied import Applied
from ..known_names import days_supported, known_names
from .reading import allows, blocks, edge_events, given

_DAYS_SUPPORTED = 180


def runtimes_are_supported(applied: Applied) -> list[str]:
    """On the table's date, whichever may be chosen."""
    return _runtime_faults(applied, 1)


def runtimes_stay_supported(applied: Applied) -> list[str]:
    """For half a year from the table's date, unless another one is asked for."""
    return _runtime_faults(applied, _DAYS_SUPPORTED)


def _runtime_faults(applied: Applied, days_needed: int) -> list[str]:
    return [
        f"{made.address}: {made.values['runtime']} is unknown or supported for too short a time"
        for made in applied.of_type("aws_lambda_function")
        if (days_supported(made.values["runtime"]) or 0) < days_needed
    ]


def preflight_requests_need_no_authorization(applied: Applied) -> list[str]:
    return [
        f"{made.address}: OPTIONS needs authorization"
        for made in applied.of_type("aws_api_gateway_method")
        if made.values["http_method"] == "OPTIONS"
        and (made.values["authorization"] != "NONE" or made.values.get("api_key_required"))
    ]


def other_requests_are_authorized(applied: Applied) -> list[str]:
    return [
        f"{made.address}: anybody may call it"
        for made in applied.of_type("aws_api_gateway_method")
        if made.values["http_method"] != "OPTIONS"
        and made.values["authorization"] == "NONE"
        and not made.values.get("api_key_required")
    ]


def functions_end_before_the_api_gives_up(applied: Applied) -> list[str]:
    limit = known_names()["api_integration_seconds"]
    called = {
        made.values["function_name"]
        for made in applied.of_type("aws_lambda_permission")
        if made.values["principal"] == "apigateway.amazonaws.com"
    }
    return [
        f"{made.address}: runs for up to {made.values['timeout']} s, the API gives up after {limit}"
        for made in applied.of_type("aws_lambda_function")
        if made.values["function_name"] in called and (made.values.get("timeout") or 3) > limit
    ]


def functions_keep_their_logs_for_a_set_time(applied: Applied) -> list[str]:
    """Each function has a log group that is made before it logs, and may write there."""
    at_edge = {function.address for _event, function in edge_events(applied)}
    groups = {made.values.get("name") for made in applied.of_type("aws_cloudwatch_log_group")}
    return [
        f"{made.address}: no log group of the configuration is its own"
        for made in applied.of_type("aws_lambda_function")
        if made.address not in at_edge
        and not {block.get("log_group") for block in blocks(made, "logging_config")} & groups
    ]


def functions_may_write_their_logs(applied: Applied) -> list[str]:
    return [
        f"{made.address}: its role may not write logs"
        for made in applied.of_type("aws_lambda_function")
        for role in applied.referred(made.values.get("role"))
        if not allows(applied, role, "logs:PutLogEvents")
    ]


def deployments_wait_for_what_they_deploy(applied: Applied) -> list[str]:
    """A deployment is a snapshot: what is made after it reaches no stage."""
    parts = {
        made.block
        for made in applied.of_type(
            "aws_api_gateway_gateway_response",
            "aws_api_gateway_integration",
            "aws_api_gateway_integration_response",
            "aws_api_gateway_method",
        )
    }
    return [
        f"{made.address}: deployed without waiting for {part}"
        for made in applied.of_type("aws_api_gateway_deployment")
        for part in sorted(parts - made.after)
    ]


_HEADERS = "header.Access-Control-Allow-Headers"


def answers_allow_named_headers(applied: Applied) -> list[str]:
    """`*` does not stand for Authorization, so a signed-in browser is refused."""
    return [
        f"{made.address}: Access-Control-Allow-Headers is *, which leaves Authorization out"
        for made in applied.of_type(
            "aws_api_gateway_gateway_response", "aws_api_gateway_integration_response"
        )
        for name, value in (made.values.get("response_parameters") or {}).items()
        if name.endswith(_HEADERS) and value.strip("'") == "*"
    ]


def browsers_may_ask_first(applied: Applied) -> list[str]:
    """A page of another origin asks with OPTIONS before it sends anything but a plain GET."""
    methods = applied.of_type("aws_api_gateway_method")
    asked = {
        made.values["resource_id"] for made in methods if made.values["http_method"] == "OPTIONS"
    }
    return [
        f"{made.address}: its path answers no OPTIONS"
        for made in methods
        if made.values["resource_id"] not in asked
    ]


def stages_limit_requests(applied: Applied) -> list[str]:
    limited = {
        address
        for made in applied.of_type("aws_api_gateway_method_settings")
        for block in blocks(made, "settings")
        if (block.get("throttling_rate_limit") or 0) > 0
        for address in applied.referred(made.values.get("rest_api_id"))
    }
    rest = [
        f"{stage.address}: takes any number of requests (throttling)"
        for stage in applied.of_type("aws_api_gateway_stage")
        if not applied.referred(stage.values.get("rest_api_id")) & limited
    ]
    return rest + [
        f"{stage.address}: takes any number of requests (throttling)"
        for stage in applied.of_type("aws_apigatewayv2_stage")
        if not any(
            (block.get("throttling_rate_limit") or 0) > 0
            for block in blocks(stage, "default_route_settings")
        )
    ]


def deployments_follow_what_they_deploy(applied: Applied) -> list[str]:
    """Nothing else in a deployment changes with the API: later changes would never go live."""
    return [
        f"{made.address}: is not made again when the API changes (triggers)"
        for made in applied.of_type("aws_api_gateway_deployment")
        if not made.values.get("triggers")
    ]


def requests_are_traced(applied: Applied) -> list[str]:
    traced = {
        "aws_api_gateway_stage": "xray_tracing_enabled",
        "aws_appsync_graphql_api": "xray_enabled",
    }
    return [
        f"{made.address}: {traced[made.type]} is off"
        for made in applied.of_type(*traced)
        if made.values.get(traced[made.type]) is not True
    ]


DEFAULT_RULES = (requests_are_traced, runtimes_stay_supported)


def functions_have_code(applied: Applied) -> list[str]:
    """No schema says that one of these is needed."""
    return [
        f"{made.address}: has no code (filename)"
        for made in applied.of_type("aws_lambda_function")
        if not any(given(made.values.get(key)) for key in ("filename", "image_uri", "s3_bucket"))
    ]


RULES = (
    functions_have_code,
    answers_allow_named_headers,
    browsers_may_ask_first,
    stages_limit_requests,
    deployments_follow_what_they_deploy,
    runtimes_are_supported,
    preflight_requests_need_no_authorization,
    other_requests_are_authorized,
    functions_end_before_the_api_gives_up,
    functions_keep_their_logs_for_a_set_time,
    functions_may_write_their_logs,
    deployments_wait_for_what_they_deploy,
)
