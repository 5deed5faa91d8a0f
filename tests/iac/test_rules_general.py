"""Each rule on GraphQL, storage, logs and names finds its defect, and nothing once repaired."""

from __future__ import annotations

import pytest

from .cfn_yaml import load_template
from .examples import Example, example_name
from .rules import Rule, general, graphql
from .template import Template

TEMPLATE = """
Resources:
  Api:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      AuthenticationType: AMAZON_COGNITO_USER_POOLS
      AdditionalAuthenticationProviders: [{AuthenticationType: API_KEY}]
  Schema: {Type: 'AWS::AppSync::GraphQLSchema'}
  Get:
    Type: AWS::AppSync::Resolver
    Properties:
      FieldName: getItem
      RequestMappingTemplate: '{}'
  Put:
    Type: AWS::AppSync::Resolver
    DependsOn: Schema
    Properties: {FieldName: putItem, Code: export}
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: x}
  Items:
    Type: AWS::DynamoDB::Table
    Properties: {BillingMode: PAY_PER_REQUEST}
  Logs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: x}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Trusted: lambda.amazonaws.com
      Managed: arn:aws:iam::aws:policy/A
      Description: in arn:aws:s3
Outputs:
  Address: {Value: !Sub 'https://${Api}.amazonaws.com/'}
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEMPLATE, defect=defect, repair=repair, finding=finding)


SECRET = """
Resources:
  Made:
    Type: AWS::SecretsManager::Secret
    Properties: {GenerateSecretString: {PasswordLength: 12}}
  Given: {Type: 'AWS::SecretsManager::Secret', Properties: {SecretString: '!'}}
"""
KEYS = """
Resources:
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id}, {AttributeName: owner}]
      KeySchema: [{AttributeName: id}]
      GlobalSecondaryIndexes: [{IndexName: byOwner, KeySchema: [{AttributeName: user}]}]
"""
ZONES = """
Mappings:
  Regions:
    ap-northeast-1: {List: pl-58a04531, Open: 'true', A: apne1-az1, B: apne1-az4}
    us-gov-west-1: {List: pl-58a04531, Open: 'true', A: usgw1-az1, B: apne1-az4, In: gov}
