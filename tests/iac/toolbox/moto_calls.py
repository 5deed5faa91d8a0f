"""Which API call makes a resource of a type that moto does not make from a template.

moto has the service behind it; only the way from the template is missing. Types without a call
exist as a record alone (moto_models.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Change = Callable[[Json], Json]
Finish = Callable[[Any, Json, Json], None]


def _same(properties: Json) -> Json:
    return properties


def _nothing(_client: Any, _properties: Json, _answer: Json) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """How `service` makes a resource, and takes it away again.

    `wrap` is the member of the answer that holds the resource. `ref` and `attributes` are paths
    into it (`uris.GRAPHQL`), several joined by `|`; a path that is not there is looked up in the
    parameters. `remove` takes those parameters of the creation, or members of the answer, that it
    knows; `remove_with` gives it paths for others, or True. `finish` and `update` make further
    calls, with the client, the properties, and what was sent and answered.
    """

    service: str
    create: str
    remove: str = ""
    wrap: str = ""
    ref: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    remove_with: Mapping[str, Any] = field(default_factory=dict)
    change: Change = _same
    update: Finish = _nothing
    finish: Finish = _nothing


def _unstaged(properties: Json) -> Json:
    """Without the stage: SAM makes one of its own."""
    return {"RestApiId": properties["RestApiId"]}


def _statement(properties: Json) -> Json:
    return {"StatementId": f"statement-{secrets.token_hex(4)}", **properties}


def _secret(properties: Json) -> Json:
    return {"SecretString": "generated", **properties}


def _bucket_policy(properties: Json) -> Json:
    return {"Bucket": properties["Bucket"], "Policy": properties["PolicyDocument"]}


def _schema(properties: Json) -> Json:
    return {"ApiId": properties["ApiId"], "Definition": properties["Definition"]}


def _rule(peer: str) -> Change:
    """A rule of a security group that names its other side in the property `peer`."""

    def permissions(properties: Json) -> Json:
        rule = {key: properties[key] for key in ("IpProtocol", "FromPort", "ToPort")}
        group = {"GroupId": properties[peer]}
        return {
            "GroupId": properties["GroupId"],
            "IpPermissions": [{**rule, "UserIdGroupPairs": [group]}],
        }

    return permissions


def _task(properties: Json) -> Json:
    return {"Family": "task", **properties}


def _providers(properties: Json) -> Json:
    return {"DefaultCapacityProviderStrategy": [], **properties}


def _distribution(properties: Json) -> Json:
    """CloudFront's API asks for more than its template, and names two things otherwise."""
    config: Json = {"CallerReference": secrets.token_hex(8), "Comment": ""}
    given = properties["DistributionConfig"]
    config |= {key: value for key, value in given.items() if key != "Logging"}
    if "Logging" in given:
        logging = {"Enabled": True, "IncludeCookies": False, "Prefix": ""}
        config["Logging"] = logging | given["Logging"]
    config["Origins"] = [_origin(origin) for origin in given["Origins"]]
    return {"DistributionConfig": config}


def _origin(origin: Json) -> Json:
    if "CustomOriginConfig" not in origin:
        return origin
    ports = {"HTTPPort": 80, "HTTPSPort": 443}
    return {**origin, "CustomOriginConfig": ports | origin["CustomOriginConfig"]}


def _policy(properties: Json) -> Json:
    """The target's name holds what the API wants one by one."""
    target = dict(zip(_TARGET, properties["ScalingTargetId"].split("|"), strict=True))
    return {**properties, **target}


def _methods(client: Any, properties: Json, answer: Json) -> None:
    """moto imports no integrations: every method of the API's body is put in its place."""
    paths = properties.get("Body", {}).get("paths", {})
    root = client.get_resources(restApiId=answer["id"])["items"][0]["id"]
    known = {"": root}
    for path, operations in paths.items():
        resource = _path_resource(client, answer["id"], path.rstrip("/"), known)
        for verb, operation in operations.items():
            _method(client, {"restApiId": answer["id"], "resourceId": resource}, verb, operation)


