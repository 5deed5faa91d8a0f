"""A template with values: what exists, what it is set to, and what CloudFormation would refuse."""

from __future__ import annotations

from typing import Any

import pytest

from .cfn_yaml import load_template
from .evaluation import Evaluation, parameter_problems

TEMPLATE = load_template("""
Parameters:
  ProjectName: {Type: String, Default: my-app, AllowedPattern: '[a-z-]+'}
  Count: {Type: Number, Default: 2, MinValue: 1, MaxValue: 9}
  Log: {Type: String, Default: 'false', AllowedValues: ['true', 'false']}
  Names: {Type: CommaDelimitedList, Default: ''}
Rules:
  NamesNeedLogs:
    RuleCondition: !Not [!EachMemberEquals [!Ref Names, '']]
    Assertions:
      - Assert: !Equals [!Ref Log, 'true']
        AssertDescription: Names needs Log.
Mappings:
  Zones: {us-east-1: {First: use1-az1}}
Conditions:
  Logs: !Equals [!Ref Log, 'true']
  HasNames: !Not [!Equals [!Join ['', !Ref Names], '']]
  Both: !And [!Condition Logs, !Condition HasNames]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Condition: Logs
  Thing:
    Type: AWS::Some::Thing
    Properties:
      Name: !Sub '${ProjectName}-${AWS::Region}'
      Arn: !Sub ['arn:${Part}/${Bucket.Arn}', {Part: !Ref AWS::Partition}]
      Size: !Ref Count
      Zone: !FindInMap [Zones, !Ref AWS::Region, First]
      Block: !Select [1, !Cidr [10.0.0.0/16, 4, 12]]
      Names: !If [HasNames, !Ref Names, !Ref AWS::NoValue]
      Both: !If [Both, [a, !Ref AWS::NoValue, b], none]
      Policy: {Condition: {Bool: {secure: 'false'}}}
""")


def thing(**given: str) -> dict[str, Any]:
    resources = Evaluation(TEMPLATE, given).resources
    return dict(resources["Thing"]["Properties"])


def test_functions_are_resolved_with_the_defaults() -> None:
    assert thing() == {
        "Name": "my-app-us-east-1",
        "Arn": "arn:aws/<Bucket>",
        "Size": "2",
        "Zone": "use1-az1",
        "Block": "10.0.16.0/20",
        "Both": "none",
        "Policy": {"Condition": {"Bool": {"secure": "false"}}},
    }


def test_given_values_take_the_place_of_defaults() -> None:
    made = thing(ProjectName="shop", Log="true", Names="a,b")
    assert (made["Name"], made["Names"], made["Both"]) == ("shop-us-east-1", ["a", "b"], ["a", "b"])


def test_a_resource_exists_where_its_condition_holds() -> None:
    assert "Bucket" not in Evaluation(TEMPLATE, {}).resources
    assert "Bucket" in Evaluation(TEMPLATE, {"Log": "true"}).resources


def test_a_rule_is_asserted_only_under_its_condition() -> None:
    assert Evaluation(TEMPLATE, {}).broken_rules() == []
    assert Evaluation(TEMPLATE, {"Names": "a"}).broken_rules() == ["Names needs Log."]
    assert Evaluation(TEMPLATE, {"Names": "a", "Log": "true"}).broken_rules() == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"Count": "10"}, "Count: '10' is not within 1 to 9"),
        ({"Count": "many"}, "Count: 'many' is not a number"),
        ({"Log": "yes"}, "Log: 'yes' is not one of"),
        ({"ProjectName": "x!"}, "ProjectName: 'x!' does not match"),
        ({"Counts": "1"}, "Counts: the template has no such parameter"),
    ],
)
def test_a_value_that_cloudformation_refuses_is_found(given: dict[str, str], expected: str) -> None:
    assert expected in "\n".join(parameter_problems(TEMPLATE, given))


def test_good_values_and_defaults_are_accepted() -> None:
    assert parameter_problems(TEMPLATE, {"Count": "9", "ProjectName": "shop"}) == []


def test_a_parameter_without_a_default_must_be_given() -> None:
    template = {"Parameters": {"Name": {"Type": "String"}}}
    assert parameter_problems(template, {}) == ["Name: no value and no default"]
