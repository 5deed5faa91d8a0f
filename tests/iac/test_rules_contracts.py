"""Each rule on what code is allowed finds its defect, and nothing once it is repaired."""

from __future__ import annotations

import pytest

from .examples import Example, example_name
from .rules import Rule, calls, contracts, delivery, edge, graphql, language, roles

TEXT = """
Parameters:
  Certificate: {Type: String, AllowedPattern: 'arn:aws:acm:.*'}
Resources:
  Items:
    Type: AWS::DynamoDB::Table
    Properties: {GlobalSecondaryIndexes: [{IndexName: byOwner}]}
  CountRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Items.Arn}
              - {Effect: Allow, Action: logs:PutLogEvents, Resource: '*'}
  Count:
    Type: AWS::Lambda::Function
    Properties:
      Handler: handlers/deleteItem.handler
      Timeout: 60
      Role: !GetAtt CountRole.Arn
      Code: {ZipFile: "await client.send(new QueryCommand({}))"}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /items:
            post:
              operationId: createItem
              x-amazon-apigateway-integration: {uri: !GetAtt Count.Arn}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {RouteKey: 'ANY /api/{proxy+}'}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {SourceArn: 'arn:x:api/*/*/v1/{proxy+}'}
  TableRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [dynamodb:PutItem, dynamodb:Query]
                Resource: !GetAtt Items.Arn
  Source:
    Type: AWS::AppSync::DataSource
    Properties: {Type: AMAZON_DYNAMODB, ServiceRoleArn: !GetAtt TableRole.Arn}
  Remove:
    Type: AWS::AppSync::Resolver
    Properties:
      DataSourceName: !GetAtt Source.Name
      Code: "try { return ddb.remove({}); } catch {}"
  Summary:
    Type: AWS::AppSync::DataSource
    Properties:
      Type: AWS_LAMBDA
      ServiceRoleArn: !GetAtt TableRole.Arn
      LambdaConfig: {LambdaFunctionArn: !GetAtt Count.Arn}
  GraphQL: {Type: 'AWS::AppSync::GraphQLApi'}
  GraphQLLogs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: !Sub '/aws/appsync/${GraphQL.ApiId}'}
  PullRole: {Type: 'AWS::IAM::Role', Properties: {Description: pulls}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {ExecutionRoleArn: !GetAtt PullRole.Arn}
  EdgeRole:
    Type: AWS::IAM::Role
    Properties: {Policies: [{PolicyDocument: {Statement: [{Action: [logs:PutLogEvents]}]}}]}
  Guard:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt EdgeRole.Arn
      Code: {ZipFile: "request.headers.authorization"}
  GuardVersion:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Guard}
  Files: {Type: 'AWS::S3::Bucket'}
  FilePolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      PolicyDocument:
        Statement: [{Effect: Allow, Resource: !Sub '${Files.Arn}/assets/*'}]
  Key:
    Type: AWS::CloudFront::CachePolicy
    Properties:
      CachePolicyConfig: {MinTTL: 3600, QueryStringsConfig: {QueryStringBehavior: none}}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {Protocol: HTTP}
  Inside:
    Type: AWS::CloudFront::VpcOrigin
    Properties: {VpcOriginEndpointConfig: {OriginProtocolPolicy: https-only}}
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        ViewerCertificate: {AcmCertificateArn: !Ref Certificate}
        Origins:
          - {Id: pages, DomainName: a.example, CustomOriginConfig: {OriginSSLProtocols: [TLSv1]}}
          - {Id: files, DomainName: !GetAtt Files.DomainName, S3OriginConfig: {}}
        DefaultCacheBehavior:
          TargetOriginId: pages
          CachePolicyId: !Ref Key
          LambdaFunctionAssociations:
            - {EventType: origin-request, LambdaFunctionARN: !Ref GuardVersion}
        CacheBehaviors: [{TargetOriginId: files, PathPattern: /static/*}]
        CustomErrorResponses: [{ErrorCode: 503, ResponsePagePath: /error.html}]
"""


def example(rule: Rule, defect: str, repair: str, finding: str) -> Example:
    return Example(rule=rule, text=TEXT, defect=defect, repair=repair, finding=finding)


