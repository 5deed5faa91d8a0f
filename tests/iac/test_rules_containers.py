"""Each rule on containers finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import containers

SERVICE = """
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:latest
          LogConfiguration: {LogDriver: awslogs}
  Cluster:
    Type: AWS::ECS::Cluster
    Properties: {CapacityProviders: [FARGATE, FARGATE_SPOT]}
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      DeploymentConfiguration: {MaximumPercent: 200}
      NetworkConfiguration:
        AwsvpcConfiguration: {Subnets: [a, b]}
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {HealthCheckPath: /health}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      MinCapacity: 1
      RoleARN: arn
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {SecurityGroups: [!GetAtt Door.GroupId]}
  Door:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {FromPort: 80, ToPort: 80}
        - {FromPort: 443, ToPort: 443}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {Port: 80}
"""
LISTENERS = """
  Plain:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {Protocol: HTTP, DefaultActions: [{Type: forward}]}
  Safe:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {Protocol: HTTPS, DefaultActions: [{Type: forward}]}
"""
SCALING = """
  Scaled:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ServiceNamespace: ecs}
  OnProcessor:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      ScalingTargetId: !Ref Scaled
      PredefinedMetricType: ECSServiceAverageCPUUtilization
  OnMore:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties: {ScalingTargetId: !Ref Scaled, PredefinedMetricType: Other}
"""
SIZES = """
Parameters:
  Cpu: {Type: Number, Default: 256, AllowedValues: [256, 512]}
  Memory: {Type: Number, Default: 512, AllowedValues: [512, 2048, 4096]}
Rules:
  Fits:
    Assertions:
      - Assert: !Or
          - !And [!Equals [!Ref Cpu, '256'], !Contains [['512', '4096'], !Ref Memory]]
          - !And [!Equals [!Ref Cpu, '512'], !Contains [['2048', '4096'], !Ref Memory]]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: !Ref Cpu, Memory: !Ref Memory}
  Fixed:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: '256', Memory: '8192'}
