"""Each rule on content delivery finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import Rule, edge

TEMPLATE = """
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Principal: {Service: [lambda.amazonaws.com]}}]
  Check:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Runtime: nodejs18.x
      Timeout: 30
      MemorySize: 256
      Architectures: [arm64]
      Environment: {Variables: {A: b}}
  CheckVersion:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Check}
  Firewall:
    Type: AWS::WAFv2::WebACL
    Properties: {Scope: CLOUDFRONT}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {Protocol: HTTPS}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        ViewerCertificate: {MinimumProtocolVersion: TLSv1}
        Origins:
          - Id: app
            DomainName: !GetAtt Balancer.DNSName
            CustomOriginConfig: {OriginProtocolPolicy: https-only}
        DefaultCacheBehavior:
          CachePolicyId: 00000000-0000-0000-0000-000000000000
          ForwardedValues: {QueryString: true}
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref CheckVersion}
"""
GUARD = """
Rules:
  Here:
    Assertions: [{Assert: !Equals [!Ref AWS::Region, us-east-1]}]
Resources:"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEMPLATE, defect=defect, repair=repair, finding=finding)


_LIMITS = edge.edge_functions_keep_to_the_limits_of_their_event
_ASKED = edge.edge_functions_ask_for_what_the_edge_has
_REGION = edge.stacks_of_the_edge_stay_in_its_region
_TLS = edge.tls_policies_are_current
_ORIGIN = edge.origins_are_reached_under_a_name_with_a_certificate
_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ORIGIN = """
Resources:
  Files: {Type: 'AWS::S3::Bucket'}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: cloudfront.amazonaws.com}
            Condition: {StringEquals: {'AWS:SourceArn': !Sub 'distribution/${Other}'}}
  Door:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Scheme: internet-facing}
  Key:
    Type: AWS::CloudFront::CachePolicy
    Properties: {HeadersConfig: {HeaderBehavior: none}}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Origins:
          - Id: files
            DomainName: !GetAtt Files.RegionalDomainName
            S3OriginConfig: {OriginAccessIdentity: ''}
        DefaultCacheBehavior:
          CachePolicyId: !Ref Key
          ViewerProtocolPolicy: allow-all
          LambdaFunctionAssociations: [{EventType: viewer-request}]
"""


def behind(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=ORIGIN, defect=defect, repair=repair, finding=finding)


API = """
Resources:
  Api: {Type: 'AWS::ApiGatewayV2::Api'}
  Route: {Type: 'AWS::ApiGatewayV2::Route', Properties: {ApiId: !Ref Api, RouteKey: 'GET /items'}}
  Stage: {Type: 'AWS::ApiGatewayV2::Stage', Properties: {ApiId: !Ref Api, StageName: $default}}
  Strip:
    Type: AWS::CloudFront::Function
    Properties: {FunctionCode: "request.uri = request.uri.replace('/api', '')"}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Origins: [{Id: api, DomainName: !Sub '${Api}.example.com', OriginPath: /prod}]
        CacheBehaviors:
          - PathPattern: /api/*
            TargetOriginId: api
            FunctionAssociations:
              - {EventType: viewer-request, FunctionARN: !GetAtt Strip.FunctionARN}
"""


def before_an_api(defect: str, repair: str, finding: str) -> Example:
    rule = edge.paths_reach_the_api_as_it_knows_them
    return Example(rule=rule, text=API, defect=defect, repair=repair, finding=finding)


