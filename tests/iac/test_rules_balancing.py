"""Each rule on balancers, firewalls and keys finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import Rule, alarms, balancing, protection

TEXT = """
Resources:
  Logs: {Type: 'AWS::S3::Bucket'}
  LogPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument: {Statement: [{Principal: {Service: delivery.logs.amazonaws.com}}]}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes: [{Key: access_logs.s3.bucket, Value: !Ref Logs}]
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: 80
      DefaultActions: [{Type: redirect, RedirectConfig: {Port: '8443'}}]
  Safe:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Port: 443
      DefaultActions: [{Type: jwt-validation, Order: 3}, {Type: forward, Order: 2}]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      Conditions: [{Field: path-pattern, PathPatternConfig: {Values: ['/*']}}]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {HealthCheckIntervalSeconds: 15, HealthCheckTimeoutSeconds: 20}
  Other: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup'}
  First:
    Type: AWS::ECS::Service
    Properties: {LoadBalancers: [{TargetGroupArn: !Ref Group}]}
  Second:
    Type: AWS::ECS::Service
    Properties: {LoadBalancers: [{ContainerName: web, TargetGroupArn: !Ref Group}]}
  Share:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Threshold: 500
      EvaluationPeriods: 5
      DatapointsToAlarm: 6
      Metrics: [{Expression: 100 * errors / requests}]
  Table: {Type: 'AWS::EC2::RouteTable'}
  Route:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref Table, GatewayId: gateway}
  Public:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {RouteTableId: !Ref Table, SubnetId: !Ref Outer}
  Outer: {Type: 'AWS::EC2::Subnet'}
  Inner: {Type: 'AWS::EC2::Subnet'}
  Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref Inner}}
  Acl: {Type: 'AWS::WAFv2::WebACL', Properties: {Scope: REGIONAL}}
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: {ResourceArn: !Ref Group, WebACLArn: !GetAtt Acl.Arn}
  Global: {Type: 'AWS::WAFv2::WebACL', Properties: {Scope: CLOUDFRONT}}
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties: {DistributionConfig: {Enabled: true}}
  Key: {Type: 'AWS::ApiGateway::ApiKey'}
  Plan: {Type: 'AWS::ApiGateway::UsagePlan', Properties: {UsagePlanName: clients}}
  PlanKey:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: {KeyId: !Ref Plan, UsagePlanId: !Ref Plan}
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {IdentitySource: [$request.header.X-Token]}
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEXT, defect=defect, repair=repair, finding=finding)


_ATTRIBUTES = "LoadBalancerAttributes: ["
_DROPPED = "{Key: routing.http.drop_invalid_header_fields.enabled, Value: 'true'}, "
_GUARDS = protection.web_acls_guard_the_way_in
_KEYS = protection.keys_open_their_plan
EXAMPLES = [
    example(
        balancing.redirects_lead_to_a_listener,
        "'8443'",
        "'443'",
        "Plain: redirects to port 8443, on which nothing listens",
    ),
    example(
        balancing.tokens_are_checked_first,
        "Order: 3",
        "Order: 1",
        "Safe: forwards before it checks the token",
    ),
    example(
        balancing.checks_end_before_the_next,
        "TimeoutSeconds: 20",
        "TimeoutSeconds: 5",
        "Group: waits 20 s for an answer, and asks again after 15 s",
    ),
    example(
        balancing.requests_are_well_formed,
        _ATTRIBUTES,
        _ATTRIBUTES + _DROPPED,
        "Balancer: lets malformed headers through",
    ),
    example(balancing.rules_ask_for_something, "'/*'", "'/api/*'", "Rule: every path meets it"),
    example(
        balancing.services_have_targets_of_their_own,
        "web, TargetGroupArn: !Ref Group",
        "web, TargetGroupArn: !Ref Other",
        "Group: First and Second share it",
    ),
    example(
        balancing.access_logs_can_be_written,
        "delivery.logs.amazonaws.com",
        "logdelivery.elasticloadbalancing.amazonaws.com",
        "Logs: the load balancer may not write its log there",
    ),
    example(
        balancing.shares_are_of_a_hundred,
        "Threshold: 500",
        "Threshold: 5",
        "Share: waits for 500 percent",
    ),
    example(
        alarms.alarms_need_no_more_than_they_look_at,
        "ToAlarm: 6",
        "ToAlarm: 3",
        "Share: needs 6 of 5 periods",
    ),
    example(
        balancing.nat_gateways_stand_where_the_way_out_is,
        "{SubnetId: !Ref Inner}",
        "{SubnetId: !Ref Outer}",
        "Nat: stands in a subnet without a way out",
    ),
    example(_GUARDS, "Arn: !Ref Group, W", "Arn: !Ref Balancer, W", "Acl: guards nothing"),
    example(
        _GUARDS,
        "{Enabled: true}",
        "{Enabled: true, WebACLId: !GetAtt Global.Arn}",
        "Global: guards nothing that a web ACL of scope CLOUDFRONT can",
    ),
    example(
        _KEYS,
        "UsagePlanName: clients",
        "ApiStages: [{Stage: prod}]",
        "Plan: is for no stage",
    ),
    example(_KEYS, "KeyId: !Ref Plan", "KeyId: !Ref Key", "PlanKey: KeyId is no AWS::ApiGateway"),
    example(
        protection.tokens_come_in_their_header,
        "X-Token",
        "Authorization",
        "Authorizer: looks for the token in $request.header.X-Token",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())
