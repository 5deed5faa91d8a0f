"""Content delivery: distributions, and functions at the edge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..evaluation import Evaluation
from ..known_names import known_names
from ..template import Resource, Template, references, referred, walk

_DISTRIBUTION = "AWS::CloudFront::Distribution"
_REGION = "us-east-1"
_POLICIES = {
    "CachePolicyId": "cache_policies",
    "OriginRequestPolicyId": "origin_request_policies",
    "ResponseHeadersPolicyId": "response_headers_policies",
}


def edge_associations(template: Template) -> list[tuple[str, Resource]]:
    """(event type, function) of every function that a distribution runs at the edge."""
    found = []
    for distribution in template.of_type(_DISTRIBUTION):
        for _path, node in walk(distribution.properties):
            if isinstance(node, Mapping) and "LambdaFunctionARN" in node:
                function = _function_of(template, node["LambdaFunctionARN"])
                if function is not None:
                    found.append((str(node.get("EventType", "")), function))
    return found


def _function_of(template: Template, node: Any) -> Resource | None:
    for name in references(node):
        resource = template.resource(name)
        if resource and resource.type == "AWS::Lambda::Version":
            return template.resource(referred(resource.properties.get("FunctionName")))
    return None


def edge_functions(template: Template) -> list[Resource]:
    return list({function.name: function for _e, function in edge_associations(template)}.values())


def edge_functions_ask_for_what_the_edge_has(template: Template) -> list[str]:
    return [
        f"{function.name}: {fault}"
        for function in edge_functions(template)
        for fault in _edge_faults(template, function)
    ]


def _edge_faults(template: Template, function: Resource) -> list[str]:
    own = function.properties
    refused = {"Environment", "VpcConfig", "Layers", "DeadLetterConfig", "KmsKeyArn"}
    faults = [f"{key} is not available at the edge" for key in sorted(refused & own.keys())]
    if "arm64" in json.dumps(own.get("Architectures", [])):
        faults.append("arm64 is not available at the edge")
    known = known_names()["edge_runtimes"]
    unknown = [name for name in template.texts(own.get("Runtime")) if name not in known]
    return faults + [f"{name} is not a runtime of the edge" for name in unknown]


def edge_functions_keep_to_the_limits_of_their_event(template: Template) -> list[str]:
    known = known_names()
    findings = []
    for event, function in edge_associations(template):
        at_viewer = event.startswith("viewer")
        limit = known["edge_viewer_seconds" if at_viewer else "edge_origin_seconds"]
        if any(value > limit for value in template.largest(function.properties.get("Timeout", 3))):
            findings.append(f"{function.name}: more than {limit} s at {event}")
        memory = template.largest(function.properties.get("MemorySize", 128))
        if at_viewer and any(value > known["edge_viewer_memory_mb"] for value in memory):
            findings.append(f"{function.name}: more than 128 MB at {event}")
    return findings


def edge_roles_trust_the_edge(template: Template) -> list[str]:
    needed = ("lambda.amazonaws.com", "edgelambda.amazonaws.com")
    findings = []
    for function in edge_functions(template):
        role = template.resource(referred(function.properties.get("Role")))
        trust = json.dumps(dict(role.properties)) if role else ""
        missing = [name for name in needed if f'"{name}"' not in trust]
        findings += [f"{function.name}: its role does not trust {name}" for name in missing]
    return findings


def edge_versions_survive_the_stack(template: Template) -> list[str]:
    """Replicas are removed hours after the distribution: deleting at once fails."""
    functions = {function.name for function in edge_functions(template)}
    return [
        f"{version.name}: DeletionPolicy must be Retain, replicas outlive the distribution"
        for version in template.of_type("AWS::Lambda::Version")
        if references(version.properties.get("FunctionName")) & functions
        and version.body.get("DeletionPolicy") != "Retain"
    ]


def edge_functions_survive_the_stack(template: Template) -> list[str]:
    """A function cannot be deleted while replicas of it remain; its role must stay as long."""
    kept = [
        resource
        for function in edge_functions(template)
        for resource in (function, template.resource(referred(function.properties.get("Role"))))
        if resource is not None
    ]
    return [
        f"{resource.name}: DeletionPolicy must be Retain, replicas run on"
        for resource in {found.name: found for found in kept}.values()
        if resource.body.get("DeletionPolicy") != "Retain"
    ]


def stacks_of_the_edge_stay_in_its_region(template: Template) -> list[str]:
    """Edge functions, web ACLs of CloudFront and viewer certificates live in us-east-1."""
    if template.guards_region(_REGION):
        return []
    bound = [function.name for function in edge_functions(template)] + [
        resource.name
        for resource in template.of_type("AWS::WAFv2::WebACL")
        if resource.properties.get("Scope") == "CLOUDFRONT"
    ]
    return [f"{name}: only possible in {_REGION}, and no rule asserts it" for name in bound]


def behaviours_use_policies(template: Template) -> list[str]:
    return [
        f"{distribution.name}: {path[-1]} is the legacy way (cache and origin request policies)"
        for distribution in template.of_type(_DISTRIBUTION)
        for path, _node in walk(distribution.properties)
        if path and path[-1] in {"ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"}
    ]


def managed_policies_exist(template: Template) -> list[str]:
    return [
        f"{distribution.name}: {path[-1]} {policy} is not a managed policy"
        for distribution in template.of_type(_DISTRIBUTION)
        for path, node in walk(distribution.properties)
        if path and path[-1] in _POLICIES
        for policy in template.texts(node)
        if policy and policy not in known_names()[_POLICIES[path[-1]]].values()
    ]


def origins_are_reached_under_a_name_with_a_certificate(template: Template) -> list[str]:
    """No certificate can carry a load balancer's own name; HTTPS to it always fails."""
    return [
        f"{distribution.name}: HTTPS to a load balancer's own name (VPC origin, or a domain name)"
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, origin in walk(distribution.properties)
        if isinstance(origin, Mapping)
        and "CustomOriginConfig" in origin
        and "https-only" in _protocols(template, origin)
        and _is_balancer_name(origin.get("DomainName"))
    ]


