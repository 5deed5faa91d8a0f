"""What a load balancer does with requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..template import Resource, Template, references, walk

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
_RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"


def redirects_lead_to_a_listener(template: Template) -> list[str]:
    ports = {
        str(port)
        for listener in template.of_type(_LISTENER)
        for port in template.values(listener.properties.get("Port"))
    }
    return [
        f"{listener.name}: redirects to port {node['Port']}, on which nothing listens"
        for listener in template.of_type(_LISTENER)
        for _path, node in walk(listener.properties.get("DefaultActions"))
        if isinstance(node, Mapping) and "Port" in node and str(node["Port"]) not in ports
    ]


def tokens_are_checked_first(template: Template) -> list[str]:
    """Actions run by their order: what comes after the forwarding never runs."""
    return [
        f"{made.name}: forwards before it checks the token (Order)"
        for made in template.of_type(_LISTENER, _RULE)
        for actions in [list(_actions(made))]
        for check in actions
        for forward in actions
        if check["Type"] == "jwt-validation" and forward["Type"] == "forward"
        if int(check.get("Order", 0)) >= int(forward.get("Order", 0))
    ]


def _actions(made: Resource) -> Iterator[Mapping[str, Any]]:
    given = [made.properties.get("DefaultActions"), made.properties.get("Actions")]
    for _path, node in walk(given):
        if isinstance(node, Mapping) and "Type" in node:
            yield node


def checks_end_before_the_next(template: Template) -> list[str]:
    return [
        f"{group.name}: waits {waits} s for an answer, and asks again after {every} s"
        for group in template.of_type(_GROUP)
        if (waits := int(group.properties.get("HealthCheckTimeoutSeconds", 5)))
        >= (every := int(group.properties.get("HealthCheckIntervalSeconds", 30)))
    ]


def requests_are_well_formed(template: Template) -> list[str]:
    """Headers that the application might read another way are dropped."""
    key = "routing.http.drop_invalid_header_fields.enabled"
    return [
        f"{balancer.name}: lets malformed headers through ({key})"
        for balancer in template.of_type(_BALANCER)
        if {"Key": key, "Value": "true"}
        not in balancer.properties.get("LoadBalancerAttributes", [])
    ]


def rules_ask_for_something(template: Template) -> list[str]:
    """One that every request meets takes all of them from the default action."""
    return [
        f"{rule.name}: every path meets it"
        for rule in template.of_type(_RULE)
        for _path, node in walk(rule.properties.get("Conditions"))
        if node in ("/*", "*")
    ]


def services_have_targets_of_their_own(template: Template) -> list[str]:
    owners: dict[str, list[str]] = {}
    for service in template.of_type("AWS::ECS::Service"):
        for name in references(service.properties.get("LoadBalancers")):
            made = template.resource(name)
            if made is not None and made.type == _GROUP:
                owners.setdefault(name, []).append(service.name)
    return [
        f"{group}: {' and '.join(names)} share it"
        for group, names in owners.items()
        if len(names) > 1
    ]


def access_logs_can_be_written(template: Template) -> list[str]:
    logged = {
        name
        for balancer in template.of_type(_BALANCER)
        for _path, node in walk(balancer.properties.get("LoadBalancerAttributes"))
        if isinstance(node, Mapping) and node.get("Key") == "access_logs.s3.bucket"
        for name in references(node.get("Value"))
    }
    return [
        f"{bucket}: the load balancer may not write its log there ({_LOG_DELIVERY})"
        for bucket in sorted(logged)
        if not any(
            node == _LOG_DELIVERY
            for policy in template.of_type("AWS::S3::BucketPolicy")
            if bucket in references(policy.properties.get("Bucket"))
            for _path, node in walk(policy.properties)
        )
    ]


_PERCENT = re.compile(r"^\s*100 \*.*/")


def shares_are_of_a_hundred(template: Template) -> list[str]:
    """An alarm on a share in percent that never rings, and one that rings at once."""
    return [
        f"{alarm.name}: waits for {threshold:g} percent"
        for alarm in template.of_type("AWS::CloudWatch::Alarm")
        if any(
            path[-1:] == ("Expression",) and _PERCENT.match(str(node))
            for path, node in walk(alarm.properties)
        )
        for threshold in template.largest(alarm.properties.get("Threshold"))
        if not 0 < threshold < 100
    ]


def nat_gateways_stand_where_the_way_out_is(template: Template) -> list[str]:
    ways_out = {
        table
        for route in template.of_type("AWS::EC2::Route")
        if "GatewayId" in route.properties
        for table in references(route.properties.get("RouteTableId"))
    }
    public = {
        subnet
        for made in template.of_type("AWS::EC2::SubnetRouteTableAssociation")
        if references(made.properties.get("RouteTableId")) & ways_out
        for subnet in references(made.properties.get("SubnetId"))
    }
    return [
        f"{gateway.name}: stands in a subnet without a way out"
        for gateway in template.of_type("AWS::EC2::NatGateway")
        if not references(gateway.properties.get("SubnetId")) & public
    ]


RULES = (
    redirects_lead_to_a_listener,
    tokens_are_checked_first,
    checks_end_before_the_next,
    requests_are_well_formed,
    rules_ask_for_something,
    services_have_targets_of_their_own,
    access_logs_can_be_written,
    shares_are_of_a_hundred,
    nat_gateways_stand_where_the_way_out_is,
)
