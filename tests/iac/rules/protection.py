"""What keeps attackers out, and data and secrets safe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ..template import Resource, Template, references, walk


def web_acls_stop_what_they_match(template: Template) -> list[str]:
    return [
        f"{acl.name}: {rule['Name']}: counts, and lets everything through"
        for acl in template.of_type("AWS::WAFv2::WebACL")
        for rule in acl.properties.get("Rules", [])
        if "Count" in {**rule.get("Action", {}), **rule.get("OverrideAction", {})}
    ]


def data_is_protected_by_default(template: Template) -> list[str]:
    """From a deletion by hand, which no DeletionPolicy keeps from happening."""
    protected = {
        "AWS::DynamoDB::Table": ("DeletionProtectionEnabled", {"true"}),
        "AWS::Cognito::UserPool": ("DeletionProtection", {"ACTIVE"}),
    }
    return [
        f"{made.name}: can be deleted by accident ({key})"
        for made in template.of_type(*protected)
        for key, right in [protected[made.type]]
        if not {str(value := template.by_default(made.properties.get(key))), str(value).lower()}
        & right
    ]


def secrets_are_used(template: Template) -> list[str]:
    """A secret that nobody sends proves nothing about a request."""
    others = [one for one in template.resources if one.type != "AWS::SecretsManager::Secret"]
    used = {name for one in others for name in references(one.properties)}
    return [
        f"{secret.name}: nothing of the stack reads it"
        for secret in template.of_type("AWS::SecretsManager::Secret")
        if secret.name not in used
    ]


def every_way_in_asks_for_a_token(template: Template) -> list[str]:
    """A rule of a listener stands before its default action, and needs the same check."""
    checking = {
        listener.name
        for listener in template.of_type("AWS::ElasticLoadBalancingV2::Listener")
        if "jwt-validation" in json.dumps(listener.properties.get("DefaultActions"))
    }
    return [
        f"{rule.name}: forwards without the token that its listener asks for"
        for rule in template.of_type("AWS::ElasticLoadBalancingV2::ListenerRule")
        if references(rule.properties.get("ListenerArn")) & checking
        and "jwt-validation" not in json.dumps(rule.properties.get("Actions"))
    ]


def caches_keep_callers_apart(template: Template) -> list[str]:
    """What a resolver makes of the caller must not be kept for the next one."""
    return [
        f"{resolver.name}: keeps one caller's answer for all (CachingKeys)"
        for resolver in template.of_type("AWS::AppSync::Resolver")
        if "CachingKeys" in json.dumps(resolver.properties.get("CachingConfig"))
        and re.search(r"\bctx\.identity\b", str(resolver.properties.get("Code")))
        and "identity" not in json.dumps(resolver.properties["CachingConfig"])
    ]


def graphql_apis_give_nothing_away(template: Template) -> list[str]:
    return [
        f"{made.name}: {fault}"
        for made in template.of_type("AWS::AppSync::GraphQLApi", "AWS::AppSync::ApiCache")
        for fault in _graphql_faults(made)
    ]


def _graphql_faults(made: Resource) -> Iterator[str]:
    own = made.properties
    if made.type == "AWS::AppSync::ApiCache":
        for key in ("AtRestEncryptionEnabled", "TransitEncryptionEnabled"):
            if str(own.get(key)).lower() != "true":
                yield f"is not encrypted ({key})"
        return
    logs: Mapping[str, object] = own.get("LogConfig", {})
    if logs and str(logs.get("ExcludeVerboseContent")).lower() != "true":
        yield "writes tokens into its log (ExcludeVerboseContent)"
    if "UserPoolConfig" in own and not own["UserPoolConfig"].get("AppIdClientRegex"):
        yield "lets in every client of the user pool (AppIdClientRegex)"


def subscriptions_read_nothing(template: Template) -> list[str]:
    """What is pushed is the mutation's answer: a resolver only says who may listen."""
    empty = {
        source.name
        for source in template.of_type("AWS::AppSync::DataSource")
        if source.properties.get("Type") == "NONE"
    }
    return [
        f"{resolver.name}: a subscription that reads a data source (NONE)"
        for resolver in template.of_type("AWS::AppSync::Resolver")
        if resolver.properties.get("TypeName") == "Subscription"
        and not references(resolver.properties.get("DataSourceName")) & empty
    ]


def lists_find_whole_items(template: Template) -> list[str]:
    """A list is read from its index alone: what the index leaves out is missing from the list."""
    return [
        f"{table.name}: an index leaves attributes out (ProjectionType ALL)"
        for table in template.of_type("AWS::DynamoDB::Table")
        for path, node in walk(table.properties)
        if path[-1:] == ("ProjectionType",) and node != "ALL"
    ]


_GUARDED = {
    "AWS::ApiGateway::Stage",
    "AWS::ApiGateway::RestApi",
    "AWS::AppSync::GraphQLApi",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
}


def web_acls_guard_the_way_in(template: Template) -> list[str]:
    """Each is used, and by the kind of thing that it was made for."""
    distributions = template.of_type("AWS::CloudFront::Distribution")
    global_ones = {
        name
        for one in distributions
        for name in references(one.properties["DistributionConfig"].get("WebACLId"))
    }
    regional = {
        name
        for one in template.of_type("AWS::WAFv2::WebACLAssociation")
        if any(
            (guarded := template.resource(found)) is not None and guarded.type in _GUARDED
            for found in references(one.properties.get("ResourceArn"))
        )
        for name in references(one.properties.get("WebACLArn"))
    }
    used = {"CLOUDFRONT": global_ones, "REGIONAL": regional}
    return [
        f"{acl.name}: guards nothing that a web ACL of scope {scope} can"
        for acl in template.of_type("AWS::WAFv2::WebACL")
        for scope in [str(acl.properties.get("Scope"))]
        if (distributions or scope == "REGIONAL") and acl.name not in used.get(scope, set())
    ]


def keys_open_their_plan(template: Template) -> list[str]:
    findings = [
        f"{plan.name}: is for no stage (ApiStages)"
        for plan in template.of_type("AWS::ApiGateway::UsagePlan")
        if not plan.properties.get("ApiStages")
    ]
    wanted = {"KeyId": "AWS::ApiGateway::ApiKey", "UsagePlanId": "AWS::ApiGateway::UsagePlan"}
    return findings + [
        f"{made.name}: {key} is no {kind}"
        for made in template.of_type("AWS::ApiGateway::UsagePlanKey")
        for key, kind in wanted.items()
        if not any(
            (found := template.resource(name)) is not None and found.type == kind
            for name in references(made.properties.get(key))
        )
    ]


def tokens_come_in_their_header(template: Template) -> list[str]:
    return [
        f"{authorizer.name}: looks for the token in {source}"
        for authorizer in template.of_type("AWS::ApiGatewayV2::Authorizer")
        for source in authorizer.properties.get("IdentitySource", [])
        if source != "$request.header.Authorization"
    ]


RULES = (
    web_acls_guard_the_way_in,
    keys_open_their_plan,
    tokens_come_in_their_header,
    web_acls_stop_what_they_match,
    data_is_protected_by_default,
    secrets_are_used,
    every_way_in_asks_for_a_token,
    caches_keep_callers_apart,
    graphql_apis_give_nothing_away,
    subscriptions_read_nothing,
    lists_find_whole_items,
)
