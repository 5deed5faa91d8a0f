"""Containers behind a load balancer."""

from __future__ import annotations

import json
from typing import Any

from ..applied import Applied, Made, texts
from .reading import allows, blocks, given


def _containers(task: Made) -> list[dict[str, Any]]:
    return list(json.loads(task.values.get("container_definitions") or "[]"))


def _logs(task: Made) -> bool:
    return any(
        container.get("logConfiguration", {}).get("logDriver") == "awslogs"
        for container in _containers(task)
    )


def logging_tasks_have_an_execution_role(applied: Applied) -> list[str]:
    """Fargate writes to awslogs with the execution role, which must be allowed to."""
    findings = []
    for task in filter(_logs, applied.of_type("aws_ecs_task_definition")):
        roles = applied.referred(task.values.get("execution_role_arn"))
        if not roles:
            findings.append(f"{task.address}: writes to awslogs without an execution role")
        elif not any(allows(applied, role, "logs:PutLogEvents") for role in roles):
            findings.append(f"{task.address}: its execution role may not write logs")
    return findings


def images_can_be_pulled(applied: Applied) -> list[str]:
    """A task in a created network needs an address of its own or a NAT gateway."""
    if applied.of_type("aws_nat_gateway") or not applied.of_type("aws_vpc"):
        return []
    return [
        f"{service.address}: its tasks reach no registry (assign_public_ip or a NAT gateway)"
        for service in applied.of_type("aws_ecs_service")
        if not any(
            block.get("assign_public_ip") for block in blocks(service, "network_configuration")
        )
    ]


def health_checks_ask_for_a_path_that_is_answered(applied: Applied) -> list[str]:
    """The default image answers `/`."""
    return [
        f"{group.address}: nothing answers {check['path']} (the default image answers /)"
        for group in applied.of_type("aws_lb_target_group")
        for check in blocks(group, "health_check")
        if check.get("path") not in {"/", None}
    ]


def services_roll_back_a_failed_deployment(applied: Applied) -> list[str]:
    return [
        f"{service.address}: no deployment circuit breaker with rollback"
        for service in applied.of_type("aws_ecs_service")
        if not any(
            block.get("enable") and block.get("rollback")
            for block in blocks(service, "deployment_circuit_breaker")
        )
    ]


def open_ports_have_a_listener(applied: Applied) -> list[str]:
    """A rule that lets the world in is one of a load balancer, on a port that is listened on."""
    listening = {made.values["port"] for made in applied.of_type("aws_lb_listener")}
    groups = {
        group
        for balancer in applied.of_type("aws_lb")
        for group in applied.referred(balancer.values.get("security_groups"))
    }
    return [
        f"{rule.address}: opens port {rule.values.get('from_port')} to {rule.values['cidr_ipv4']}"
        for rule in applied.of_type("aws_vpc_security_group_ingress_rule")
        if rule.values.get("cidr_ipv4")
        and not (
            rule.values.get("from_port") == rule.values.get("to_port")
            and rule.values.get("from_port") in listening
            and applied.referred(rule.values.get("security_group_id")) & groups
        )
    ]


def plain_http_redirects_where_https_is_served(applied: Applied) -> list[str]:
    listeners = applied.of_type("aws_lb_listener")
    if not any(made.values["protocol"] == "HTTPS" for made in listeners):
        return []
    return [
        f"{made.address}: serves over HTTP beside HTTPS"
        for made in listeners
        if made.values["protocol"] == "HTTP"
        and any(action["type"] != "redirect" for action in blocks(made, "default_action"))
    ]


def balancers_stand_in_two_zones(applied: Applied) -> list[str]:
    return [
        f"{balancer.address}: stands in one subnet (two, in two zones)"
        for balancer in applied.of_type("aws_lb")
        if len(set(balancer.values.get("subnets") or ())) < 2
    ]


def services_scale_on_processor_and_memory(applied: Applied) -> list[str]:
    metrics = {
        (policy.values["resource_id"], metric["predefined_metric_type"])
        for policy in applied.of_type("aws_appautoscaling_policy")
        for metric in blocks(
            policy,
            "target_tracking_scaling_policy_configuration",
            "predefined_metric_specification",
        )
    }
    return [
        f"{target.address}: does not scale on {metric}"
        for target in applied.of_type("aws_appautoscaling_target")
        if target.values["service_namespace"] == "ecs"
        for metric in ("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization")
        if (target.values["resource_id"], metric) not in metrics
    ]


def scaling_names_no_role(applied: Applied) -> list[str]:
    """The service-linked role is found by itself and may not exist yet."""
    return [
        f"{target.address}: role_arn names the service-linked role (leave it out)"
        for target in applied.of_type("aws_appautoscaling_target")
        if given(target.values.get("role_arn"))
    ]


def capacity_providers_are_used(applied: Applied) -> list[str]:
    """launch_type overrides the cluster's capacity providers: Spot would never be used."""
    if not any("FARGATE_SPOT" in set(texts(made.values)) for made in applied.resources):
        return []
    return [
        f"{service.address}: launch_type makes FARGATE_SPOT dead (capacity_provider_strategy)"
        for service in applied.of_type("aws_ecs_service")
        if given(service.values.get("launch_type"))
    ]


def images_are_pinned(applied: Applied) -> list[str]:
    return [
        f"{task.address}: image {container['image']} has no fixed tag or digest"
        for task in applied.of_type("aws_ecs_task_definition")
        for container in _containers(task)
        if not _is_pinned(container["image"])
    ]


def _is_pinned(image: str) -> bool:
    name = image.rsplit("/", 1)[-1]
    return "@sha256:" in image or (":" in name and not name.endswith(":latest"))


def images_come_from_a_registry_without_pull_limits(applied: Applied) -> list[str]:
    return [
        f"{task.address}: image {container['image']} comes from Docker Hub, which limits pulls"
        for task in applied.of_type("aws_ecs_task_definition")
        for container in _containers(task)
        if "." not in container["image"].rpartition("/")[0].split("/")[0]
    ]


RULES = (
    balancers_stand_in_two_zones,
    services_scale_on_processor_and_memory,
    scaling_names_no_role,
    capacity_providers_are_used,
    images_are_pinned,
    images_come_from_a_registry_without_pull_limits,
    logging_tasks_have_an_execution_role,
    images_can_be_pulled,
    health_checks_ask_for_a_path_that_is_answered,
    services_roll_back_a_failed_deployment,
    open_ports_have_a_listener,
    plain_http_redirects_where_https_is_served,
)
