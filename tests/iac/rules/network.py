"""Networks: that packets reach where they must, and no further."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..template import Resource, Template, references, walk

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_GROUP = "AWS::EC2::SecurityGroup"
_SERVICE = "AWS::ECS::Service"


def _rules(
    template: Template, group: Resource, direction: str
) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Each rule of a security group, in it or beside it, with the ports that it opens."""
    beside = [
        one.properties
        for one in template.of_type(f"AWS::EC2::SecurityGroup{direction}")
        if group.name in references(one.properties.get("GroupId"))
    ]
    within = group.properties.get(f"SecurityGroup{direction}", [])
    for _path, node in walk([within, beside]):
        if isinstance(node, Mapping) and "IpProtocol" in node:
            ports = [node.get("FromPort"), node.get("ToPort")]
            yield node, None if str(node["IpProtocol"]) == "-1" else ports


def _groups(template: Template, node: Any) -> list[Resource]:
    names = references(node)
    return [group for group in template.of_type(_GROUP) if group.name in names]


def tasks_reach_what_they_need(template: Template) -> list[str]:
    """Image, logs and secrets come over HTTPS from addresses that nobody knows beforehand."""
    return [
        f"{service.name}: {group.name} lets nothing out to HTTPS, so no image comes in"
        for service in template.of_type(_SERVICE)
        for group in _groups(template, service.properties.get("NetworkConfiguration"))
        if not any(
            rule.get("CidrIp") == "0.0.0.0/0" and ports in (None, [443, 443])
            for rule, ports in _rules(template, group, "Egress")
        )
    ]


def balancers_reach_their_tasks(template: Template) -> list[str]:
    """Out of the one group and into the other, on the port the container listens on."""
    return [
        f"{service.name}: {fault}"
        for service in template.of_type(_SERVICE)
        for balancer in template.of_type(_BALANCER)
        for outer in _groups(template, balancer.properties.get("SecurityGroups"))
        for inner in _groups(template, service.properties.get("NetworkConfiguration"))
        for target in service.properties.get("LoadBalancers", [])
        for fault in _path_faults(template, outer, inner, target.get("ContainerPort"))
    ]


def _path_faults(template: Template, outer: Resource, inner: Resource, port: Any) -> Iterator[str]:
    out = list(_rules(template, outer, "Egress"))
    if not any(
        ports in (None, [port, port])
        and (inner.name in references(rule.get("DestinationSecurityGroupId")) or "CidrIp" in rule)
        for rule, ports in out
    ):
        yield f"{outer.name} lets nothing out to the port of {inner.name}"
    if not any(
        ports in (None, [port, port])
        and outer.name in references(rule.get("SourceSecurityGroupId"))
        for rule, ports in _rules(template, inner, "Ingress")
    ):
        yield f"{inner.name} lets nothing in from {outer.name}"


def targets_are_asked_on_the_port_of_the_container(template: Template) -> list[str]:
    groups = {made.name: made for made in template.resources}
    findings = []
    for service in template.of_type(_SERVICE):
        for target in service.properties.get("LoadBalancers", []):
            port, name = target.get("ContainerPort"), str(target.get("ContainerName"))
            for group in references(target.get("TargetGroupArn")):
                if groups[group].properties.get("Port") != port:
                    findings.append(f"{group}: another port than the one of {service.name}")
            for task in references(service.properties.get("TaskDefinition")):
                if (name, json.dumps(port)) not in _listening(groups[task]):
                    findings.append(f"{service.name}: no container {name} listens on its port")
    return findings


def _listening(task: Resource) -> set[tuple[str, str]]:
    return {
        (str(container["Name"]), json.dumps(mapping.get("ContainerPort")))
        for container in task.properties.get("ContainerDefinitions", [])
        for mapping in container.get("PortMappings", [])
    }


def balancers_stand_in_zones_of_their_own(template: Template) -> list[str]:
    """Two subnets of one zone are refused, and would fall together."""
    return [
        f"{balancer.name}: {' and '.join(sorted(subnets))} are in one zone"
        for balancer in template.of_type(_BALANCER)
        for _path, node in walk(balancer.properties.get("Subnets"))
        if isinstance(node, list) and len(subnets := _subnets(template, node)) > 1
        if len(set(subnets.values())) < len(subnets)
    ]


def _subnets(template: Template, nodes: list[Any]) -> dict[str, str]:
    """The subnets among `nodes`, each with its zone."""
    names = {name for node in nodes if isinstance(node, dict) for name in [node.get("Ref")]}
    return {
        subnet.name: json.dumps(
            [subnet.properties.get(key) for key in ("AvailabilityZone", "AvailabilityZoneId")]
        )
        for subnet in template.of_type("AWS::EC2::Subnet")
        if subnet.name in names
    }


def route_tables_serve_a_subnet(template: Template) -> list[str]:
    """One that serves none was meant for a subnet that now follows another."""
    served = {
        name
        for made in template.of_type("AWS::EC2::SubnetRouteTableAssociation")
        for name in references(made.properties.get("RouteTableId"))
    }
    return [
        f"{table.name}: no subnet follows it"
        for table in template.of_type("AWS::EC2::RouteTable")
        if table.name not in served
    ]


RULES = (
    tasks_reach_what_they_need,
    balancers_reach_their_tasks,
    targets_are_asked_on_the_port_of_the_container,
    balancers_stand_in_zones_of_their_own,
    route_tables_serve_a_subnet,
)