_PROMISES = edge.distributions_keep_what_they_promise
EXAMPLES = [
    before_an_api("GET /items", "ANY /api/{proxy+}", "Site: /api/*: Api knows GET /items"),
    before_an_api("GET /items", "$default", "Site: /api/*: Api knows GET /items"),
    before_an_api("GET /items", "ANY /api/items", "and is asked for /api/…"),
    before_an_api(
        "Route: {Type: 'AWS::ApiGatewayV2::Route'", "Route: {Type: Other", "Api knows GET"
    ),
    before_an_api(
        ", OriginPath: /prod", "", "Site: /api/*: origin path '/prod' is no stage of Api"
    ),
    before_an_api("$default", "prod", "origin path '/prod' is no stage of Api"),
    before_an_api("request.uri = ", "const path = ", "its function gives the API another path"),
    behind(
        edge.buckets_are_read_by_their_distribution_alone,
        "${Other}",
        "${Site}",
        "Files: no policy lets its distribution alone read it",
    ),
    behind(
        edge.origins_in_buckets_are_asked_with_a_signature,
        "- Id: files",
        "- OriginAccessControlId: a",
        "Site: asks a bucket without a signature",
    ),
    behind(
        edge.balancers_behind_a_distribution_are_internal,
        "internet-facing",
        "internal",
        "Door: is reached beside the distribution",
    ),
    behind(
        edge.edge_decisions_are_in_the_cache_key,
        "HeaderBehavior: none",
        "HeaderBehavior: whitelist",
        "Site: the cache key holds nothing",
    ),
    behind(_PROMISES, "allow-all", "redirect-to-https", "Site: answers over HTTP"),
    behind(
        _PROMISES,
        "ViewerProtocolPolicy",
        "ResponseHeadersPolicyId: a\n          ViewerProtocolPolicy",
        "Site: answers without security headers",
    ),
    behind(
        _PROMISES,
        "        Origins:",
        "        Logging: {Bucket: a}\n        Origins:",
        "Site: keeps no log of its requests",
    ),
    example(
        edge.published_versions_follow_the_code,
        "  CheckVersion:",
        "  CheckVersion0123456789:",
        "CheckVersion: stays as it is when the code changes",
    ),
    example(_ASKED, "nodejs18.x", "nodejs22.x", "Check: nodejs18.x is not a runtime of the edge"),
    example(_ASKED, "arm64", "x86_64", "Check: arm64 is not available"),
    example(_ASKED, "Environment: {V", "Tags: {V", "Check: Environment is not available"),
    example(_LIMITS, "Timeout: 30", "Timeout: 5", "Check: more than 5 s at viewer-request"),
    example(_LIMITS, "viewer-request", "origin-request", "Check: more than 5 s at viewer-request"),
    example(_LIMITS, "256", "128", "Check: more than 128 MB at viewer-request"),
    example(
        edge.edge_roles_trust_the_edge,
        "[lambda.amazonaws.com]",
        "[lambda.amazonaws.com, edgelambda.amazonaws.com]",
        "Check: its role does not trust edgelambda.amazonaws.com",
    ),
    example(
        edge.edge_versions_survive_the_stack,
        "Type: AWS::Lambda::Version",
        "Type: AWS::Lambda::Version\n    DeletionPolicy: Retain",
        "CheckVersion: DeletionPolicy must be Retain",
    ),
    example(
        edge.edge_functions_survive_the_stack,
        "Type: AWS::Lambda::Function",
        "Type: AWS::Lambda::Function\n    DeletionPolicy: Retain",
        "Check: DeletionPolicy must be Retain, replicas",
    ),
    example(
        edge.edge_functions_survive_the_stack,
        "Type: AWS::IAM::Role",
        "Type: AWS::IAM::Role\n    DeletionPolicy: Retain",
        "Role: DeletionPolicy must be Retain, replicas",
    ),
    example(_REGION, "\nResources:", GUARD, "Check: only possible in us-east-1"),
    example(_REGION, "Scope: CLOUDFRONT", "Scope: REGIONAL", "Firewall: only possible"),
    example(
        edge.behaviours_use_policies,
        "ForwardedValues: {QueryString: true}",
        "Compress: true",
        "Site: ForwardedValues is the legacy way",
    ),
    example(
        edge.managed_policies_exist,
        "00000000-0000-0000-0000-000000000000",
        _DISABLED,
        "Site: CachePolicyId 00000000-0000-0000-0000-000000000000 is not",
    ),
    example(_ORIGIN, "https-only", "http-only", "Site: HTTPS to a load balancer's own name"),
    example(_ORIGIN, "!GetAtt Balancer.DNSName", "a.example.com", "Site: HTTPS to a load"),
    example(_TLS, "TLSv1}", "TLSv1.2_2021}", "Site: MinimumProtocolVersion TLSv1 is not one of"),
    example(
        _TLS,
        "Protocol: HTTPS",
        "Protocol: HTTPS, SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06",
        "Listener: HTTPS without an SslPolicy",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_a_policy_of_the_template_itself_is_accepted() -> None:
    own = TEMPLATE.replace("00000000-0000-0000-0000-000000000000", "!Ref OwnPolicy")
    right = Example(rule=edge.managed_policies_exist, text=own, defect="x", repair="x", finding="")
    assert right.found() == []
