"""What no schema sees: configurations that apply and still fail, or are unsafe, once they run.

The Terraform side of rules/. A rule takes what was made and returns what is wrong, each with the
resource's address first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .applied import Applied, Made, texts
from .known_names import days_supported, known_names

StateRule = Callable[[Applied], list[str]]

_DAYS_SUPPORTED = 180
_PUBLIC_ACCESS = (
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
)
_POLICIES = {
    "cache_policy_id": "cache_policies",
    "origin_request_policy_id": "origin_request_policies",
    "response_headers_policy_id": "response_headers_policies",
}
_EDGE_LIMITS = ("edge_viewer_seconds", "edge_origin_seconds")


def blocks(made: Made, *names: str) -> Iterator[Mapping[str, Any]]:
    """The blocks of a resource at `names`, one inside the other."""
    found: list[Any] = [made.values]
    for name in names:
        found = [inner for block in found for inner in block.get(name) or ()]
    yield from found


def _containers(task: Made) -> list[dict[str, Any]]:
    return list(json.loads(task.values.get("container_definitions") or "[]"))


def _logs(task: Made) -> bool:
    return any(
        container.get("logConfiguration", {}).get("logDriver") == "awslogs"
        for container in _containers(task)
    )


def _statements(applied: Applied, role: str) -> list[Mapping[str, Any]]:
    """What the policies written into `role` allow."""
    return [
        statement
        for policy in applied.of_type("aws_iam_role_policy")
        if role in applied.referred(policy.values.get("role"))
        for statement in json.loads(policy.values["policy"])["Statement"]
    ]


def _allows(applied: Applied, role: str, action: str) -> bool:
    given = [name for made in _statements(applied, role) for name in _listed(made["Action"])]
    attached = [
        made.values["policy_arn"]
        for made in applied.of_type("aws_iam_role_policy_attachment")
        if role in applied.referred(made.values.get("role"))
    ]
    return action in given or any("service-role/" in arn for arn in attached)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def logging_tasks_have_an_execution_role(applied: Applied) -> list[str]:
    """Fargate writes to awslogs with the execution role, which must be allowed to."""
    findings = []
    for task in filter(_logs, applied.of_type("aws_ecs_task_definition")):
        roles = applied.referred(task.values.get("execution_role_arn"))
        if not roles:
            findings.append(f"{task.address}: writes to awslogs without an execution role")
        elif not any(_allows(applied, role, "logs:PutLogEvents") for role in roles):
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


def tls_policies_are_current(applied: Applied) -> list[str]:
    known = known_names()
    listeners = [
        f"{made.address}: ssl_policy {made.values.get('ssl_policy')} is not a current one"
        for made in applied.of_type("aws_lb_listener")
        if made.values["protocol"] == "HTTPS"
        and made.values.get("ssl_policy") not in known["load_balancer_tls"]
    ]
    return listeners + [
        f"{made.address}: minimum_protocol_version {block.get('minimum_protocol_version')}"
        " is not a current one"
        for made in applied.of_type("aws_cloudfront_distribution")
        for block in blocks(made, "viewer_certificate")
        if block.get("acm_certificate_arn")
        and block.get("minimum_protocol_version") not in known["viewer_tls"]
    ]


def _edge_events(applied: Applied) -> list[tuple[str, Made]]:
    found = []
    for distribution in applied.of_type("aws_cloudfront_distribution"):
        for name in ("default_cache_behavior", "ordered_cache_behavior"):
            for block in blocks(distribution, name, "lambda_function_association"):
                for address in applied.referred(block.get("lambda_arn")):
                    function = applied.at(address)
                    if function is not None:
                        found.append((str(block["event_type"]), function))
    return found


def edge_functions_ask_for_what_the_edge_has(applied: Applied) -> list[str]:
    return [
        f"{function.address}: {fault} at {event}"
        for event, function in _edge_events(applied)
        for fault in _edge_faults(applied, event, function)
    ]


def _edge_faults(applied: Applied, event: str, function: Made) -> Iterator[str]:
    values, known = function.values, known_names()
    for name in ("environment", "vpc_config", "layers", "dead_letter_config", "kms_key_arn"):
        if values.get(name):
            yield f"{name} is not available"
    if "arm64" in (values.get("architectures") or ()):
        yield "arm64 is not available"
    if values.get("runtime") not in known["edge_runtimes"]:
        yield f"{values.get('runtime')} is not available"
    limit = known[_EDGE_LIMITS[not event.startswith("viewer")]]
    if (values.get("timeout") or 3) > limit:
        yield f"more than {limit} s"
    if (
        event.startswith("viewer")
        and values.get("memory_size", 128) > known["edge_viewer_memory_mb"]
    ):
        yield "more than 128 MB"
    if values.get("region") != "us-east-1":
        yield "not in us-east-1"
    if not (values.get("publish") and values.get("skip_destroy")):
        yield "not published, or destroyed while replicas remain (publish, skip_destroy)"
    yield from _untrusted(applied, function)


def _untrusted(applied: Applied, function: Made) -> Iterator[str]:
    trusts = [
        made.values["assume_role_policy"]
        for address in applied.referred(function.values.get("role"))
        if (made := applied.at(address))
    ]
    for name in ("lambda.amazonaws.com", "edgelambda.amazonaws.com"):
        if not any(f'"{name}"' in trust for trust in trusts):
            yield f"its role does not trust {name}"


def web_acls_of_distributions_are_in_their_region(applied: Applied) -> list[str]:
    return [
        f"{made.address}: scope CLOUDFRONT outside us-east-1"
        for made in applied.of_type("aws_wafv2_web_acl")
        if made.values["scope"] == "CLOUDFRONT" and made.values.get("region") != "us-east-1"
    ]


def runtimes_are_supported(applied: Applied) -> list[str]:
    at_edge = {function.address for _event, function in _edge_events(applied)}
    return [
        f"{made.address}: {made.values['runtime']} is unknown or supported for too short a time"
        for made in applied.of_type("aws_lambda_function")
        if (days_supported(made.values["runtime"]) or 0)
        < (1 if made.address in at_edge else _DAYS_SUPPORTED)
    ]


def managed_policies_exist(applied: Applied) -> list[str]:
    return [
        f"{made.address}: {name} {block[name]} is not a managed policy"
        for made in applied.of_type("aws_cloudfront_distribution")
        for behaviour in ("default_cache_behavior", "ordered_cache_behavior")
        for block in blocks(made, behaviour)
        for name, known in _POLICIES.items()
        if block.get(name)
        and not applied.referred(block[name])
        and block[name] not in known_names()[known].values()
    ]


def origins_are_reached_under_a_name_with_a_certificate(applied: Applied) -> list[str]:
    balancers = {made.address for made in applied.of_type("aws_lb")}
    return [
        f"{made.address}: HTTPS to a load balancer's own name (VPC origin, or a domain name)"
        for made in applied.of_type("aws_cloudfront_distribution")
        for origin in blocks(made, "origin")
        if origin.get("custom_origin_config")
        and applied.referred(origin.get("domain_name")) & balancers
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
    at_edge = {function.address for _event, function in _edge_events(applied)}
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
        if not _allows(applied, role, "logs:PutLogEvents")
    ]


def log_groups_have_a_retention(applied: Applied) -> list[str]:
    return [
        f"{made.address}: keeps its logs for ever"
        for made in applied.of_type("aws_cloudwatch_log_group")
        if not made.values.get("retention_in_days")
    ]


def buckets_block_public_access(applied: Applied) -> list[str]:
    blocked = {
        address
        for made in applied.of_type("aws_s3_bucket_public_access_block")
        if all(made.values.get(name) for name in _PUBLIC_ACCESS)
        for address in applied.referred(made.values["bucket"])
    }
    return [
        f"{made.address}: public access is not blocked"
        for made in applied.of_type("aws_s3_bucket")
        if made.address not in blocked
    ]


def tables_can_be_restored(applied: Applied) -> list[str]:
    return [
        f"{made.address}: no point-in-time recovery"
        for made in applied.of_type("aws_dynamodb_table")
        if not any(block.get("enabled") for block in blocks(made, "point_in_time_recovery"))
    ]


def api_keys_exist_where_they_are_accepted(applied: Applied) -> list[str]:
    if applied.of_type("aws_appsync_api_key"):
        return []
    return [
        f"{made.address}: accepts API_KEY, and there is no key"
        for made in applied.of_type("aws_appsync_graphql_api")
        if "API_KEY" in set(texts(made.values))
    ]


def apis_limit_a_query(applied: Applied) -> list[str]:
    return [
        f"{made.address}: no query_depth_limit"
        for made in applied.of_type("aws_appsync_graphql_api")
        if not made.values.get("query_depth_limit")
    ]


def web_acls_guard_what_they_can(applied: Applied) -> list[str]:
    """AWS WAF takes the ARN of a stage, not of the API behind it."""
    guarded = ("aws_lb", "aws_api_gateway_stage", "aws_appsync_graphql_api")
    return [
        f"{made.address}: {address} cannot have a web ACL"
        for made in applied.of_type("aws_wafv2_web_acl_association")
        for address in sorted(applied.referred(made.values["resource_arn"]))
        if address.split(".")[0] not in guarded
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


STATE_RULES: tuple[StateRule, ...] = (
    logging_tasks_have_an_execution_role,
    images_can_be_pulled,
    health_checks_ask_for_a_path_that_is_answered,
    services_roll_back_a_failed_deployment,
    open_ports_have_a_listener,
    plain_http_redirects_where_https_is_served,
    tls_policies_are_current,
    edge_functions_ask_for_what_the_edge_has,
    web_acls_of_distributions_are_in_their_region,
    runtimes_are_supported,
    managed_policies_exist,
    origins_are_reached_under_a_name_with_a_certificate,
    preflight_requests_need_no_authorization,
    other_requests_are_authorized,
    functions_end_before_the_api_gives_up,
    functions_keep_their_logs_for_a_set_time,
    functions_may_write_their_logs,
    log_groups_have_a_retention,
    buckets_block_public_access,
    tables_can_be_restored,
    api_keys_exist_where_they_are_accepted,
    apis_limit_a_query,
    deployments_wait_for_what_they_deploy,
    web_acls_guard_what_they_can,
)
