"""Each rule on networks and distributions finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import Rule, delivery, network

TEXT = """
Parameters:
  Port: {Type: Number, Default: 80}
  Patience: {Type: Number, Default: 30, MaxValue: 120}
Resources:
  Table: {Type: 'AWS::EC2::RouteTable'}
  Left: {Type: 'AWS::EC2::RouteTable'}
  First: {Type: 'AWS::EC2::Subnet', Properties: {AvailabilityZone: a}}
  Second: {Type: 'AWS::EC2::Subnet', Properties: {AvailabilityZone: a}}
  Route:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {RouteTableId: !Ref Table, SubnetId: !Ref First}
  Outer:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 8443, ToPort: 8443, DestinationSecurityGroupId: !Ref Inner}
  Inner:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0}
  Ingress:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref Inner, IpProtocol: tcp, FromPort: 22, ToPort: 22,
                 SourceSecurityGroupId: !Ref Outer}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref First, !Ref Second]
      SecurityGroups: [!Ref Outer]
      LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: '60'}]
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 8080}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, PortMappings: [{ContainerPort: 3000}]}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers: [{ContainerName: web, ContainerPort: !Ref Port, TargetGroupArn: !Ref Group}]
      NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: [!Ref Inner]}}
  Guard:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "const USER_HEADER = 'x-user-id';"}
  GuardVersion:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Guard}
  Idle:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Guard}
  Key:
    Type: AWS::CloudFront::CachePolicy
    Properties: {CachePolicyConfig: {HeadersConfig: {Headers: [Accept]}}}
  Passed:
    Type: AWS::CloudFront::OriginRequestPolicy
    Properties:
      OriginRequestPolicyConfig:
        CookiesConfig: {CookieBehavior: all}
        HeadersConfig: {Headers: [Accept-Language, Origin]}
  Headers:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        SecurityHeadersConfig:
          StrictTransportSecurity: {AccessControlMaxAgeSec: 300}
          ContentTypeOptions: {Override: true}
          ReferrerPolicy: {Override: true}
  Access:
    Type: AWS::CloudFront::OriginAccessControl
    Properties: {OriginAccessControlConfig: {SigningBehavior: never}}
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerEnforced}]}
      LifecycleConfiguration: {Rules: [{Status: Enabled}]}
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Logging: {Bucket: !GetAtt Logs.DomainName}
        Origins:
          - Id: pages
            DomainName: !GetAtt Balancer.DNSName
            VpcOriginConfig: {OriginReadTimeout: !Ref Patience}
          - Id: api
            DomainName: !Sub '${Api}.execute-api.${AWS::Region}.amazonaws.com'
            CustomOriginConfig: {OriginProtocolPolicy: match-viewer}
        DefaultCacheBehavior:
          TargetOriginId: pages
          AllowedMethods: [GET, HEAD, POST]
          CachePolicyId: !Ref Key
          OriginRequestPolicyId: !Ref Passed
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref GuardVersion}
        CacheBehaviors:
          - TargetOriginId: api
            AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
            CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
            OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3
        CustomErrorResponses: [{ErrorCode: 503, ErrorCachingMinTTL: 300}]
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEXT, defect=defect, repair=repair, finding=finding)


