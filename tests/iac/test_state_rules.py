"""Each rule on what Terraform makes finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import json

import pytest

from .state_cases import Case, Resources, applied, case, case_name, invented, policy
from .state_rules import alarms, containers, edge, functions, general, graphql

TASK = {
    "container_definitions": json.dumps([{"logConfiguration": {"logDriver": "awslogs"}}]),
    "execution_role_arn": invented("aws_iam_role.run"),
}
WRITES = {"role": invented("aws_iam_role.run"), "policy": policy("logs:PutLogEvents")}
BALANCER: Resources = {
    "aws_lb.main": {"security_groups": [invented("aws_security_group.lb")]},
    "aws_security_group.lb": {},
    "aws_lb_listener.http": {
        "port": 80,
        "protocol": "HTTP",
        "default_action": [{"type": "redirect"}],
    },
    "aws_lb_listener.https": {
        "port": 443,
        "protocol": "HTTPS",
        "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "default_action": [{"type": "forward"}],
    },
}
OPEN = {
    "cidr_ipv4": "0.0.0.0/0",
    "from_port": 443,
    "to_port": 443,
    "security_group_id": invented("aws_security_group.lb"),
}
TABLE: Resources = {
    "aws_dynamodb_table.a": {
        "hash_key": "id",
        "attribute": [{"name": "id"}, {"name": "owner"}],
        "global_secondary_index": [{"key_schema": [{"attribute_name": "owner"}]}],
    }
}
_PATHS = edge.paths_reach_the_api_as_it_knows_them
_ROUTE = "aws_apigatewayv2_route.api"
_API = invented("aws_apigatewayv2_api.main")
BEFORE_AN_API: Resources = {
    "aws_apigatewayv2_api.main": {},
    "aws_apigatewayv2_stage.main": {"api_id": _API, "name": "$default"},
    _ROUTE: {"api_id": _API, "route_key": "ANY /api/{proxy+}"},
    "aws_cloudfront_function.strip": {"code": "if (request.uri === '/') return"},
    "aws_cloudfront_distribution.main": {
        "origin": [{"origin_id": "api", "domain_name": _API}],
        "ordered_cache_behavior": [
            {
                "path_pattern": "/api/*",
                "target_origin_id": "api",
                "function_association": [
                    {"function_arn": invented("aws_cloudfront_function.strip", "arn")}
                ],
            }
        ],
    },
}
EDGE_ROLE = {"assume_role_policy": '"lambda.amazonaws.com" "edgelambda.amazonaws.com"'}
EDGE_FUNCTION = {
    "runtime": "nodejs22.x",
    "timeout": 5,
    "memory_size": 128,
    "region": "us-east-1",
    "publish": True,
    "skip_destroy": True,
    "role": invented("aws_iam_role.edge"),
}
AT_EDGE = {
    "default_cache_behavior": [
        {
            "lambda_function_association": [
                {"event_type": "viewer-request", "lambda_arn": invented("aws_lambda_function.edge")}
            ]
        }
    ]
}
FUNCTION = {
    "function_name": "list",
    "runtime": "nodejs24.x",
    "timeout": 10,
    "role": invented("aws_iam_role.run"),
    "logging_config": [{"log_group": "/list"}],
}
CALLED = {"function_name": "list", "principal": "apigateway.amazonaws.com"}
BLOCKED = dict.fromkeys(
    ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"),
    True,
)
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


TASKS: Resources = {
    "aws_ecs_task_definition.app": TASK,
    "aws_iam_role.run": {},
    "aws_iam_role_policy.run": WRITES,
}
EDGE: Resources = {
    "aws_cloudfront_distribution.main": AT_EDGE,
    "aws_lambda_function.edge": EDGE_FUNCTION,
    "aws_iam_role.edge": EDGE_ROLE,
}
LAMBDA: Resources = {
    "aws_lambda_function.list": FUNCTION,
    "aws_lambda_permission.api": CALLED,
    "aws_cloudwatch_log_group.list": {"name": "/list", "retention_in_days": 30},
    **{name: TASKS[name] for name in ("aws_iam_role.run", "aws_iam_role_policy.run")},
}
_EDGE = edge.edge_functions_ask_for_what_the_edge_has
_TASK = containers.logging_tasks_have_an_execution_role
_PORTS = containers.open_ports_have_a_listener
CASES = [
    case(_TASK, TASKS, "aws_ecs_task_definition.app", {"execution_role_arn": None}, "without an"),
    case(_TASK, TASKS, "aws_iam_role_policy.run", {"policy": policy("s3:Get")}, "may not write"),
    case(
        containers.images_can_be_pulled,
        {
            "aws_vpc.main": {},
            "aws_ecs_service.app": {"network_configuration": [{"assign_public_ip": True}]},
        },
        "aws_ecs_service.app",
        {"network_configuration": [{"assign_public_ip": False}]},
        "reach no registry",
    ),
    case(
        containers.health_checks_ask_for_a_path_that_is_answered,
        {"aws_lb_target_group.main": {"health_check": [{"path": "/"}]}},
        "aws_lb_target_group.main",
        {"health_check": [{"path": "/health"}]},
        "nothing answers /health",
    ),
    case(
        containers.services_roll_back_a_failed_deployment,
        {"aws_ecs_service.a": {"deployment_circuit_breaker": [{"enable": True, "rollback": True}]}},
        "aws_ecs_service.a",
        {"deployment_circuit_breaker": [{"enable": True, "rollback": False}]},
        "no deployment circuit breaker",
    ),
    case(
        _PORTS,
        {**BALANCER, "aws_vpc_security_group_ingress_rule.a": OPEN},
        "aws_vpc_security_group_ingress_rule.a",
        {"from_port": 22},
        "opens port 22",
    ),
    case(
        _PORTS,
        {**BALANCER, "aws_vpc_security_group_ingress_rule.a": OPEN},
        "aws_vpc_security_group_ingress_rule.a",
        {"security_group_id": "sg-tasks"},
        "opens port 443",
    ),
    case(
        containers.plain_http_redirects_where_https_is_served,
        BALANCER,
        "aws_lb_listener.http",
        {"default_action": [{"type": "forward"}]},
        "serves over HTTP beside HTTPS",
    ),
    case(
        edge.tls_policies_are_current,
        BALANCER,
        "aws_lb_listener.https",
        {"ssl_policy": "ELBSecurityPolicy-2016-08"},
        "is not a current one",
    ),
    case(
        edge.tls_policies_are_current,
        {
            "aws_cloudfront_distribution.main": {
                "viewer_certificate": [
                    {"acm_certificate_arn": "arn", "minimum_protocol_version": "TLSv1.2_2021"}
                ]
            }
        },
        "aws_cloudfront_distribution.main",
        {
            "viewer_certificate": [
                {"acm_certificate_arn": "arn", "minimum_protocol_version": "TLSv1"}
            ]
        },
        "minimum_protocol_version TLSv1",
    ),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"environment": [{}]}, "environment"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"vpc_config": [{}]}, "vpc_config"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"architectures": ["arm64"]}, "arm64"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"runtime": "nodejs18.x"}, "nodejs18.x"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"timeout": 30}, "more than 5 s"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"memory_size": 256}, "more than 128 MB"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"region": "eu-west-1"}, "not in us-east-1"),
    case(_EDGE, EDGE, "aws_lambda_function.edge", {"skip_destroy": False}, "skip_destroy"),
    case(
        _EDGE,
        EDGE,
        "aws_iam_role.edge",
        {"assume_role_policy": '"lambda.amazonaws.com"'},
        "does not trust edgelambda",
    ),
    case(
        edge.web_acls_of_distributions_are_in_their_region,
        {"aws_wafv2_web_acl.main": {"scope": "CLOUDFRONT", "region": "us-east-1"}},
        "aws_wafv2_web_acl.main",
        {"region": "eu-west-1"},
        "outside us-east-1",
    ),
    case(
        functions.runtimes_are_supported,
        LAMBDA,
        "aws_lambda_function.list",
        {"runtime": "nodejs20.x"},
        "nodejs20.x is unknown or supported for too short",
    ),
    case(
        functions.runtimes_stay_supported,
        LAMBDA,
        "aws_lambda_function.list",
        {"runtime": "nodejs22.x"},
        "nodejs22.x is unknown or supported for too short",
    ),
    case(
        edge.managed_policies_exist,
        {
            "aws_cloudfront_distribution.main": {
                "default_cache_behavior": [{"cache_policy_id": CACHING_DISABLED}]
            }
        },
        "aws_cloudfront_distribution.main",
        {"default_cache_behavior": [{"cache_policy_id": "4135ea2d"}]},
        "is not a managed policy",
    ),
    case(
        edge.origins_are_reached_under_a_name_with_a_certificate,
        {
            "aws_lb.main": {},
            "aws_cloudfront_distribution.main": {
                "origin": [{"domain_name": "www", "custom_origin_config": [{}]}]
            },
        },
        "aws_cloudfront_distribution.main",
        {
            "origin": [
                {"domain_name": invented("aws_lb.main", "dns_name"), "custom_origin_config": [{}]}
            ]
        },
        "HTTPS to a load balancer's own name",
    ),
    case(
        functions.preflight_requests_need_no_authorization,
        {"aws_api_gateway_method.o": {"http_method": "OPTIONS", "authorization": "NONE"}},
        "aws_api_gateway_method.o",
        {"authorization": "AWS_IAM"},
        "OPTIONS needs authorization",
    ),
    case(
        functions.other_requests_are_authorized,
        {"aws_api_gateway_method.g": {"http_method": "GET", "authorization": "COGNITO_USER_POOLS"}},
        "aws_api_gateway_method.g",
        {"authorization": "NONE"},
        "anybody may call it",
    ),
    case(
        functions.functions_end_before_the_api_gives_up,
        LAMBDA,
        "aws_lambda_function.list",
        {"timeout": 60},
        "runs for up to 60 s",
    ),
    case(
        functions.functions_keep_their_logs_for_a_set_time,
        LAMBDA,
        "aws_cloudwatch_log_group.list",
        None,
        "no log group of the configuration is its own",
    ),
    case(
        functions.functions_may_write_their_logs,
        LAMBDA,
        "aws_iam_role_policy.run",
        None,
        "may not write logs",
    ),
    case(
        general.log_groups_have_a_retention,
        LAMBDA,
        "aws_cloudwatch_log_group.list",
        {"retention_in_days": 0},
        "keeps its logs for ever",
    ),
    case(
        general.buckets_block_public_access,
        {
            "aws_s3_bucket.a": {},
            "aws_s3_bucket_public_access_block.a": {
                **BLOCKED,
                "bucket": invented("aws_s3_bucket.a"),
            },
        },
        "aws_s3_bucket_public_access_block.a",
        {"block_public_policy": False},
        "public access is not blocked",
    ),
    case(
        general.tables_can_be_restored,
        {"aws_dynamodb_table.a": {"point_in_time_recovery": [{"enabled": True}]}},
        "aws_dynamodb_table.a",
        {"point_in_time_recovery": []},
        "no point-in-time recovery",
    ),
    case(
        graphql.api_keys_exist_where_they_are_accepted,
        {
            "aws_appsync_graphql_api.a": {"authentication_type": "API_KEY"},
            "aws_appsync_api_key.a": {},
        },
        "aws_appsync_api_key.a",
        None,
        "accepts API_KEY",
    ),
    case(
        general.web_acls_guard_what_they_can,
        {
            "aws_api_gateway_stage.prod": {},
            "aws_api_gateway_rest_api.main": {},
            "aws_wafv2_web_acl_association.a": {
                "resource_arn": invented("aws_api_gateway_stage.prod", "arn")
            },
        },
        "aws_wafv2_web_acl_association.a",
        {"resource_arn": invented("aws_api_gateway_rest_api.main", "arn")},
        "aws_api_gateway_rest_api.main cannot have a web ACL",
    ),
    case(
        functions.deployments_wait_for_what_they_deploy,
        {"aws_api_gateway_deployment.main": {}},
        "aws_api_gateway_integration.route",
        {},
        "deployed without waiting for aws_api_gateway_integration.route",
    ),
    case(
        general.keys_are_declared, TABLE, "aws_dynamodb_table.a", {"hash_key": "x"}, "id, x: either"
    ),
    case(
        general.keys_are_declared,
        TABLE,
        "aws_dynamodb_table.a",
        {"global_secondary_index": [{"key_schema": [{"attribute_name": "user"}]}]},
        "owner, user: either key or declared",
    ),
    case(
        _PATHS, BEFORE_AN_API, _ROUTE, {"route_key": "GET /items"}, "main knows GET /items, and is"
    ),
    case(_PATHS, BEFORE_AN_API, _ROUTE, None, "main knows nothing, and is asked for /api/"),
    case(
        _PATHS,
        BEFORE_AN_API,
        "aws_apigatewayv2_stage.main",
        {"name": "prod"},
        "origin path '' is no stage of aws_apigatewayv2_api.main",
    ),
    case(
        _PATHS,
        BEFORE_AN_API,
        "aws_cloudfront_function.strip",
        {"code": "request.uri = request.uri.replace('/api', '')"},
        "its function gives the API another path",
    ),
    case(
        general.names_tell_whose_they_are,
        {"aws_s3_bucket.a": {"bucket_prefix": "shop-"}},
        "aws_s3_bucket.a",
        {"bucket": invented("aws_s3_bucket.a", "bucket"), "bucket_prefix": None},
        "aws_s3_bucket.a: has no name of ours (bucket or bucket_prefix)",
    ),
    case(
        general.parts_belong_to_their_namesake,
        {
            "aws_s3_bucket.site": {},
            "aws_s3_bucket.logs": {},
            "aws_s3_bucket_versioning.site": {"bucket": invented("aws_s3_bucket.site")},
        },
        "aws_s3_bucket_versioning.site",
        {"bucket": invented("aws_s3_bucket.logs")},
        "aws_s3_bucket_versioning.site: is part of aws_s3_bucket.logs",
    ),
    case(
        general.policies_are_written_in_a_version_that_is_known,
        {"aws_iam_role.run": {"assume_role_policy": '{"Version": "2012-10-17"}'}},
        "aws_iam_role.run",
        {"assume_role_policy": '{"Version": "2012-10-18"}'},
        "aws_iam_role.run: assume_role_policy is of version 2012-10-18",
    ),
    case(
        alarms.alarms_look_at_one_result,
        {"aws_cloudwatch_metric_alarm.a": {"metric_query": [{"id": "a", "return_data": True}]}},
        "aws_cloudwatch_metric_alarm.a",
        {"metric_query": [{"id": "a", "return_data": None}]},
        "aws_cloudwatch_metric_alarm.a: 0 of its metrics return data",
    ),
    case(
        alarms.alarms_watch_what_is_made,
        {
            "aws_cloudfront_distribution.main": {"domain_name": "d1.cloudfront.net"},
            "aws_cloudwatch_metric_alarm.errors": {
                "dimensions": {"DistributionId": invented("aws_cloudfront_distribution.main")}
            },
        },
        "aws_cloudwatch_metric_alarm.errors",
        {"dimensions": {"DistributionId": "d1.cloudfront.net"}},
        "errors: DistributionId is d1.cloudfront.net, no id of any aws_cloudfront_distribution",
    ),
    case(
        alarms.alarms_watch_what_is_made,
        {
            "aws_lambda_function.list": {"function_name": "list"},
            "aws_cloudwatch_metric_alarm.errors": {
                "metric_query": [{"metric": [{"dimensions": {"FunctionName": "list"}}]}]
            },
        },
        "aws_lambda_function.list",
        {"function_name": "items"},
        "errors: FunctionName is list, no function_name of any aws_lambda_function",
    ),
    case(
        functions.functions_have_code,
        {"aws_lambda_function.a": {"filename": "a.zip"}},
        "aws_lambda_function.a",
        {"filename": None},
        "aws_lambda_function.a: has no code",
    ),
    case(
        graphql.apis_limit_a_query,
        {"aws_appsync_graphql_api.a": {"query_depth_limit": 5}},
        "aws_appsync_graphql_api.a",
        {"query_depth_limit": 0},
        "no query_depth_limit",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_defect_is_found_and_its_repair_is_not(case: Case) -> None:
    assert case.rule(applied(case.right)) == []
    assert case.finding in "\n".join(case.rule(applied(case.wrong())))