def _protocols(template: Template, origin: Mapping[str, Any]) -> list[str]:
    config = origin["CustomOriginConfig"]
    parts = template.values(config) if isinstance(config, dict) else []
    nodes = [part.get("OriginProtocolPolicy") for part in parts if isinstance(part, dict)]
    return [text for node in nodes for text in template.texts(node)]


def _is_balancer_name(node: Any) -> bool:
    return any(
        isinstance(inner, list) and inner[-1:] == ["DNSName"] and path[-1:] == ("Fn::GetAtt",)
        for path, inner in walk(node)
    )


def tls_policies_are_current(template: Template) -> list[str]:
    known = known_names()
    accepted = {
        "SslPolicy": known["load_balancer_tls"],
        "MinimumProtocolVersion": known["viewer_tls"],
        "SecurityPolicy": known["api_tls"],
    }
    named = [
        f"{resource.name}: {path[-1]} {text} is not one of {', '.join(accepted[path[-1]])}"
        for resource in template.of_type(
            _DISTRIBUTION, "AWS::ElasticLoadBalancingV2::Listener", "AWS::ApiGateway::DomainName"
        )
        for path, node in walk(resource.properties)
        if path and path[-1] in accepted
        for text in template.texts(node)
        if text not in accepted[path[-1]]
    ]
    return named + [
        f"{listener.name}: HTTPS without an SslPolicy falls back to one of 2016"
        for listener in template.of_type("AWS::ElasticLoadBalancingV2::Listener")
        if "HTTPS" in template.texts(listener.properties.get("Protocol"))
        and "SslPolicy" not in listener.properties
    ]


def balancers_behind_a_distribution_are_internal(template: Template) -> list[str]:
    """Else a request can go around the distribution, and around its web ACL."""
    if not template.of_type(_DISTRIBUTION):
        return []
    return [
        f"{balancer.name}: is reached beside the distribution (Scheme internal)"
        for balancer in template.of_type("AWS::ElasticLoadBalancingV2::LoadBalancer")
        if balancer.properties.get("Scheme") != "internal"
    ]


def buckets_are_read_by_their_distribution_alone(template: Template) -> list[str]:
    """A bucket that is an origin has a policy that names the distribution, signed for."""
    named = {
        name
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, origin in walk(distribution.properties)
        if isinstance(origin, Mapping) and "S3OriginConfig" in origin
        for name in references(origin.get("DomainName"))
    }
    return [
        f"{bucket.name}: no policy lets its distribution alone read it (AWS:SourceArn)"
        for bucket in template.of_type("AWS::S3::Bucket")
        if bucket.name in named and not _is_read_by_a_distribution(template, bucket)
    ]


