"""GraphQL APIs."""

from __future__ import annotations

import json

from ..template import Resource, Template, references, walk

_API = "AWS::AppSync::GraphQLApi"
_SCHEMA = "AWS::AppSync::GraphQLSchema"
_RESOLVER = "AWS::AppSync::Resolver"
_JS = "APPSYNC_JS"


def resolvers_wait_for_the_schema(template: Template) -> list[str]:
    """A resolver made first fails: there is no such field yet."""
    schemas = {schema.name for schema in template.of_type(_SCHEMA)}
    return [
        f"{resolver.name}: does not wait for the schema (DependsOn)"
        for resolver in template.of_type(_RESOLVER)
        if schemas and not (resolver.depends_on | references(resolver.properties)) & schemas
    ]


def api_keys_exist_where_they_are_accepted(template: Template) -> list[str]:
    if template.of_type("AWS::AppSync::ApiKey"):
        return []
    return [
        f"{api.name}: accepts API_KEY, and the template has no AWS::AppSync::ApiKey"
        for api in template.of_type(_API)
        if '"API_KEY"' in json.dumps(dict(api.properties))
    ]


def resolvers_are_written_in_javascript(template: Template) -> list[str]:
    return [
        f"{resolver.name}: {fault}"
        for resolver in template.of_type(_RESOLVER, "AWS::AppSync::FunctionConfiguration")
        for fault in _code_faults(template, resolver)
    ]


def _code_faults(template: Template, resolver: Resource) -> list[str]:
    keys = resolver.properties.keys()
    if any(key.startswith(("RequestMappingTemplate", "ResponseMappingTemplate")) for key in keys):
        return ["has a mapping template (use Code with APPSYNC_JS)"]
    has_code = bool({"Code", "CodeS3Location"} & keys)
    runtime = [
        value
        for _path, node in walk(resolver.properties.get("Runtime"))
        for value in template.texts(node)
    ]
    return ["has Code without the runtime APPSYNC_JS"] if has_code and _JS not in runtime else []


def apis_limit_a_query(template: Template) -> list[str]:
    """Without a depth limit one nested query can ask for everything."""
    return [
        f"{api.name}: no QueryDepthLimit"
        for api in template.of_type(_API)
        if not template.largest(api.properties.get("QueryDepthLimit", 0))
        or min(template.largest(api.properties.get("QueryDepthLimit", 0))) < 1
    ]


def keys_open_something(template: Template) -> list[str]:
    """A type that names no way in is open to the default one alone: a key would do nothing."""
    if not template.of_type("AWS::AppSync::ApiKey"):
        return []
    return [
        f"{schema.name}: nothing in it is open to the key (@aws_api_key)"
        for schema in template.of_type(_SCHEMA)
        if "@aws_api_key" not in json.dumps(dict(schema.properties))
    ]


def apis_log_where_the_template_keeps_logs(template: Template) -> list[str]:
    """AppSync writes to this group, and makes one that never expires where it is missing."""
    return [
        f"{api.name}: its log group is not of the template (/aws/appsync/apis/…)"
        for api in template.of_type(_API)
        if not any(
            "/aws/appsync/apis/" in json.dumps(group.properties.get("LogGroupName"))
            and api.name in references(group.properties.get("LogGroupName"))
            for group in template.of_type("AWS::Logs::LogGroup")
        )
    ]


RULES = (
    apis_log_where_the_template_keeps_logs,
    keys_open_something,
    resolvers_wait_for_the_schema,
    api_keys_exist_where_they_are_accepted,
    resolvers_are_written_in_javascript,
    apis_limit_a_query,
)