FIREWALL = """
Parameters: {Guard: {Type: String, Default: 'false', AllowedValues: ['true', 'false']}}
Rules:
  Here:
    RuleCondition: !Equals [!Ref Guard, 'false']
    Assertions: [{Assert: !Equals [!Ref 'AWS::Region', us-east-1]}]
Conditions: {Guarded: !Equals [!Ref Guard, 'true']}
Resources:
  Acl: {Type: 'AWS::WAFv2::WebACL', Condition: Guarded, Properties: {Scope: CLOUDFRONT}}
"""
_INLINE = contracts.roles_allow_what_inline_code_sends
_RESOLVERS = contracts.resolvers_may_do_what_they_ask
EXAMPLES = [
    Example(
        rule=edge.stacks_are_refused_where_their_web_acl_cannot_be,
        text=FIREWALL,
        defect="RuleCondition: !Equals [!Ref Guard, 'false']",
        repair="RuleCondition: !Equals [!Ref Guard, 'true']",
        finding="Acl: is made outside us-east-1 with Guard true",
    ),
    example(
        _INLINE,
        "Action: dynamodb:GetItem",
        "Action: dynamodb:Query",
        "CountRole: does not allow dynamodb:Query, which the code sends",
    ),
    example(
        _INLINE,
        "new QueryCommand({})",
        "new GetItemCommand({})",
        "CountRole: allows dynamodb:GetItem, which no code sends",
    ),
    example(
        _RESOLVERS,
        "[dynamodb:PutItem, dynamodb:Query]",
        "dynamodb:DeleteItem",
        "TableRole: does not allow dynamodb:DeleteItem, which the code sends",
    ),
    example(
        _RESOLVERS,
        "[dynamodb:PutItem, dynamodb:Query]",
        "dynamodb:DeleteItem",
        "TableRole: allows dynamodb:PutItem, which no code sends",
    ),
    example(
        language.resolvers_keep_to_their_language,
        "try { return ddb.remove({}); } catch {}",
        "return ddb.remove({}); // try again",
        "Remove: APPSYNC_JS has no try",
    ),
    example(
        contracts.queries_of_an_index_are_allowed_there,
        "dynamodb:Query]\n                Resource: !GetAtt Items.Arn",
        "dynamodb:Query]\n                Resource: !Sub '${Items.Arn}/index/*'",
        "TableRole: may query Items, and no index of it",
    ),
    example(
        contracts.data_sources_may_invoke_their_function,
        "dynamodb:PutItem",
        "lambda:InvokeFunction",
        "TableRole: may not invoke the function of Summary",
    ),
    example(
        contracts.functions_end_before_graphql_gives_up,
        "Timeout: 60",
        "Timeout: 10",
        "Count: runs for up to 60 s, AppSync waits 30 s",
    ),
    example(
        contracts.operations_are_handled_by_their_namesake,
        "handlers/deleteItem",
        "handlers/createItem",
        "Count: handles createItem with handlers/deleteItem.handler",
    ),
    example(
        contracts.tasks_may_pull_from_ecr,
        "Description: pulls",
        "ManagedPolicyArns: ['arn:x:policy/service-role/AmazonECSTaskExecutionRolePolicy']",
        "PullRole: cannot pull a private image",
    ),
    example(
        calls.http_apis_may_call_their_function,
        "/v1/",
        "/api/",
        "Route: no permission for /api/{proxy+}",
    ),
    example(
        graphql.apis_log_where_the_template_keeps_logs,
        "/aws/appsync/$",
        "/aws/appsync/apis/$",
        "GraphQL: its log group is not of the template",
    ),
    example(
        roles.roles_name_where_it_is_allowed,
        "Resource: '*'",
        "Resource: arn",
        "CountRole: may logs:PutLogEvents anywhere",
    ),
    example(
        edge.edge_roles_may_log_in_every_region,
        "[logs:PutLogEvents]",
        "[logs:CreateLogGroup]",
        "EdgeRole: may not make the log group of another Region",
    ),
    example(
        delivery.tokens_are_checked_before_the_cache,
        "origin-request",
        "viewer-request",
        "Guard: reads the token at origin-request",
    ),
    example(
        delivery.origins_may_forbid_keeping,
        "MinTTL: 3600",
        "MinTTL: 0",
        "Key: keeps everything for 3600 s at least",
    ),
    example(
        delivery.answers_of_code_depend_on_the_query,
        "QueryStringBehavior: none",
        "QueryStringBehavior: all",
        "Key: leaves the query out of the cache key",
    ),
    example(
        delivery.error_pages_come_from_what_still_works,
        "/error.html",
        "/static/error.html",
        "Distribution: /error.html comes from what has just failed",
    ),
    example(
        delivery.files_may_be_read_where_they_are_asked_for,
        "/assets/*",
        "/static/*",
        "Distribution: no policy lets it read /static/*",
    ),
    example(
        delivery.origins_speak_what_is_listened_for,
        "https-only",
        "http-only",
        "Inside: speaks https-only, and its balancer http",
    ),
    example(
        delivery.origins_are_asked_with_current_tls,
        "[TLSv1]",
        "[TLSv1.2]",
        "Distribution: accepts TLSv1 of an origin",
    ),
    example(
        delivery.viewer_certificates_come_from_their_region,
        "acm:.*",
        "acm:us-east-1:.*",
        "Distribution: Certificate may be of any Region",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("for (let i = 0; i < 3; i++) { f(i); }", ["counting for loops", "++ and --"]),
        ("while (true) { continue; }", ["continue", "while"]),
        ("do { f(); } while (a);", ["do", "while"]),
        ("async function f() { await Promise.all([]); }", ["async", "await", "promises"]),
        ("function* f() { yield 1; }", ["generators"]),
        ("class A { f() { return this.a; } }", ["classes", "this"]),
        ("throw new Error('no');", ["new", "throw"]),
        ("if (/^a/.test(b)) { return ~c; }", ["regular expressions", "~"]),
        ("if ('a' in b) { return 1; }", ["in"]),
        ("outer: for (const a of b) { f(a); }", ["labels"]),
        ("return `${a ? /b/ : c}`;", ["regular expressions"]),
        ("for (const key in item) { f(key); }", []),
        ("return a / b / c; // while we try this", []),
        ("const text = 'do not throw'; return `new ${text}`;", []),
        ("const o = { default: 1, then: (a) => a?.b ?? 2 };", []),
    ],
)
def test_what_the_language_of_resolvers_lacks_is_found(code: str, missing: list[str]) -> None:
    assert list(language.missing_from_appsync(code)) == missing
