"""What exists in moto's account, by physical name, whoever made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .moto_clients import client
from .moto_models import ALIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A call that lists resources: the member that holds them, and the key of their name."""

    service: str
    call: str
    member: str
    name: str = ""


LISTINGS = (
    Listing(service="apigateway", call="get_rest_apis", member="items", name="id"),
    Listing(service="apigatewayv2", call="get_apis", member="Items", name="ApiId"),
    Listing(service="appsync", call="list_graphql_apis", member="graphqlApis", name="arn"),
    Listing(service="cloudwatch", call="describe_alarms", member="MetricAlarms", name="AlarmName"),
    Listing(service="cognito-idp", call="list_user_pools", member="UserPools", name="Id"),
    Listing(service="dynamodb", call="list_tables", member="TableNames"),
    Listing(service="ec2", call="describe_addresses", member="Addresses", name="AllocationId"),
    Listing(
        service="ec2",
        call="describe_internet_gateways",
        member="InternetGateways",
        name="InternetGatewayId",
    ),
    Listing(
        service="ec2", call="describe_security_groups", member="SecurityGroups", name="GroupId"
    ),
    Listing(service="ec2", call="describe_subnets", member="Subnets", name="SubnetId"),
    Listing(service="ec2", call="describe_vpcs", member="Vpcs", name="VpcId"),
    Listing(service="ecs", call="list_clusters", member="clusterArns"),
    Listing(service="ecs", call="list_task_definitions", member="taskDefinitionArns"),
    Listing(
        service="elbv2",
        call="describe_load_balancers",
        member="LoadBalancers",
        name="LoadBalancerArn",
    ),
    Listing(
        service="elbv2", call="describe_target_groups", member="TargetGroups", name="TargetGroupArn"
    ),
    Listing(service="iam", call="list_roles", member="Roles", name="RoleName"),
    Listing(service="lambda", call="list_functions", member="Functions", name="FunctionName"),
    Listing(service="logs", call="describe_log_groups", member="logGroups", name="logGroupName"),
    Listing(service="s3", call="list_buckets", member="Buckets", name="Name"),
    Listing(service="secretsmanager", call="list_secrets", member="SecretList", name="ARN"),
    Listing(service="sns", call="list_topics", member="Topics", name="TopicArn"),
)


def names(listing: Listing, region: str) -> Iterator[str]:
    service = client(listing.service, region)
    arguments: dict[str, Any] = {"MaxResults": 60} if listing.service == "cognito-idp" else {}
    for found in getattr(service, listing.call)(**arguments)[listing.member]:
        yield str(found[listing.name] if listing.name else found)


def survey(region: str) -> set[str]:
    """Everything that the listings show, and the records of types that no service keeps."""
    listed = {name for listing in LISTINGS for name in names(listing, region)}
    listed -= {name for name in listed if name.endswith(":cluster/default")}  # moto's own
    return listed | set(ALIVE.values())
