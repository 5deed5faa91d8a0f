"""Rules on who gets in and what stands in front find their defect, and nothing once repaired."""

from __future__ import annotations

import json
from typing import Any

import pytest

from . import test_state_rules
from .state_cases import Case, Resources, applied, case, case_name, invented, policy
from .state_rules import (
    DEFAULT_RULES,
    STATE_RULES,
    containers,
    edge,
    functions,
    general,
    graphql,
    users,
)

SITE, BUCKET = "aws_cloudfront_distribution.main", "aws_s3_bucket.static"
API, POOL, CLIENT = (
    "aws_appsync_graphql_api.a",
    "aws_cognito_user_pool.a",
    "aws_cognito_user_pool_client.a",
)
SCALING: Resources = {
    "aws_appautoscaling_target.app": {
        "service_namespace": "ecs",
        "resource_id": "service/app",
        "role_arn": invented("aws_appautoscaling_target.app", "role_arn"),
    },
    **{
        f"aws_appautoscaling_policy.{name}": {
            "resource_id": "service/app",
            "target_tracking_scaling_policy_configuration": [
                {"predefined_metric_specification": [{"predefined_metric_type": metric}]}
            ],
        }
        for name, metric in (
            ("cpu", "ECSServiceAverageCPUUtilization"),
            ("memory", "ECSServiceAverageMemoryUtilization"),
        )
    },
}
SPOT: Resources = {
    "aws_ecs_service.app": {"capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT"}]}
}


def task(image: str) -> dict[str, Any]:
    return {"container_definitions": json.dumps([{"image": image}])}


def statement(**condition: str) -> str:
    return json.dumps(
        {
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudfront.amazonaws.com"},
                    "Condition": {"StringEquals": condition},
                }
            ]
        }
    )


TASK: Resources = {"aws_ecs_task_definition.app": task("public.ecr.aws/nginx/nginx:1.30")}
READ: Resources = {
    BUCKET: {},
    SITE: {
        "origin": [
            {
                "domain_name": invented(BUCKET, "bucket_regional_domain_name"),
                "origin_access_control_id": invented("aws_cloudfront_origin_access_control.a"),
            }
        ]
    },
    "aws_cloudfront_origin_access_control.a": {},
    "aws_s3_bucket_policy.static": {
        "bucket": invented(BUCKET),
        "policy": statement(**{"AWS:SourceArn": invented(SITE)}),
    },
}
UNSIGNED = {"origin": [{"domain_name": invented(BUCKET, "bucket_regional_domain_name")}]}
KEYED: Resources = {
    SITE: {
        "default_cache_behavior": [
            {
                "viewer_protocol_policy": "https-only",
                "response_headers_policy_id": "a",
                "cache_policy_id": invented("aws_cloudfront_cache_policy.edge"),
                "lambda_function_association": [{"event_type": "viewer-request"}],
            }
        ]
    },
    "aws_cloudfront_cache_policy.edge": {
        "parameters_in_cache_key_and_forwarded_to_origin": [
            {"headers_config": [{"header_behavior": "whitelist"}]}
        ]
    },
}


def behaviour(**changed: str | None) -> dict[str, Any]:
    return {"default_cache_behavior": [{**KEYED[SITE]["default_cache_behavior"][0], **changed}]}