def _path_resource(client: Any, api: str, path: str, known: dict[str, str]) -> str:
    if path not in known:
        parent, _slash, last = path.rpartition("/")
        parent_id = _path_resource(client, api, parent, known)
        made = client.create_resource(restApiId=api, parentId=parent_id, pathPart=last)
        known[path] = made["id"]
    return known[path]


def _method(client: Any, place: Json, verb: str, operation: Json) -> None:
    integration = operation["x-amazon-apigateway-integration"]
    method = {**place, "httpMethod": verb.upper()}
    client.put_method(**method, authorizationType="NONE")
    backend = {}
    if "uri" in integration:
        backend = {"uri": integration["uri"], "integrationHttpMethod": "POST"}
    client.put_integration(**method, type=integration["type"].upper(), **backend)


def _retention(client: Any, properties: Json, sent: Json) -> None:
    days = int(properties["RetentionInDays"])
    client.put_retention_policy(logGroupName=sent["logGroupName"], retentionInDays=days)


_TARGET = ("ResourceId", "ScalableDimension", "ServiceNamespace")


# Types that moto makes from a template, but cannot take away again or only in part.
REPLACED = {
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::RestApi",
    "AWS::EC2::EIP",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::NatGateway",
    "AWS::EC2::Route",
    "AWS::EC2::RouteTable",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::ECS::Cluster",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Version",
    "AWS::Logs::LogGroup",
}

