"""Containers behind a load balancer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from ..evaluation import Evaluation
from ..known_names import known_names
from ..template import Resource, Template, references, referred, walk

_TASK = "AWS::ECS::TaskDefinition"
_SERVICE = "AWS::ECS::Service"


def _containers(task: Resource) -> list[dict[str, Any]]:
    return [
        node
        for _path, node in walk(task.properties.get("ContainerDefinitions", []))
        if isinstance(node, dict) and "Image" in node
    ]


def logging_tasks_have_an_execution_role(template: Template) -> list[str]:
    """Fargate writes to awslogs with the execution role; without one no task starts."""
    return [
        f"{task.name}: writes to awslogs without an ExecutionRoleArn"
        for task in template.of_type(_TASK)
        if "ExecutionRoleArn" not in task.properties
        and any(
            path[-1:] == ("LogDriver",) and "awslogs" in template.texts(node)
            for path, node in walk(task.properties)
        )
    ]


def images_can_be_pulled(template: Template) -> list[str]:
    """A task reaches a public registry by an address of its own or through a NAT gateway.

    One of them must be there with the parameters' defaults.
    """
    gateways = template.of_type("AWS::EC2::NatGateway")
    if any(template.exists_by_default(gateway) for gateway in gateways):
        return []
    return [
        f"{service.name}: its tasks reach no registry (AssignPublicIp ENABLED or a NAT gateway)"
        for service in template.of_type(_SERVICE)
        if not any(
            path[-1:] == ("AssignPublicIp",) and template.by_default(node) == "ENABLED"
            for path, node in walk(service.properties)
        )
    ]


def images_are_pinned(template: Template) -> list[str]:
    return [
        f"{task.name}: image {image} has no fixed tag or digest"
        for task in template.of_type(_TASK)
        for container in _containers(task)
        for image in template.texts(container["Image"])
        if image and not _is_pinned(image)
    ]


def _is_pinned(image: str) -> bool:
    name = image.rsplit("/", 1)[-1]
    return "@sha256:" in image or (":" in name and not name.endswith(":latest"))


def images_come_from_a_registry_without_pull_limits(template: Template) -> list[str]:
    return [
        f"{task.name}: image {image} comes from Docker Hub, which limits pulls (public.ecr.aws)"
        for task in template.of_type(_TASK)
        for container in _containers(task)
        for image in template.texts(container["Image"])
        if image and "." not in image.rpartition("/")[0].split("/")[0]
    ]


def health_checks_ask_for_a_path_that_is_answered(template: Template) -> list[str]:
    """A plain web server image answers `/`; another path must be part of what the task runs."""
    served = [
        node
        for task in template.of_type(_TASK)
        for container in _containers(task)
        for key in ("Command", "EntryPoint", "Environment")
        for _path, node in walk(container.get(key))
        if isinstance(node, str)
    ]
    return [
        f"{group.name}: nothing in the task answers {path} (the default image answers /)"
        for group in template.of_type("AWS::ElasticLoadBalancingV2::TargetGroup")
        for path in template.texts(group.properties.get("HealthCheckPath", "/"))
        if path != "/" and not any(path in text for text in served)
    ]


def services_roll_back_a_failed_deployment(template: Template) -> list[str]:
    return [
        f"{service.name}: no deployment circuit breaker with rollback"
        for service in template.of_type(_SERVICE)
        if not any(
            path[-2:] == ("DeploymentCircuitBreaker", "Rollback") and str(node).lower() == "true"
            for path, node in walk(service.properties)
        )
    ]


def capacity_providers_are_used(template: Template) -> list[str]:
    """LaunchType overrides the cluster's capacity providers: Spot would never be used."""
    offered = any(node == "FARGATE_SPOT" for _path, node in walk(template.body.get("Resources")))
    return [
        f"{service.name}: LaunchType makes FARGATE_SPOT dead (use CapacityProviderStrategy)"
        for service in template.of_type(_SERVICE)
        if offered and "LaunchType" in service.properties
    ]


def scaling_names_no_role(template: Template) -> list[str]:
    """The service-linked role is found by itself and may not exist yet."""
    return [
        f"{target.name}: RoleARN names the service-linked role (leave it out)"
        for target in template.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
        if "RoleARN" in target.properties
    ]


def scaled_services_leave_their_count_to_scaling(template: Template) -> list[str]:
    """A stack update would set a DesiredCount again, whatever scaling has made of it."""
    scaled = {
        name
        for target in template.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
        for name in references(target.properties.get("ResourceId"))
    }
    return [
        f"{service.name}: DesiredCount undoes what scaling did (leave it out)"
        for service in template.of_type(_SERVICE)
        if service.name in scaled and "DesiredCount" in service.properties
    ]


def open_ports_have_a_listener(template: Template) -> list[str]:
    ports = {
        str(value)
        for listener in template.of_type("AWS::ElasticLoadBalancingV2::Listener")
        for value in template.values(listener.properties.get("Port"))
    }
    return [
        f"{balancer.name}: {group.name} opens port {port}, on which nothing listens"
        for balancer in template.of_type("AWS::ElasticLoadBalancingV2::LoadBalancer")
        for group in _security_groups(template, balancer)
        for port in _open_ports(template, group)
        if port not in ports
    ]


def _security_groups(template: Template, balancer: Resource) -> list[Resource]:
    names = {referred(node) for _path, node in walk(balancer.properties.get("SecurityGroups"))}
    return [group for name in names if name and (group := template.resource(name))]


