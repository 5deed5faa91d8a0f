"""Each rule on alarms, calls and protection finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import Rule, alarms, calls, containers, protection, roles, users

TEXT = """
Parameters:
  Keep: {Type: String, Default: 'false'}
Resources:
  Topic: {Type: 'AWS::SNS::Topic'}
  Balancer: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer'}
  Healthy:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ApplicationELB
      MetricName: HealthyHostCount
      ComparisonOperator: LessThanThreshold
      AlarmActions: [!Ref Topic]
      Dimensions: [{Name: LoadBalancer, Value: !Ref Balancer}]
  Slow:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: LessThanOrEqualToThreshold
      Metrics:
        - MetricStat: {Metric: {Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime}}
        - MetricStat:
            Metric:
              Namespace: AWS/Lambda
              MetricName: Errors
              Dimensions: [{Name: FunctionName, Value: other}]
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-gateway-responses:
          DEFAULT_4XX: {responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: a}}
        paths:
          /items/{id}:
            put:
              parameters: [{name: id, in: path}]
              x-amazon-apigateway-integration: {uri: !Sub '${Put.Arn}/invocations'}
            options:
              parameters: [{name: key, in: path}]
              responseParameters: {method.response.header.Access-Control-Allow-Methods: "'GET'"}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {MethodSettings: [{DataTraceEnabled: true}]}
  Put:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 20
      Role: !GetAtt Run.Arn
      Environment: {Variables: {OWNER_INDEX: byUser, STAGE: prod}}
      Code: {ZipFile: "process.env.OWNER_INDEX + process.env.TABLE_NAME"}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Put
      SourceArn: !Sub 'arn:x:${Api}/prod/PATCH/items/*'
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {IntegrationUri: !GetAtt Put.Arn, TimeoutInMillis: 15000}
  Slower:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {TimeoutInMillis: 40000}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      DeletionProtectionEnabled: !Ref Keep
      GlobalSecondaryIndexes:
        - {IndexName: byOwner, Projection: {ProjectionType: KEYS_ONLY}}
  Pool:
    Type: AWS::Cognito::UserPool
    Properties: {DeletionProtection: INACTIVE}
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties: {IdTokenValidity: 1, TokenValidityUnits: {IdToken: days}}
  Run:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Principal: {Service: ec2.amazonaws.com}}]}
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: {Rules: [{Name: rate, Action: {Count: {}}}]}
  Secret: {Type: 'AWS::SecretsManager::Secret'}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {DefaultActions: [{Type: jwt-validation}, {Type: forward}]}
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: {ListenerArn: !Ref Listener, Actions: [{Type: forward}]}
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Matcher: {HttpCode: 200-499}}
  Service:
    Type: AWS::ECS::Service
    Properties: {DeploymentConfiguration: {MinimumHealthyPercent: 0}}
  Scaled:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: service/a/b}
  GraphQL:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      LogConfig: {FieldLogLevel: ERROR}
      UserPoolConfig: {UserPoolId: !Ref Pool}
  Cache:
    Type: AWS::AppSync::ApiCache
    Properties: {TransitEncryptionEnabled: true}
  Nothing: {Type: 'AWS::AppSync::DataSource', Properties: {Type: NONE}}
  Items: {Type: 'AWS::AppSync::DataSource', Properties: {Type: AMAZON_DYNAMODB}}
  List:
    Type: AWS::AppSync::Resolver
    Properties:
      Code: const owner = ctx.identity?.sub;
      CachingConfig: {CachingKeys: [$context.arguments.limit]}
  Push:
    Type: AWS::AppSync::Resolver
    Properties: {TypeName: Subscription, DataSourceName: !GetAtt Items.Name}
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEXT, defect=defect, repair=repair, finding=finding)