"""


def size(defect: str, repair: str, finding: str) -> Example:
    rule = containers.tasks_have_a_size_that_fargate_runs
    return Example(rule=rule, text=SIZES, defect=defect, repair=repair, finding=finding)


EXAMPLES = [
    size("['512', '4096']", "['512']", "Task: 256 CPU units with 4096 MB: Fargate has no such"),
    size("['512', '4096']", "['512', '2048']", "Task: 256 CPU units with 2048 MB: a Rule refuses"),
    size("'8192'", "'1024'", "Fixed: 256 CPU units with 8192 MB: Fargate has no such"),
    Example(
        rule=containers.logging_tasks_have_an_execution_role,
        text=SERVICE,
        defect="ContainerDefinitions:",
        repair="ExecutionRoleArn: arn\n      ContainerDefinitions:",
        finding="Task: writes to awslogs",
    ),
    Example(
        rule=containers.images_can_be_pulled,
        text=SERVICE,
        defect="Subnets: [a, b]",
        repair="Subnets: [a, b], AssignPublicIp: ENABLED",
        finding="Service: its tasks reach no registry",
    ),
    Example(
        rule=containers.images_can_be_pulled,
        text=SERVICE,
        defect="Resources:",
        repair="Resources:\n  Nat: {Type: 'AWS::EC2::NatGateway'}",
        finding="Service: its tasks reach no registry",
    ),
    Example(
        rule=containers.images_are_pinned,
        text=SERVICE,
        defect="nginx:latest",
        repair="nginx:1.2",
        finding="Task: image nginx:latest has no fixed tag",
    ),
    Example(
        rule=containers.images_come_from_a_registry_without_pull_limits,
        text=SERVICE,
        defect="nginx:latest",
        repair="public.ecr.aws/nginx/nginx:latest",
        finding="Task: image nginx:latest comes from Docker Hub",
    ),
    Example(
        rule=containers.images_come_from_a_registry_without_pull_limits,
        text=SERVICE.replace("nginx:latest", "nginx:1.30"),
        defect="nginx:1.30",
        repair="public.ecr.aws/nginx/nginx:1.30",
        finding="Task: image nginx:1.30 comes from Docker Hub",
    ),
    Example(
        rule=containers.balancers_stand_in_two_zones,
        text=SERVICE.replace("SecurityGroups: [", "Subnets: [a, a], SecurityGroups: ["),
        defect="[a, a]",
        repair="[a, b]",
        finding="Balancer: stands in one subnet",
    ),
    Example(
        rule=containers.plain_http_redirects_where_https_is_served,
        text=SERVICE + LISTENERS,
        defect="Type: forward",
        repair="Type: redirect",
        finding="Plain: serves over HTTP beside HTTPS",
    ),
    Example(
        rule=containers.services_scale_on_processor_and_memory,
        text=SERVICE + SCALING,
        defect="PredefinedMetricType: Other",
        repair="PredefinedMetricType: ECSServiceAverageMemoryUtilization",
        finding="Scaled: does not scale on ECSServiceAverageMemoryUtilization",
    ),
    Example(
        rule=containers.services_can_be_replaced,
        text=SERVICE.replace("LaunchType: FARGATE", "ServiceName: app"),
        defect="ServiceName: app",
        repair="DesiredCount: 1",
        finding="Service: ServiceName is fixed",
    ),
    Example(
        rule=containers.health_checks_ask_for_a_path_that_is_answered,
        text=SERVICE,
        defect="/health",
        repair="/",
        finding="Group: nothing in the task answers /health",
    ),
    Example(
        rule=containers.health_checks_ask_for_a_path_that_is_answered,
        text=SERVICE,
        defect="- Name: web",
        repair="- Name: web\n          Command: ['serve /health']",
        finding="Group: nothing in the task answers /health",
    ),
    Example(
        rule=containers.services_roll_back_a_failed_deployment,
        text=SERVICE,
        defect="{MaximumPercent: 200}",
        repair="{DeploymentCircuitBreaker: {Enable: true, Rollback: true}}",
        finding="Service: no deployment circuit breaker",
    ),
    Example(
        rule=containers.capacity_providers_are_used,
        text=SERVICE,
        defect="LaunchType: FARGATE",
        repair="CapacityProviderStrategy: []",
        finding="Service: LaunchType makes FARGATE_SPOT dead",
    ),
    Example(
        rule=containers.scaling_names_no_role,
        text=SERVICE,
        defect="RoleARN: arn",
        repair="MaxCapacity: 2",
        finding="Target: RoleARN",
    ),
    Example(
        rule=containers.scaled_services_leave_their_count_to_scaling,
        text=SERVICE
        + """\
  Fixed:
    Type: AWS::ECS::Service
    Properties: {DesiredCount: 2}
  Scaled:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      DesiredCount: 2
  Between:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Sub 'service/${Cluster}/${Scaled.Name}'}
""",
        defect="      DesiredCount: 2\n",
        repair="",
        finding="Scaled: DesiredCount undoes",
    ),
    Example(
        rule=containers.open_ports_have_a_listener,
        text=SERVICE,
        defect="        - {FromPort: 443, ToPort: 443}\n",
        repair="",
        finding="Balancer: Door opens port 443",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_a_way_to_the_registry_must_be_there_with_the_defaults() -> None:
    subnets = "Subnets: [a, b], AssignPublicIp: !If [Private, DISABLED, ENABLED]"
    example = Example(
        rule=containers.images_can_be_pulled,
        text="Parameters:\n  Inside: {Type: String, Default: 'true'}\n"
        "Conditions:\n  Private: !Not [!Equals [!Ref Inside, 'false']]\n"
        + SERVICE.replace("Subnets: [a, b]", subnets),
        defect="Default: 'true'",
        repair="Default: 'false'",
        finding="Service: its tasks reach no registry",
    )
    assert example.finding in "\n".join(example.found())
    assert example.found_after_repair() == []


def test_an_image_named_by_a_parameter_is_judged_by_its_default() -> None:
    text = SERVICE.replace("nginx:latest", "!Ref Image")
    example = Example(
        rule=containers.images_are_pinned,
        text="Parameters:\n  Image: {Type: String, Default: nginx}\n" + text,
        defect="Default: nginx",
        repair="Default: nginx@sha256:0",
        finding="Task: image nginx has no fixed tag",
    )
    assert example.finding in "\n".join(example.found())
    assert example.found_after_repair() == []