def _is_read_by_a_distribution(template: Template, bucket: Resource) -> bool:
    distributions = {found.name for found in template.of_type(_DISTRIBUTION)}
    allowed = [
        node
        for policy in template.of_type("AWS::S3::BucketPolicy")
        if bucket.name in references(policy.properties.get("Bucket"))
        for _path, node in walk(policy.properties)
        if isinstance(node, Mapping) and node.get("Effect") == "Allow"
    ]
    return bool(allowed) and all(
        "cloudfront.amazonaws.com" in json.dumps(node.get("Principal", ""))
        and references(node.get("Condition")) & distributions
        for node in allowed
    )


def origins_in_buckets_are_asked_with_a_signature(template: Template) -> list[str]:
    return [
        f"{distribution.name}: asks a bucket without a signature (OriginAccessControlId)"
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, origin in walk(distribution.properties)
        if isinstance(origin, Mapping)
        and "S3OriginConfig" in origin
        and not origin.get("OriginAccessControlId")
    ]


def edge_decisions_are_in_the_cache_key(template: Template) -> list[str]:
    """What a function decides before the cache is kept for everybody unless the key holds it."""
    caching_disabled = known_names()["cache_policies"]["CachingDisabled"]
    keyed = {
        policy.name
        for policy in template.of_type("AWS::CloudFront::CachePolicy")
        if any(
            path[-2:] == ("HeadersConfig", "HeaderBehavior") and node == "whitelist"
            for path, node in walk(policy.properties)
        )
    }
    return [
        f"{distribution.name}: the cache key holds nothing of what its function decides"
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, node in walk(distribution.properties)
        if isinstance(node, Mapping)
        and "viewer-request" in json.dumps(node.get("LambdaFunctionAssociations", ""))
        and caching_disabled not in template.texts(node.get("CachePolicyId"))
        and not references(node.get("CachePolicyId")) & keyed
    ]


def published_versions_follow_the_code(template: Template) -> list[str]:
    """A version never changes: one that is written by hand keeps the first code for ever.

    What SAM publishes has the code's digest in its name.
    """
    return [
        f"{version.name}: stays as it is when the code changes (AutoPublishAlias)"
        for version in template.of_type("AWS::Lambda::Version")
        if not re.search(r"[0-9a-f]{10}$", version.name)
    ]


def distributions_keep_what_they_promise(template: Template) -> list[str]:
    """HTTPS alone, security headers on every answer, and a log of the requests by default."""
    return [
        f"{distribution.name}: {fault}"
        for distribution in template.of_type(_DISTRIBUTION)
        for fault in _promises_broken(template, distribution)
    ]


def _given(template: Template, node: Any) -> list[dict[str, Any]]:
    """The mappings that `node` can be, where it is one at all."""
    nodes = template.values(node) if isinstance(node, dict) and "Fn::If" in node else [node]
    return [one for one in nodes if isinstance(one, dict) and one != {"Ref": "AWS::NoValue"}]


def _promises_broken(template: Template, distribution: Resource) -> Iterator[str]:
    config = distribution.properties.get("DistributionConfig", {})
    behaviours = [config.get("DefaultCacheBehavior", {}), *config.get("CacheBehaviors", [])]
    for behaviour in (one for node in behaviours for one in _given(template, node)):
        if behaviour.get("ViewerProtocolPolicy") not in {"https-only", "redirect-to-https"}:
            yield "answers over HTTP (ViewerProtocolPolicy)"
        if not behaviour.get("ResponseHeadersPolicyId"):
            yield "answers without security headers (ResponseHeadersPolicyId)"
    logging = template.by_default(config.get("Logging"))
    if not isinstance(logging, dict) or logging == {"Ref": "AWS::NoValue"}:
        yield "keeps no log of its requests (Logging)"


def paths_reach_the_api_as_it_knows_them(template: Template) -> list[str]:
    """A distribution hands the path on whole, unless an origin path or a function changes it."""
    return [
        f"{distribution.name}: {behaviour['PathPattern']}: {fault}"
        for distribution in template.of_type(_DISTRIBUTION)
        for behaviour, origin in _behaviours_by_path(template, distribution)
        for api in template.of_type("AWS::ApiGatewayV2::Api")
        if api.name in references(origin.get("DomainName"))
        for fault in _path_faults(template, behaviour, origin, api)
    ]