_PATH = network.balancers_reach_their_tasks
_PORT = network.targets_are_asked_on_the_port_of_the_container
_KEPT = delivery.what_is_kept_depends_on_its_key_alone
_HEADERS = delivery.answers_carry_security_headers
_LOGS = delivery.logs_can_be_delivered_and_expire
_CACHED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
_NOT_CACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
EXAMPLES = [
    example(
        network.tasks_reach_what_they_need,
        "FromPort: 5432, ToPort: 5432",
        "FromPort: 443, ToPort: 443",
        "Service: Inner lets nothing out to HTTPS",
    ),
    example(
        _PATH,
        "FromPort: 8443, ToPort: 8443",
        "FromPort: !Ref Port, ToPort: !Ref Port",
        "Service: Outer lets nothing out to the port of Inner",
    ),
    example(
        _PATH,
        "FromPort: 22, ToPort: 22",
        "FromPort: !Ref Port, ToPort: !Ref Port",
        "Service: Inner lets nothing in from Outer",
    ),
    example(_PORT, "Port: 8080", "Port: !Ref Port", "Group: another port than the one of Service"),
    example(_PORT, "3000", "!Ref Port", "Service: no container web listens on its port"),
    example(
        network.balancers_stand_in_zones_of_their_own,
        "Second: {Type: 'AWS::EC2::Subnet', Properties: {AvailabilityZone: a}}",
        "Second: {Type: 'AWS::EC2::Subnet', Properties: {AvailabilityZone: b}}",
        "Balancer: First and Second are in one zone",
    ),
    example(
        network.route_tables_serve_a_subnet,
        "  Left: {Type: 'AWS::EC2::RouteTable'}\n",
        "",
        "Left: no subnet follows it",
    ),
    example(
        delivery.code_is_asked_with_every_method,
        "[GET, HEAD, POST]",
        "[GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]",
        "Distribution: pages takes no DELETE, OPTIONS, PATCH, PUT",
    ),
    example(
        delivery.apis_are_asked_by_their_own_name,
        _ALL_VIEWER,
        _BUT_HOST,
        "Distribution: api gets the viewer's host name",
    ),
    example(_KEPT, _CACHED, _NOT_CACHED, "Distribution: api: keeps answers to requests that are"),
    example(_KEPT, "CookieBehavior: all", "CookieBehavior: none", "Passed hands on cookies"),
    example(_KEPT, "Accept-Language, ", "", "Passed hands on Accept-Language"),
    example(
        delivery.what_the_edge_decides_is_in_the_cache_key,
        "[Accept]",
        "[Accept, x-user-id]",
        "Key: x-user-id, which the edge decides, is in no cache key",
    ),
    example(
        delivery.errors_are_soon_forgotten,
        "ErrorCachingMinTTL: 300",
        "ErrorCachingMinTTL: 5",
        "Distribution: keeps a 503 for 300 s",
    ),
    example(_HEADERS, "Sec: 300", "Sec: 31536000", "Headers: browsers forget HTTPS after 300 s"),
    example(
        _HEADERS,
        "ReferrerPolicy: {O",
        "FrameOptions: {Override: true}\n          ReferrerPolicy: {O",
        "Headers: no FrameOptions",
    ),
    example(
        delivery.origins_are_asked_over_https,
        "match-viewer",
        "https-only",
        "Distribution: asks api over match-viewer",
    ),
    example(
        delivery.buckets_are_asked_with_every_signature,
        "never",
        "always",
        "Access: requests go unsigned",
    ),
    example(
        delivery.balancers_wait_as_long_as_the_distribution,
        "'60'",
        "'130'",
        "Balancer: hangs up after 60 s, the distribution waits 120 s",
    ),
    example(_LOGS, "BucketOwnerEnforced", "BucketOwnerPreferred", "Logs: takes no log"),
    example(
        _LOGS,
        "{Status: Enabled}",
        "{Status: Enabled, ExpirationInDays: 30}",
        "Logs: keeps logs for ever",
    ),
    example(
        delivery.functions_of_the_edge_are_associated,
        "LambdaFunctionARN: !Ref GuardVersion}",
        "LambdaFunctionARN: !Ref GuardVersion}\n"
        "            - {EventType: viewer-response, LambdaFunctionARN: !Ref Idle}",
        "Idle: no distribution runs it",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_a_bucket_needs_to_be_read_alone() -> None:
    found = Example(
        rule=delivery.code_is_asked_with_every_method,
        text=TEXT.replace(
            "VpcOriginConfig: {OriginReadTimeout: !Ref Patience}", "S3OriginConfig: {}"
        ),
        defect="POST]\n          Cache",
        repair="]\n          Cache",
        finding="",
    )
    assert found.found_after_repair() == []