_WATCHED = alarms.alarms_watch_what_is_made
_WAITS = calls.integrations_wait_for_their_function
_SETTINGS = calls.functions_get_what_their_code_reads
_PROTECTED = protection.data_is_protected_by_default
_GRAPHQL = protection.graphql_apis_give_nothing_away
EXAMPLES = [
    example(
        alarms.alarms_ring_when_there_is_too_much,
        "LessThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "Slow: rings when all is well (LessThanOrEqualToThreshold)",
    ),
    example(
        alarms.alarms_are_heard,
        "      Metrics:\n",
        "      AlarmActions: [!Ref Topic]\n      Metrics:\n",
        "Slow: tells nobody",
    ),
    example(
        _WATCHED,
        "MetricName: TargetResponseTime}",
        "MetricName: TargetResponseTime, Dimensions: [{Name: LoadBalancer, Value: !Ref Balancer}]}",
        "Slow: TargetResponseTime: no such metric by no dimension",
    ),
    example(_WATCHED, "Value: other", "Value: !Ref Put", "Slow: Errors: FunctionName is nothing"),
    example(
        calls.functions_may_be_called,
        "/PATCH/",
        "/PUT/",
        "Api: may not call its function for PUT /items/{id}",
    ),
    example(
        calls.paths_declare_their_parameters,
        "name: key",
        "name: id",
        "Api: OPTIONS /items/{id} names id, key",
    ),
    example(
        calls.preflights_name_what_may_follow,
        "'GET'",
        "'GET,PUT'",
        "Api: the preflight of /items/{id} leaves out PUT",
    ),
    example(
        calls.errors_can_be_read_by_browsers,
        "        paths:\n",
        "          DEFAULT_5XX: {gatewayresponse.header.Access-Control-Allow-Origin: a}\n"
        "        paths:\n",
        "Api: DEFAULT_5XX has no Access-Control-Allow-Origin",
    ),
    example(
        calls.requests_are_not_written_down,
        "DataTraceEnabled: true",
        "DataTraceEnabled: false",
        "Stage: logs requests and answers whole",
    ),
    example(_WAITS, "15000", "25000", "Integration: gives Put up after 15000 ms"),
    example(_WAITS, "40000", "30000", "Slower: waits 40000 ms, 30000 is the most"),
    example(
        calls.settings_name_indexes_that_exist,
        "OWNER_INDEX: byUser",
        "OWNER_INDEX: byOwner",
        "Put: OWNER_INDEX is byUser, which is no index",
    ),
    example(_SETTINGS, ", STAGE: prod", "", "Put: STAGE is set, and its code does not read it"),
    example(
        _SETTINGS,
        " + process.env.TABLE_NAME",
        "",
        "Put: its code reads TABLE_NAME, which is not set",
    ),
    example(
        protection.lists_find_whole_items,
        "KEYS_ONLY",
        "ALL",
        "Table: an index leaves attributes out",
    ),
    example(_PROTECTED, "Default: 'false'", "Default: 'true'", "Table: can be deleted by accident"),
    example(
        _PROTECTED,
        "DeletionProtection: INACTIVE",
        "DeletionProtection: ACTIVE",
        "Pool: can be deleted by accident",
    ),
    example(
        users.sign_in_lasts_an_hour,
        "IdToken: days",
        "IdToken: hours",
        "Client: IdTokenValidity is longer than 60 minutes",
    ),
    example(
        users.administrators_can_sign_users_in,
        "{IdTokenValidity",
        "{ExplicitAuthFlows: [ALLOW_ADMIN_USER_PASSWORD_AUTH], IdTokenValidity",
        "Client: nobody can try it out",
    ),
    example(
        roles.roles_trust_who_uses_them,
        "ec2.amazonaws.com",
        "lambda.amazonaws.com",
        "Run: does not trust lambda.amazonaws.com, which Put is run by",
    ),
    example(
        protection.web_acls_stop_what_they_match,
        "Action: {Count",
        "Action: {Block",
        "Acl: rate: counts, and lets everything through",
    ),
    example(
        protection.secrets_are_used,
        "STAGE: prod",
        "STAGE: !Ref Secret",
        "Secret: nothing of the stack reads it",
    ),
    example(
        protection.every_way_in_asks_for_a_token,
        "Actions: [{Type: forward}]",
        "Actions: [{Type: jwt-validation}, {Type: forward}]",
        "Rule: forwards without the token",
    ),
    example(
        containers.health_checks_take_success_alone,
        "200-499",
        "200-399",
        "Group: 200-499 counts as healthy",
    ),
    example(
        containers.deployments_keep_tasks_running,
        "Percent: 0",
        "Percent: 100",
        "Service: a deployment may stop tasks first",
    ),
    example(
        containers.scaling_follows_its_service,
        "service/a/b",
        "!Sub 'service/a/${Service.Name}'",
        "Scaled: scales no service of the stack",
    ),
    example(
        _GRAPHQL,
        "FieldLogLevel: ERROR",
        "ExcludeVerboseContent: true",
        "GraphQL: writes tokens into its log",
    ),
    example(
        _GRAPHQL,
        "UserPoolId: !Ref Pool",
        "AppIdClientRegex: !Ref Client",
        "GraphQL: lets in every client of the user pool",
    ),
    example(
        _GRAPHQL,
        "{TransitEncryptionEnabled",
        "{AtRestEncryptionEnabled: true, TransitEncryptionEnabled",
        "Cache: is not encrypted (AtRestEncryptionEnabled)",
    ),
    example(
        protection.caches_keep_callers_apart,
        "[$context.arguments.limit]",
        "[$context.arguments.limit, $context.identity.sub]",
        "List: keeps one caller's answer for all",
    ),
    example(
        protection.subscriptions_read_nothing,
        "!GetAtt Items.Name",
        "!GetAtt Nothing.Name",
        "Push: a subscription that reads a data source",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_an_alarm_may_watch_for_too_few() -> None:
    found = EXAMPLES[0].found()
    assert [name for name in found if name.startswith("Healthy")] == []
