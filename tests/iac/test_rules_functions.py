"""Each rule on functions and their API finds its defect, and nothing once it is repaired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from .examples import Example, example_name
from .known_names import days_supported, known_names
from .linting import deployed
from .rules import functions
from .tools import Tools

API = """
Parameters:
  Seconds: {Type: Number, Default: 30}
Resources:
  List:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs18.x
      Timeout: !Ref Seconds
  Live:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref List}
  Allowed:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Live, Principal: apigateway.amazonaws.com}
  Options:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: OPTIONS
      AuthorizationType: COGNITO_USER_POOLS
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /items:
            options:
              security: [{Pool: []}]
            delete:
              security: []
  Refused:
    Type: AWS::ApiGateway::GatewayResponse
    Properties:
      ResponseParameters:
        gatewayresponse.header.Access-Control-Allow-Headers: "'*'"
"""
STAGE = """
Resources:
  Run: {Type: 'AWS::IAM::Role', Properties: {Description: runs}}
  Call: {Type: 'AWS::Lambda::Function', Properties: {Role: !GetAtt Run.Arn}}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: {StageName: Stage, MethodSettings: []}
"""
LIMITS = "[{ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}]"
EXAMPLES = [
    Example(
        rule=functions.stages_limit_requests,
        text=STAGE,
        defect="MethodSettings: []",
        repair=f"MethodSettings: {LIMITS}",
        finding="Live: takes any number of requests",
    ),
    Example(
        rule=functions.no_stage_comes_by_itself,
        text=STAGE,
        defect="StageName: Stage",
        repair="StageName: prod",
        finding="Live: nobody asked for this stage",
    ),
    Example(
        rule=functions.requests_are_traced,
        text=STAGE,
        defect="MethodSettings: []",
        repair="TracingEnabled: true",
        finding="Live: TracingEnabled is off",
    ),
    Example(
        rule=functions.functions_may_write_their_logs,
        text=STAGE,
        defect="Description: runs",
        repair="Policies: [{Effect: Allow, Action: 'logs:PutLogEvents'}]",
        finding="Call: its role may not write logs",
    ),
    Example(
        rule=functions.functions_may_write_their_logs,
        text=STAGE,
        defect="Description: runs",
        repair="ManagedPolicyArns: [service-role/AWSLambdaBasicExecutionRole]",
        finding="Call: its role may not write logs",
    ),
    Example(
        rule=functions.browsers_may_ask_first,
        text=API.replace("options:", "get:"),
        defect="delete:",
        repair="options:",
        finding="Api: /items answers no OPTIONS",
    ),
    Example(
        rule=functions.functions_end_before_the_api_gives_up,
        text=API,
        defect="Default: 30",
        repair="Default: 10",
        finding="List: runs for up to 30 s",
    ),
    Example(
        rule=functions.functions_end_before_the_api_gives_up,
        text=API.replace("Default: 30", "Default: 10, MaxValue: 900"),
        defect="MaxValue: 900",
        repair="MaxValue: 29",
        finding="List: runs for up to 900 s",
    ),
    Example(
        rule=functions.runtimes_are_supported,
        text=API,
        defect="nodejs18.x",
        repair="nodejs24.x",
        finding="List: nodejs18.x is supported for -",
    ),
    Example(
        rule=functions.runtimes_are_supported,
        text="Parameters:\n  Engine: {Type: String, Default: nodejs22.x, "
        "AllowedValues: [nodejs22.x, nodejs24.x]}\n"
        "Resources:\n  List:\n    Type: AWS::Lambda::Function\n"
        "    Properties: {Runtime: !Ref Engine}\n",
        defect="Default: nodejs22.x",
        repair="Default: nodejs24.x",
        finding="List: nodejs22.x is supported for",
    ),
    Example(
        rule=functions.runtimes_are_supported,
        text=API.replace("nodejs18.x", "nodejs99.x"),
        defect="nodejs99.x",
        repair="nodejs24.x",
        finding="List: nodejs99.x is not in known_names.yaml",
    ),
    Example(
        rule=functions.preflight_requests_need_no_authorization,
        text=API,
        defect="COGNITO_USER_POOLS",
        repair="NONE",
        finding="Options: OPTIONS needs authorization",
    ),
    Example(
        rule=functions.preflight_requests_need_no_authorization,
        text=API,
        defect="security: [{Pool: []}]",
        repair="summary: preflight",
        finding="Api: OPTIONS /items needs authorization",
    ),
    Example(
        rule=functions.other_requests_need_authorization,
        text=API,
        defect="security: []",
        repair="security: [{Pool: []}]",
        finding="Api: anybody may call DELETE /items",
    ),
    Example(
        rule=functions.other_requests_need_authorization,
        text=API.replace("security: []", "security: !If [SignedIn, [{Pool: []}], []]"),
        defect="[{Pool: []}], []]",
        repair="[{Pool: []}], [{Key: []}]]",
        finding="Api: anybody may call DELETE /items",
    ),
    Example(
        rule=functions.functions_keep_their_logs_for_a_set_time,
        text=API,
        defect="Resources:",
        repair="Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n"
        "    Properties: {LogGroupName: !Sub '/aws/lambda/${List}'}",
        finding="List: no log group of the template is its own",
    ),
    Example(
        rule=functions.answers_allow_named_headers,
        text=API,
        defect="\"'*'\"",
        repair="\"'Authorization,Content-Type'\"",
        finding="Refused: Access-Control-Allow-Headers is *",
    ),
]

SAM = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Pool: {Type: 'AWS::Cognito::UserPool'}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Cors: {AllowOrigin: "'https://app.example.com'", AllowHeaders: "'Authorization'"}
      Auth:
        DefaultAuthorizer: Users
        Authorizers: {Users: {UserPoolArn: !GetAtt Pool.Arn}}
  List:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Runtime: nodejs24.x
      Events:
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /items, Method: get}}
"""


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_defect_is_found_and_its_repair_is_not(example: Example) -> None:
    assert example.finding in "\n".join(example.found())
    assert example.finding not in "\n".join(example.found_after_repair())


@pytest.mark.iac
def test_the_authorizer_that_sam_puts_before_a_preflight_is_found(
    tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(SAM, "utf-8")
    rule = functions.preflight_requests_need_no_authorization
    assert rule(deployed(tools, path)) == ["Api: OPTIONS /items needs authorization"]
    switch = "DefaultAuthorizer: Users\n        AddDefaultAuthorizerToCorsPreflight: false"
    path.write_text(SAM.replace("DefaultAuthorizer: Users", switch), "utf-8")
    assert rule(deployed(tools, path)) == []


def test_a_runtime_is_judged_on_the_day_of_the_table() -> None:
    on_the_day = date.fromisoformat(known_names()["checked_on"])
    assert days_supported("nodejs24.x") == (date(2028, 4, 30) - on_the_day).days
    assert days_supported("cobol") is None