REST = "aws_api_gateway_rest_api.main"
STAGED: Resources = {
    REST: {},
    "aws_api_gateway_stage.prod": {"rest_api_id": invented(REST), "xray_tracing_enabled": True},
    "aws_api_gateway_method_settings.all": {
        "rest_api_id": invented(REST),
        "settings": [{"throttling_rate_limit": 50}],
    },
}
HTTP: Resources = {
    "aws_apigatewayv2_stage.a": {"default_route_settings": [{"throttling_rate_limit": 50}]}
}
ASKED: Resources = {
    "aws_api_gateway_method.get": {"http_method": "GET", "resource_id": "items"},
    "aws_api_gateway_method.options": {"http_method": "OPTIONS", "resource_id": "items"},
}
HEADERS: Resources = {
    "aws_api_gateway_gateway_response.a": {
        "response_parameters": {"gatewayresponse.header.Access-Control-Allow-Headers": "'Accept'"}
    }
}
ANY_HEADER = {"response_parameters": {"gatewayresponse.header.Access-Control-Allow-Headers": "'*'"}}
SCHEMA = """
\"\"\"type Query { nobody: asks }\"\"\"
type Query @aws_api_key {
  getItem(
    id: ID!
  ): Item # one
}
type Mutation {
  putItem(id: ID!): Item
}
"""
RESOLVER = {"code": "export", "runtime": [{"name": "APPSYNC_JS"}]}
RESOLVED: Resources = {
    API: {"schema": SCHEMA, "xray_enabled": True},
    "aws_appsync_api_key.a": {},
    "aws_appsync_resolver.get": {"type": "Query", "field": "getItem", **RESOLVER},
    "aws_appsync_resolver.put": {"type": "Mutation", "field": "putItem", **RESOLVER},
}
PEOPLE: Resources = {
    POOL: {
        "auto_verified_attributes": ["email"],
        "username_attributes": ["email"],
        "password_policy": [{"minimum_length": 12}],
        "admin_create_user_config": [{"allow_admin_create_user_only": True}],
    },
    CLIENT: {
        "prevent_user_existence_errors": "ENABLED",
        "generate_secret": False,
        "explicit_auth_flows": ["ALLOW_USER_SRP_AUTH"],
    },
}
_POOL, _CLIENT = (
    users.user_pools_know_whom_they_let_in,
    users.clients_of_user_pools_give_nothing_away,
)
_ROLES = general.roles_name_what_they_allow
_PROMISES = edge.distributions_keep_what_they_promise
ROLE: Resources = {"aws_iam_role_policy.run": {"policy": policy("dynamodb:GetItem")}}
CASES = [
    case(
        containers.balancers_stand_in_two_zones,
        {"aws_lb.main": {"subnets": ["subnet-1", "subnet-2"]}},
        "aws_lb.main",
        {"subnets": ["subnet-1", "subnet-1"]},
        "stands in one subnet",
    ),
    case(
        containers.services_scale_on_processor_and_memory,
        SCALING,
        "aws_appautoscaling_policy.memory",
        None,
        "does not scale on ECSServiceAverageMemoryUtilization",
    ),
    case(
        containers.scaling_names_no_role,
        SCALING,
        "aws_appautoscaling_target.app",
        {"role_arn": "arn:aws:iam::1:role/aws-service-role/ecs"},
        "role_arn names the service-linked role",
    ),
    case(
        containers.capacity_providers_are_used,
        SPOT,
        "aws_ecs_service.app",
        {"launch_type": "FARGATE"},
        "launch_type makes FARGATE_SPOT dead",
    ),
    case(
        containers.images_are_pinned,
        TASK,
        "aws_ecs_task_definition.app",
        task("public.ecr.aws/nginx/nginx:latest"),
        "has no fixed tag",
    ),
    case(
        containers.images_come_from_a_registry_without_pull_limits,
        TASK,
        "aws_ecs_task_definition.app",
        task("nginx:1.30"),
        "comes from Docker Hub",
    ),
    case(_ROLES, ROLE, "aws_iam_role_policy.run", {"policy": policy("dynamodb:*")}, "dynamodb:*"),
    case(_ROLES, ROLE, "aws_iam_role_policy.run", {"policy": policy("*")}, "allows *"),
    case(_ROLES, ROLE, "aws_iam_role_policy.run", {"policy": policy("dynamodb:Scan")}, "Scan"),
    case(
        general.names_fit,
        {"aws_lb.main": {"name": "a" * 32}},
        "aws_lb.main",
        {"name": "a" * 33},
        "is longer than 32",
    ),
    case(
        general.data_goes_only_when_it_is_told_to,
        {BUCKET: {}},
        BUCKET,
        {"force_destroy": True},
        "its files go with it",
    ),
    case(
        functions.answers_allow_named_headers,
        HEADERS,
        "aws_api_gateway_gateway_response.a",
        ANY_HEADER,
        "Access-Control-Allow-Headers is *",
    ),
    case(
        functions.browsers_may_ask_first,
        ASKED,
        "aws_api_gateway_method.options",
        None,
        "aws_api_gateway_method.get: its path answers no OPTIONS",
    ),
    case(
        functions.stages_limit_requests,
        STAGED,
        "aws_api_gateway_method_settings.all",
        None,
        "aws_api_gateway_stage.prod: takes any number of requests",
    ),
    case(
        functions.stages_limit_requests,
        HTTP,
        "aws_apigatewayv2_stage.a",
        {"default_route_settings": []},
        "takes any number of requests",
    ),
    case(
        functions.deployments_follow_what_they_deploy,
        {"aws_api_gateway_deployment.a": {"triggers": {"api": "hash"}}},
        "aws_api_gateway_deployment.a",
        {"triggers": None},
        "is not made again when the API changes",
    ),
    case(
        functions.requests_are_traced,
        STAGED,
        "aws_api_gateway_stage.prod",
        {"xray_tracing_enabled": False},
        "xray_tracing_enabled is off",
    ),
    case(
        graphql.fields_have_a_resolver,
        RESOLVED,
        "aws_appsync_resolver.put",
        None,
        "nothing answers Mutation.putItem",
    ),
    case(
        graphql.resolvers_are_written_in_javascript,
        RESOLVED,
        "aws_appsync_resolver.get",
        {"code": None, "runtime": [], "request_template": "{}"},
        "aws_appsync_resolver.get: is no JavaScript resolver",
    ),
    case(
        graphql.keys_open_something,
        RESOLVED,
        API,
        {"schema": SCHEMA.replace("@aws_api_key", "")},
        "nothing in its schema is open to the key",
    ),
    case(_POOL, PEOPLE, POOL, {"auto_verified_attributes": []}, "no address is verified"),
    case(_POOL, PEOPLE, POOL, {"username_attributes": None}, "cannot sign in with their address"),
    case(_POOL, PEOPLE, POOL, {"password_policy": [{"minimum_length": 6}]}, "passwords of 6"),
    case(_POOL, PEOPLE, POOL, {"schema": [{"name": "email", "mutable": False}]}, "never change"),
    case(_CLIENT, PEOPLE, CLIENT, {"prevent_user_existence_errors": None}, "who has an account"),
    case(_CLIENT, PEOPLE, CLIENT, {"generate_secret": True}, "a browser cannot keep"),
    case(
        _CLIENT,
        PEOPLE,
        CLIENT,
        {"explicit_auth_flows": ["ALLOW_USER_PASSWORD_AUTH"]},
        "takes passwords as they are",
    ),
    case(
        users.nobody_signs_up_alone,
        PEOPLE,
        POOL,
        {"admin_create_user_config": [{"allow_admin_create_user_only": False}]},
        "anybody may sign up",
    ),
    case(
        edge.behaviours_use_policies,
        KEYED,
        SITE,
        {"default_cache_behavior": [{"forwarded_values": [{}]}]},
        "forwarded_values is the legacy way",
    ),
    case(
        edge.balancers_behind_a_distribution_are_internal,
        {**KEYED, "aws_lb.main": {"internal": True}},
        "aws_lb.main",
        {"internal": False},
        "is reached beside the distribution",
    ),
    case(
        edge.buckets_are_read_by_their_distribution_alone,
        READ,
        "aws_s3_bucket_policy.static",
        {"policy": statement()},
        f"{BUCKET}: no policy lets its distribution alone read it",
    ),
    case(
        edge.origins_in_buckets_are_asked_with_a_signature,
        READ,
        SITE,
        UNSIGNED,
        "asks a bucket without a signature",
    ),
    case(
        edge.edge_decisions_are_in_the_cache_key,
        KEYED,
        "aws_cloudfront_cache_policy.edge",
        {"parameters_in_cache_key_and_forwarded_to_origin": []},
        "holds nothing of what its function decides",
    ),
    case(_PROMISES, KEYED, SITE, behaviour(viewer_protocol_policy="allow-all"), "over HTTP"),
    case(
        _PROMISES,
        KEYED,
        SITE,
        behaviour(response_headers_policy_id=None),
        "without security headers",
    ),
    case(
        edge.distributions_log_by_default,
        {SITE: {"logging_config": [{}]}},
        SITE,
        {"logging_config": []},
        "keeps no log of its requests",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_defect_is_found_and_its_repair_is_not(case: Case) -> None:
    assert case.rule(applied(case.right)) == []
    assert case.finding in "\n".join(case.rule(applied(case.wrong())))


def test_every_rule_is_shown_to_fail() -> None:
    shown = {case.rule for case in [*CASES, *test_state_rules.CASES]}
    assert shown == {*STATE_RULES, *DEFAULT_RULES}