CALLS: Mapping[str, Call] = {
    "AWS::ApiGateway::RestApi": Call(
        service="apigateway",
        create="create_rest_api",
        remove="delete_rest_api",
        ref="id",
        attributes={"RestApiId": "id", "RootResourceId": "rootResourceId"},
        finish=_methods,
    ),
    "AWS::ApiGateway::Deployment": Call(
        service="apigateway",
        create="create_deployment",
        ref="id",
        attributes={"DeploymentId": "id"},
        change=_unstaged,
    ),
    "AWS::Lambda::Permission": Call(
        service="lambda",
        create="add_permission",
        remove="remove_permission",
        ref="StatementId",
        change=_statement,
    ),
    "AWS::Lambda::Version": Call(
        service="lambda",
        create="publish_version",
        ref="FunctionArn",
        attributes={"FunctionArn": "FunctionArn", "Version": "Version"},
    ),
    "AWS::ApiGateway::ApiKey": Call(
        service="apigateway",
        create="create_api_key",
        remove="delete_api_key",
        ref="id",
        attributes={"APIKeyId": "id", "apiKey": "id"},
    ),
    "AWS::ApiGateway::Stage": Call(
        service="apigateway", create="create_stage", remove="delete_stage", ref="stageName"
    ),
    "AWS::ApiGateway::UsagePlan": Call(
        service="apigateway",
        create="create_usage_plan",
        remove="delete_usage_plan",
        ref="id",
        attributes={"Id": "id", "usagePlanId": "id"},
    ),
    "AWS::ApiGateway::UsagePlanKey": Call(
        service="apigateway",
        create="create_usage_plan_key",
        remove="delete_usage_plan_key",
        ref="id",
        attributes={"Id": "id"},
    ),
    "AWS::ApiGatewayV2::Api": Call(
        service="apigatewayv2",
        create="create_api",
        remove="delete_api",
        ref="ApiId",
        attributes={"ApiId": "ApiId", "ApiEndpoint": "ApiEndpoint"},
    ),
    "AWS::ApiGatewayV2::Integration": Call(
        service="apigatewayv2",
        create="create_integration",
        remove="delete_integration",
        ref="IntegrationId",
        attributes={"IntegrationId": "IntegrationId"},
    ),
    "AWS::ApiGatewayV2::Route": Call(
        service="apigatewayv2",
        create="create_route",
        remove="delete_route",
        ref="RouteId",
        attributes={"RouteId": "RouteId"},
    ),
    "AWS::ApiGatewayV2::Stage": Call(
        service="apigatewayv2", create="create_stage", remove="delete_stage", ref="StageName"
    ),
    "AWS::AppSync::ApiKey": Call(
        service="appsync",
        create="create_api_key",
        remove="delete_api_key",
        wrap="apiKey",
        ref="id",
        attributes={"ApiKey": "id", "ApiKeyId": "id"},
    ),
    "AWS::AppSync::ApiCache": Call(
        service="appsync",
        create="create_api_cache",
        remove="delete_api_cache",
        wrap="apiCache",
        ref="apiId",
    ),
    "AWS::AppSync::GraphQLApi": Call(
        service="appsync",
        create="create_graphql_api",
        remove="delete_graphql_api",
        wrap="graphqlApi",
        ref="arn",
        attributes={
            "ApiId": "apiId",
            "Arn": "arn",
            "GraphQLUrl": "uris.GRAPHQL",
            "RealtimeUrl": "uris.REALTIME",
        },
    ),
    "AWS::AppSync::GraphQLSchema": Call(
        service="appsync", create="start_schema_creation", ref="apiId", change=_schema
    ),
    "AWS::ApplicationAutoScaling::ScalableTarget": Call(
        service="application-autoscaling",
        create="register_scalable_target",
        remove="deregister_scalable_target",
        ref="|".join(_TARGET),
    ),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Call(
        service="application-autoscaling",
        create="put_scaling_policy",
        remove="delete_scaling_policy",
        ref="PolicyARN",
        attributes={"Arn": "PolicyARN"},
        change=_policy,
    ),
    "AWS::CloudFront::Distribution": Call(
        service="cloudfront",
        create="create_distribution",
        wrap="Distribution",
        ref="Id",
        attributes={"Id": "Id", "DomainName": "DomainName"},
        change=_distribution,
    ),
    "AWS::CloudFront::OriginAccessControl": Call(
        service="cloudfront",
        create="create_origin_access_control",
        remove="delete_origin_access_control",
        wrap="OriginAccessControl",
        ref="Id",
        attributes={"Id": "Id"},
    ),
    "AWS::CloudWatch::Alarm": Call(
        service="cloudwatch",
        create="put_metric_alarm",
        remove="delete_alarms",
        ref="AlarmName",
    ),
    "AWS::Cognito::UserPool": Call(
        service="cognito-idp",
        create="create_user_pool",
        remove="delete_user_pool",
        wrap="UserPool",
        ref="Id",
        attributes={"UserPoolId": "Id", "Arn": "Arn"},
    ),
    "AWS::Cognito::UserPoolClient": Call(
        service="cognito-idp",
        create="create_user_pool_client",
        remove="delete_user_pool_client",
        wrap="UserPoolClient",
        ref="ClientId",
        attributes={"ClientId": "ClientId", "Name": "ClientName"},
    ),
    "AWS::EC2::SecurityGroupEgress": Call(
        service="ec2",
        create="authorize_security_group_egress",
        remove="revoke_security_group_egress",
        ref="GroupId",
        change=_rule("DestinationSecurityGroupId"),
    ),
    "AWS::EC2::SecurityGroupIngress": Call(
        service="ec2",
        create="authorize_security_group_ingress",
        remove="revoke_security_group_ingress",
        ref="GroupId",
        change=_rule("SourceSecurityGroupId"),
    ),
    "AWS::EC2::EIP": Call(
        service="ec2",
        create="allocate_address",
        remove="release_address",
        ref="PublicIp",
        attributes={"AllocationId": "AllocationId", "PublicIp": "PublicIp"},
    ),
    "AWS::EC2::InternetGateway": Call(
        service="ec2",
        create="create_internet_gateway",
        remove="delete_internet_gateway",
        wrap="InternetGateway",
        ref="InternetGatewayId",
    ),
    "AWS::EC2::NatGateway": Call(
        service="ec2",
        create="create_nat_gateway",
        remove="delete_nat_gateway",
        wrap="NatGateway",
        ref="NatGatewayId",
    ),
    "AWS::EC2::Route": Call(
        service="ec2", create="create_route", remove="delete_route", ref="RouteTableId"
    ),
    "AWS::EC2::RouteTable": Call(
        service="ec2",
        create="create_route_table",
        remove="delete_route_table",
        wrap="RouteTable",
        ref="RouteTableId",
    ),
    "AWS::EC2::SubnetRouteTableAssociation": Call(
        service="ec2",
        create="associate_route_table",
        remove="disassociate_route_table",
        ref="AssociationId",
    ),
    "AWS::EC2::VPCGatewayAttachment": Call(
        service="ec2",
        create="attach_internet_gateway",
        remove="detach_internet_gateway",
        ref="VpcId",
    ),
    "AWS::ECS::Cluster": Call(
        service="ecs",
        create="create_cluster",
        remove="delete_cluster",
        wrap="cluster",
        ref="clusterName",
        attributes={"Arn": "clusterArn"},
        remove_with={"cluster": "clusterName"},
    ),
    "AWS::ECS::Service": Call(
        service="ecs",
        create="create_service",
        remove="delete_service",
        wrap="service",
        ref="serviceArn",
        attributes={"Name": "serviceName", "ServiceArn": "serviceArn"},
        remove_with={"service": "serviceArn", "force": True},
    ),
    "AWS::ECS::TaskDefinition": Call(
        service="ecs",
        create="register_task_definition",
        remove="deregister_task_definition",
        wrap="taskDefinition",
        ref="taskDefinitionArn",
        remove_with={"taskDefinition": "taskDefinitionArn"},
        change=_task,
    ),
    "AWS::ElasticLoadBalancingV2::Listener": Call(
        service="elbv2",
        create="create_listener",
        remove="delete_listener",
        wrap="Listeners.0",
        ref="ListenerArn",
        attributes={"ListenerArn": "ListenerArn"},
    ),
    "AWS::ElasticLoadBalancingV2::ListenerRule": Call(
        service="elbv2",
        create="create_rule",
        remove="delete_rule",
        wrap="Rules.0",
        ref="RuleArn",
        attributes={"RuleArn": "RuleArn"},
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": Call(
        service="elbv2",
        create="create_target_group",
        remove="delete_target_group",
        wrap="TargetGroups.0",
        ref="TargetGroupArn",
        attributes={"TargetGroupArn": "TargetGroupArn", "TargetGroupName": "TargetGroupName"},
    ),
    "AWS::ECS::ClusterCapacityProviderAssociations": Call(
        service="ecs",
        create="put_cluster_capacity_providers",
        wrap="cluster",
        ref="clusterName",
        change=_providers,
    ),
    "AWS::Lambda::Alias": Call(
        service="lambda",
        create="create_alias",
        remove="delete_alias",
        ref="AliasArn",
        attributes={"AliasArn": "AliasArn"},
    ),
    "AWS::Logs::LogGroup": Call(
        service="logs",
        create="create_log_group",
        remove="delete_log_group",
        ref="logGroupName",
        update=_retention,
        finish=_retention,
    ),
    "AWS::S3::BucketPolicy": Call(
        service="s3",
        create="put_bucket_policy",
        remove="delete_bucket_policy",
        ref="Bucket",
        change=_bucket_policy,
    ),
    "AWS::SecretsManager::Secret": Call(
        service="secretsmanager",
        create="create_secret",
        remove="delete_secret",
        ref="ARN",
        attributes={"Id": "ARN", "SecretId": "ARN"},
        change=_secret,
    ),
    "AWS::WAFv2::WebACL": Call(
        service="wafv2",
        create="create_web_acl",
        remove="delete_web_acl",
        wrap="Summary",
        ref="Id",
        attributes={"Arn": "ARN", "Id": "Id", "LockToken": "LockToken"},
    ),
    "AWS::WAFv2::WebACLAssociation": Call(
        service="wafv2",
        create="associate_web_acl",
        remove="disassociate_web_acl",
        ref="ResourceArn",
    ),
}