"""


def about(text: str, rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=text, defect=defect, repair=repair, finding=finding)


_SCRIPT = graphql.resolvers_are_written_in_javascript
_KEEP = general.data_survives_the_stack
_NAMES = general.names_hold_in_every_partition
SCHEMA = "Type: 'AWS::AppSync::GraphQLSchema', Properties: {Definition: type Query}"
EXAMPLES = [
    example(
        graphql.resolvers_wait_for_the_schema,
        "Type: AWS::AppSync::Resolver\n    Properties",
        "Type: AWS::AppSync::Resolver\n    DependsOn: [Schema]\n    Properties",
        "Get: does not wait for the schema",
    ),
    example(
        graphql.api_keys_exist_where_they_are_accepted,
        "Resources:",
        "Resources:\n  Key: {Type: 'AWS::AppSync::ApiKey'}",
        "Api: accepts API_KEY",
    ),
    example(_SCRIPT, "RequestMappingTemplate: '{}'", "TypeName: Query", "Get: has a mapping"),
    example(
        _SCRIPT,
        "Code: export",
        "Code: export, Runtime: {Name: APPSYNC_JS, RuntimeVersion: 1.0.0}",
        "Put: has Code without the runtime",
    ),
    Example(
        rule=graphql.keys_open_something,
        text=TEMPLATE.replace(
            "Schema: {", "Key: {Type: 'AWS::AppSync::ApiKey'}\n  Schema: {Definition: type Query, "
        ).replace("Definition: type Query, Type: 'AWS::AppSync::GraphQLSchema'", SCHEMA),
        defect="type Query",
        repair="type Query @aws_api_key",
        finding="Schema: nothing in it is open to the key",
    ),
    example(
        graphql.apis_limit_a_query,
        "AdditionalAuthenticationProviders",
        "QueryDepthLimit: 5\n      AdditionalAuthenticationProviders",
        "Api: no QueryDepthLimit",
    ),
    example(
        general.buckets_block_public_access,
        "{BucketName: x}",
        "{PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, "
        "IgnorePublicAcls: true, RestrictPublicBuckets: true}}",
        "Bucket: public access is not blocked",
    ),
    example(
        _KEEP,
        "Type: AWS::DynamoDB::Table",
        "Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain",
        "Items: DeletionPolicy must be Retain",
    ),
    example(
        _KEEP,
        "Type: AWS::S3::Bucket",
        "Type: AWS::S3::Bucket\n    UpdateReplacePolicy: RetainExceptOnCreate",
        "Bucket: UpdateReplacePolicy must be Retain",
    ),
    example(
        general.tables_can_be_restored,
        "BillingMode: PAY_PER_REQUEST",
        "PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}",
        "Items: no point-in-time recovery",
    ),
    example(
        general.log_groups_have_a_retention,
        "LogGroupName: x",
        "RetentionInDays: 30",
        "Logs: keeps its logs for ever",
    ),
    example(
        _NAMES,
        "arn:aws:iam",
        "!Sub arn:${AWS::Partition}:iam",
        "Resources/Role/Properties/Managed: 'arn:aws:iam",
    ),
    about(
        SECRET,
        general.made_up_secrets_fit_anywhere,
        "PasswordLength: 12",
        "ExcludePunctuation: true",
        "Made: may hold quotation marks",
    ),
    about(
        SECRET,
        general.made_up_secrets_fit_anywhere,
        "PasswordLength: 12",
        "PasswordLength: 32",
        "Made: is shorter than 32",
    ),
    about(KEYS, general.keys_are_declared, ": user}", ": owner}", "Items: owner, user: either key"),
    about(
        KEYS.replace(": user}", ": id}"),
        general.keys_are_declared,
        ", {AttributeName: owner}",
        "",
        "Items: owner: either key",
    ),
    about(
        ZONES.replace("usgw1-az1", "usgw1-az1x"),
        general.zones_lie_in_their_region,
        "usgw1-az1x",
        "usgw1-az1",
        "Regions/us-gov-west-1/A: usgw1-az1x does not look like the others",
    ),
    about(
        ZONES,
        general.maps_know_every_region_of_an_account,
        "  Regions:",
        "  Regions:\n    eu-west-3: {List: pl-75b1541c, Open: 'true', A: euw3-az1, B: euw3-az2}",
        "Regions: has no eu-west-3, which every account can use",
    ),
    about(
        ZONES,
        general.maps_answer_for_every_entry,
        ", In: gov",
        "",
        "Regions/ap-northeast-1: has no In, and others do",
    ),
    about(
        ZONES,
        general.zones_lie_in_their_region,
        "B: apne1-az4, In: gov",
        "B: usgw1-az2",
        "Regions/us-gov-west-1/B: apne1-az4 is no zone of us-gov-west-1",
    ),
    about(
        ZONES,
        general.zones_lie_in_their_region,
        "List: pl-58a04531, Open: 'true', A: usgw1",
        "List: pl-22a6434b, Open: 'true', A: usgw1",
        "Regions/us-gov-west-1/List: pl-58a04531 stands at Regions/ap-northeast-1/List already",
    ),
    example(_NAMES, ".amazonaws.com/", ".${AWS::URLSuffix}/", "Outputs/Address/Value/Fn::Sub"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


def test_service_principals_and_descriptions_may_be_written_out() -> None:
    found = "\n".join(EXAMPLES[-1].found())
    assert "Trusted" not in found
    assert "Description" not in found


def test_what_is_no_id_may_be_the_same_in_every_region() -> None:
    right = ZONES.replace("apne1-az4, In: gov", "usgw1-az2").replace(
        "pl-58a04531", "pl-22a6434b", 1
    )
    assert general.zones_lie_in_their_region(Template(load_template(right))) == []
