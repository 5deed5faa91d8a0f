"""Containers behind a load balancer."""

from __future__ import annotations

import json
from typing import Any

from ..applied import Applied, Made
from .reading import allows, blocks


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


RULES = (
    logging_tasks_have_an_execution_role,
    images_can_be_pulled,
    health_checks_ask_for_a_path_that_is_answered,
    services_roll_back_a_failed_deployment,
    open_ports_have_a_listener,
    plain_http_redirects_where_https_is_served,
)
