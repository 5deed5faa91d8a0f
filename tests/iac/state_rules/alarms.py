"""Alarms: that each looks at the thing itself, by what CloudWatch knows it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..applied import Applied, Made
from .reading import blocks

# By dimension: the type of the thing, and the attribute that its metrics carry.
_ATTRIBUTES = {
    "ApiId": ("aws_apigatewayv2_api", "id"),
    "ApiName": ("aws_api_gateway_rest_api", "name"),
    "ClusterName": ("aws_ecs_cluster", "name"),
    "DistributionId": ("aws_cloudfront_distribution", "id"),
    "FunctionName": ("aws_lambda_function", "function_name"),
    "GraphQLAPIId": ("aws_appsync_graphql_api", "id"),
    "LoadBalancer": ("aws_lb", "arn_suffix"),
    "ServiceName": ("aws_ecs_service", "name"),
    "Stage": ("aws_api_gateway_stage", "stage_name"),
    "TargetGroup": ("aws_lb_target_group", "arn_suffix"),
}


def alarms_watch_what_is_made(applied: Applied) -> list[str]:
    return [
        f"{alarm.address}: {name} is {value}, no {attribute} of any {kind}"
        for alarm in applied.of_type("aws_cloudwatch_metric_alarm")
        for dimensions in _dimensions(alarm)
        for name, value in dimensions.items()
        if name in _ATTRIBUTES
        for kind, attribute in [_ATTRIBUTES[name]]
        if value not in [made.values.get(attribute) for made in applied.of_type(kind)]
    ]


def _dimensions(alarm: Made) -> Iterator[Mapping[str, Any]]:
    for metric in (alarm.values, *blocks(alarm, "metric_query", "metric")):
        yield metric.get("dimensions") or {}


def alarms_look_at_one_result(applied: Applied) -> list[str]:
    """Of several metrics, CloudWatch takes the one that returns data; the rest feed it."""
    return [
        f"{alarm.address}: {len(results)} of its metrics return data, one must (return_data)"
        for alarm in applied.of_type("aws_cloudwatch_metric_alarm")
        if (queries := list(blocks(alarm, "metric_query")))
        if len(results := [one for one in queries if one.get("return_data")]) != 1
    ]


RULES = (alarms_look_at_one_result, alarms_watch_what_is_made)
