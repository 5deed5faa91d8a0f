"""Functions, and the API in front of them."""

from __future__ import annotations

from ..applied import Applied
from ..known_names import days_supported, known_names
from .reading import allows, blocks, edge_events

_DAYS_SUPPORTED = 180


def runtimes_are_supported(applied: Applied) -> list[str]:
    at_edge = {function.address for _event, function in edge_events(applied)}
    return [
        f"{made.address}: {made.values['runtime']} is unknown or supported for too short a time"
        for made in applied.of_type("aws_lambda_function")
        if (days_supported(made.values["runtime"]) or 0)
        < (1 if made.address in at_edge else _DAYS_SUPPORTED)
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


RULES = (
    runtimes_are_supported,
    preflight_requests_need_no_authorization,
    other_requests_are_authorized,
    functions_end_before_the_api_gives_up,
    functions_keep_their_logs_for_a_set_time,
    functions_may_write_their_logs,
    deployments_wait_for_what_they_deploy,
)