def _open_ports(template: Template, group: Resource) -> list[str]:
    rules = walk(group.properties.get("SecurityGroupIngress"))
    nodes = [node for path, node in rules if path[-1:] == ("FromPort",)]
    return [str(value) for node in nodes for value in template.values(node)]


def balancers_stand_in_two_zones(template: Template) -> list[str]:
    """A load balancer takes no fewer than two subnets, each in a zone of its own."""
    return [
        f"{balancer.name}: stands in one subnet (two, in two zones)"
        for balancer in template.of_type("AWS::ElasticLoadBalancingV2::LoadBalancer")
        for subnets in template.values(balancer.properties.get("Subnets", []))
        if isinstance(subnets, list) and len({str(subnet) for subnet in subnets}) < 2
    ]


def plain_http_redirects_where_https_is_served(template: Template) -> list[str]:
    listeners = template.of_type("AWS::ElasticLoadBalancingV2::Listener")
    if not any("HTTPS" in template.texts(made.properties.get("Protocol")) for made in listeners):
        return []
    return [
        f"{made.name}: serves over HTTP beside HTTPS (redirect)"
        for made in listeners
        if template.texts(made.properties.get("Protocol")) == ["HTTP"]
        and not any(
            node == "redirect" for _path, node in walk(made.properties.get("DefaultActions"))
        )
    ]


def services_scale_on_processor_and_memory(template: Template) -> list[str]:
    targets = template.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
    metrics = {
        (target, node)
        for policy in template.of_type("AWS::ApplicationAutoScaling::ScalingPolicy")
        for target in references(policy.properties.get("ScalingTargetId"))
        for path, node in walk(policy.properties)
        if path[-1:] == ("PredefinedMetricType",)
    }
    return [
        f"{target.name}: does not scale on {metric}"
        for target in targets
        if "ecs" in json.dumps(dict(target.properties))
        for metric in ("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization")
        if (target.name, metric) not in metrics
    ]


def services_can_be_replaced(template: Template) -> list[str]:
    """A fixed name keeps a replacement from being made before the old one goes."""
    return [
        f"{made.name}: {key} is fixed, so it cannot be replaced"
        for made in template.of_type(_SERVICE, "AWS::ECS::Cluster")
        for key in ("ClusterName", "ServiceName")
        if key in made.properties
    ]


def tasks_have_a_size_that_fargate_runs(template: Template) -> list[str]:
    """Every choice of both parameters is accepted by the Rules if, and only if, Fargate has it."""
    return [
        f"{task.name}: {finding}"
        for task in template.of_type(_TASK)
        if "FARGATE" in task.properties.get("RequiresCompatibilities", [])
        for finding in _sizes_at_odds(template, task)
    ]


def _sizes_at_odds(template: Template, task: Resource) -> Iterator[str]:
    sides = [task.properties.get(key) for key in ("Cpu", "Memory")]
    for cpu, memory in product(*(template.texts_or_numbers(side) for side in sides)):
        runs = int(memory) in known_names()["fargate_memory_mb"].get(int(cpu), [])
        chosen = {
            name: value
            for side, value in zip(sides, (cpu, memory), strict=True)
            if (name := referred(side)) is not None
        }
        accepted = not Evaluation(template.body, chosen).broken_rules()
        if runs != accepted:
            fault = "Fargate has no such task" if accepted else "a Rule refuses what Fargate runs"
            yield f"{cpu} CPU units with {memory} MB: {fault}"


def health_checks_take_success_alone(template: Template) -> list[str]:
    """A task that answers 404 or 500 is not healthy, whatever the matcher says."""
    return [
        f"{group.name}: {codes} counts as healthy (200 to 399)"
        for group in template.of_type("AWS::ElasticLoadBalancingV2::TargetGroup")
        for codes in template.texts(group.properties.get("Matcher", {}).get("HttpCode"))
        if any(not 200 <= int(code) <= 399 for code in re.findall(r"\d+", codes))
    ]


def deployments_keep_tasks_running(template: Template) -> list[str]:
    """No task stops before its successor is healthy."""
    return [
        f"{service.name}: a deployment may stop tasks first (MinimumHealthyPercent 100)"
        for service in template.of_type(_SERVICE)
        for path, node in walk(service.properties)
        if path[-1:] == ("MinimumHealthyPercent",) and int(node) < 100
    ]


def scaling_follows_its_service(template: Template) -> list[str]:
    services = {service.name for service in template.of_type(_SERVICE)}
    return [
        f"{target.name}: scales no service of the stack (ResourceId)"
        for target in template.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
        if services and not references(target.properties.get("ResourceId")) & services
    ]


RULES = (
    health_checks_take_success_alone,
    deployments_keep_tasks_running,
    scaling_follows_its_service,
    tasks_have_a_size_that_fargate_runs,
    balancers_stand_in_two_zones,
    plain_http_redirects_where_https_is_served,
    services_scale_on_processor_and_memory,
    services_can_be_replaced,
    logging_tasks_have_an_execution_role,
    images_can_be_pulled,
    images_are_pinned,
    images_come_from_a_registry_without_pull_limits,
    health_checks_ask_for_a_path_that_is_answered,
    services_roll_back_a_failed_deployment,
    capacity_providers_are_used,
    scaling_names_no_role,
    scaled_services_leave_their_count_to_scaling,
    open_ports_have_a_listener,
)