def _behaviours_by_path(
    template: Template, distribution: Resource
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    config = distribution.properties.get("DistributionConfig", {})
    origins = {str(one.get("Id")): one for one in config.get("Origins", [])}
    for behaviour in (
        one for node in config.get("CacheBehaviors", []) for one in _given(template, node)
    ):
        yield behaviour, origins.get(str(behaviour.get("TargetOriginId")), {})


def _path_faults(
    template: Template, behaviour: Mapping[str, Any], origin: Mapping[str, Any], api: Resource
) -> Iterator[str]:
    stages = [
        str(stage.properties.get("StageName"))
        for stage in template.of_type("AWS::ApiGatewayV2::Stage")
        if api.name in references(stage.properties.get("ApiId"))
    ]
    if origin.get("OriginPath", "") not in {"" if s == "$default" else f"/{s}" for s in stages}:
        yield f"origin path {origin.get('OriginPath', '')!r} is no stage of {api.name}"
    routes = [
        str(route.properties.get("RouteKey"))
        for route in template.of_type("AWS::ApiGatewayV2::Route")
        if api.name in references(route.properties.get("ApiId"))
    ]
    start = str(behaviour["PathPattern"]).partition("*")[0]
    strays = [
        key for key in routes if key != "$default" and not key.partition(" ")[2].startswith(start)
    ]
    if strays or not routes:
        yield f"{api.name} knows {', '.join(strays) or 'nothing'}, and is asked for {start}…"
    for association in behaviour.get("FunctionAssociations", []):
        function = template.resource(referred(association.get("FunctionARN")))
        code = str(function.properties.get("FunctionCode")) if function else ""
        if re.search(r"\buri\s*=[^=]", code):
            yield "its function gives the API another path"


def stacks_are_refused_where_their_web_acl_cannot_be(template: Template) -> list[str]:
    """In another Region: with a flag that makes one of CloudFront, and only then."""
    acls = [
        acl.name
        for acl in template.of_type("AWS::WAFv2::WebACL")
        if acl.properties.get("Scope") == "CLOUDFRONT"
    ]
    flags = [
        name
        for name, found in template.parameters.items()
        if list(map(str, found.get("AllowedValues", []))) == ["true", "false"]
    ]
    findings = []
    for flag in flags if acls and not template.guards_region(_REGION, always=True) else []:
        for value in ("true", "false"):
            stack = Evaluation(template.body, {flag: value}, region="ap-northeast-1")
            makes, refused = bool(set(acls) & stack.resources.keys()), bool(stack.broken_rules())
            if makes != refused:
                word = "is refused for nothing" if refused else "is made"
                findings.append(f"{acls[0]}: {word} outside {_REGION} with {flag} {value}")
    return findings


def edge_roles_may_log_in_every_region(template: Template) -> list[str]:
    """The group of a Region is made by the first function that runs there."""
    return [
        f"{role.name}: may not make the log group of another Region (logs:CreateLogGroup)"
        for function in edge_functions(template)
        if (role := template.resource(referred(function.properties.get("Role")))) is not None
        and "logs:CreateLogGroup" not in json.dumps(role.properties.get("Policies"))
    ]


RULES = (
    stacks_are_refused_where_their_web_acl_cannot_be,
    edge_roles_may_log_in_every_region,
    paths_reach_the_api_as_it_knows_them,
    balancers_behind_a_distribution_are_internal,
    buckets_are_read_by_their_distribution_alone,
    origins_in_buckets_are_asked_with_a_signature,
    edge_decisions_are_in_the_cache_key,
    published_versions_follow_the_code,
    distributions_keep_what_they_promise,
    edge_functions_ask_for_what_the_edge_has,
    edge_functions_keep_to_the_limits_of_their_event,
    edge_roles_trust_the_edge,
    edge_versions_survive_the_stack,
    edge_functions_survive_the_stack,
    stacks_of_the_edge_stay_in_its_region,
    behaviours_use_policies,
    managed_policies_exist,
    origins_are_reached_under_a_name_with_a_certificate,
    tls_policies_are_current,
)
