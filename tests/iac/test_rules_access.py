"""Each rule on roles and users finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from . import (
    test_rules_balancing,
    test_rules_containers,
    test_rules_contracts,
    test_rules_delivery,
    test_rules_edge,
    test_rules_functions,
    test_rules_general,
    test_rules_promises,
)
from .examples import Example, example_name
from .rules import RULES, Rule, roles, users

TEMPLATE = """
Parameters:
  Open: {Type: String, Default: 'true'}
Conditions:
  Closed: !Equals [!Ref Open, 'false']
Resources:
  Run:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument: {Statement: [{Effect: Allow, Action: ['dynamodb:*', 's3:GetObject']}]}
        - PolicyDocument: {Statement: [{Effect: Deny, Action: '*'}]}
  Scan:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Run]
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'dynamodb:Scan'}]}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !GetAtt Run.Arn
      ContainerDefinitions: [{LogConfiguration: {LogDriver: awslogs}}]
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: people
      Policies: {PasswordPolicy: {MinimumLength: 6}}
      AdminCreateUserConfig: {AllowAdminCreateUserOnly: !If [Closed, true, false]}
      Schema: [{Name: email, Mutable: false}]
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      ClientName: page
      GenerateSecret: true
      ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH]
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEMPLATE, defect=defect, repair=repair, finding=finding)


_ROLES = roles.roles_name_what_they_allow
_POOL = users.user_pools_know_whom_they_let_in
_CLIENT = users.clients_of_user_pools_give_nothing_away
EXAMPLES = [
    example(_ROLES, "dynamodb:*", "dynamodb:GetItem", "Run: may dynamodb:*"),
    example(_ROLES, "dynamodb:Scan", "dynamodb:Query", "Run: may dynamodb:Scan"),
    example(
        roles.execution_roles_may_write_logs,
        "s3:GetObject",
        "logs:PutLogEvents",
        "Run: runs tasks that write to awslogs",
    ),
    example(_POOL, "UserPoolName: people", "AutoVerifiedAttributes: [email]", "no address is"),
    example(_POOL, "UserPoolName: people", "UsernameAttributes: [email]", "cannot sign in"),
    example(_POOL, "MinimumLength: 6", "MinimumLength: 12", "Pool: passwords of 6 characters"),
    example(_POOL, "'true'}", "'false'}", "Pool: anybody may sign up by default"),
    example(_POOL, "Mutable: false", "Mutable: true", "Pool: an address can never change"),
    example(
        _CLIENT, "ClientName: page", "PreventUserExistenceErrors: ENABLED", "who has an account"
    ),
    example(_CLIENT, "GenerateSecret: true", "GenerateSecret: false", "a browser cannot keep"),
    example(_CLIENT, "ALLOW_USER_PASSWORD", "ALLOW_USER_SRP", "takes passwords as they are"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_what_a_policy_forbids_may_be_wide() -> None:
    assert "Run: may *" not in EXAMPLES[0].found()


def test_every_rule_is_shown_to_fail() -> None:
    others = (
        test_rules_balancing,
        test_rules_containers,
        test_rules_contracts,
        test_rules_delivery,
        test_rules_edge,
        test_rules_functions,
        test_rules_general,
        test_rules_promises,
    )
    shown = {example.rule for module in others for example in module.EXAMPLES}
    assert shown | {example.rule for example in EXAMPLES} == set(RULES)
