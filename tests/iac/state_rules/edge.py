"""Content delivery, functions at the edge, and TLS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..applied import Applied, Made, texts
from ..known_names import known_names
from .reading import blocks, edge_events

_POLICIES = {
    "cache_policy_id": "cache_policies",
    "origin_request_policy_id": "origin_request_policies",
    "response_headers_policy_id": "response_headers_policies",
}
_EDGE_LIMITS = ("edge_viewer_seconds", "edge_origin_seconds")


def tls_policies_are_current(applied: Applied) -> list[str]:
    known = known_names()
    listeners = [
        f"{made.address}: ssl_policy {made.values.get('ssl_policy')} is not a current one"
        for made in applied.of_type("aws_lb_listener")
        if made.values["protocol"] == "HTTPS"
        and made.values.get("ssl_policy") not in known["load_balancer_tls"]
    ]
    return listeners + [
        f"{made.address}: minimum_protocol_version {block.get('minimum_protocol_version')}"
        " is not a current one"
        for made in applied.of_type("aws_cloudfront_distribution")
        for block in blocks(made, "viewer_certificate")
        if block.get("acm_certificate_arn")
        and block.get("minimum_protocol_version") not in known["viewer_tls"]
    ]


def edge_functions_ask_for_what_the_edge_has(applied: Applied) -> list[str]:
    return [
        f"{function.address}: {fault} at {event}"
        for event, function in edge_events(applied)
        for fault in _edge_faults(applied, event, function)
    ]


def _edge_faults(applied: Applied, event: str, function: Made) -> Iterator[str]:
    values, known = function.values, known_names()
    for name in ("environment", "vpc_config", "layers", "dead_letter_config", "kms_key_arn"):
        if values.get(name):
            yield f"{name} is not available"
    if "arm64" in (values.get("architectures") or ()):
        yield "arm64 is not available"
    if values.get("runtime") not in known["edge_runtimes"]:
        yield f"{values.get('runtime')} is not available"
    limit = known[_EDGE_LIMITS[not event.startswith("viewer")]]
    if (values.get("timeout") or 3) > limit:
        yield f"more than {limit} s"
    if (
        event.startswith("viewer")
        and values.get("memory_size", 128) > known["edge_viewer_memory_mb"]
    ):
        yield "more than 128 MB"
    if values.get("region") != "us-east-1":
        yield "not in us-east-1"
    if not (values.get("publish") and values.get("skip_destroy")):
        yield "not published, or destroyed while replicas remain (publish, skip_destroy)"
    yield from _untrusted(applied, function)


def _untrusted(applied: Applied, function: Made) -> Iterator[str]:
    trusts = [
        made.values["assume_role_policy"]
        for address in applied.referred(function.values.get("role"))
        if (made := applied.at(address))
    ]
    for name in ("lambda.amazonaws.com", "edgelambda.amazonaws.com"):
        if not any(f'"{name}"' in trust for trust in trusts):
            yield f"its role does not trust {name}"


def web_acls_of_distributions_are_in_their_region(applied: Applied) -> list[str]:
    return [
        f"{made.address}: scope CLOUDFRONT outside us-east-1"
        for made in applied.of_type("aws_wafv2_web_acl")
        if made.values["scope"] == "CLOUDFRONT" and made.values.get("region") != "us-east-1"
    ]


def managed_policies_exist(applied: Applied) -> list[str]:
    return [
        f"{made.address}: {name} {block[name]} is not a managed policy"
        for made in applied.of_type("aws_cloudfront_distribution")
        for behaviour in ("default_cache_behavior", "ordered_cache_behavior")
        for block in blocks(made, behaviour)
        for name, known in _POLICIES.items()
        if block.get(name)
        and not applied.referred(block[name])
        and block[name] not in known_names()[known].values()
    ]


def origins_are_reached_under_a_name_with_a_certificate(applied: Applied) -> list[str]:
    balancers = {made.address for made in applied.of_type("aws_lb")}
    return [
        f"{made.address}: HTTPS to a load balancer's own name (VPC origin, or a domain name)"
        for made in applied.of_type("aws_cloudfront_distribution")
        for origin in blocks(made, "origin")
        if origin.get("custom_origin_config")
        and applied.referred(origin.get("domain_name")) & balancers
    ]


_BEHAVIOURS = ("default_cache_behavior", "ordered_cache_behavior")


def behaviours_use_policies(applied: Applied) -> list[str]:
    return [
        f"{made.address}: forwarded_values is the legacy way (cache and origin request policies)"
        for made in applied.of_type("aws_cloudfront_distribution")
        for name in _BEHAVIOURS
        for block in blocks(made, name)
        if block.get("forwarded_values")
    ]


def balancers_behind_a_distribution_are_internal(applied: Applied) -> list[str]:
    """Else a request can go around the distribution, and around its web ACL."""
    if not applied.of_type("aws_cloudfront_distribution"):
        return []
    return [
        f"{balancer.address}: is reached beside the distribution (internal)"
        for balancer in applied.of_type("aws_lb")
        if balancer.values.get("internal") is not True
    ]


def buckets_are_read_by_their_distribution_alone(applied: Applied) -> list[str]:
    """A bucket that is an origin has a policy that names the distribution, signed for."""
    return [
        f"{bucket}: no policy lets its distribution alone read it (AWS:SourceArn)"
        for made in applied.of_type("aws_cloudfront_distribution")
        for bucket in sorted(_origin_buckets(applied, made))
        if not any(
            bucket in applied.referred(policy.values.get("bucket"))
            and _lets_only(applied, policy, made)
            for policy in applied.of_type("aws_s3_bucket_policy")
        )
    ]


def _origin_buckets(applied: Applied, distribution: Made) -> set[str]:
    named = {
        address
        for origin in blocks(distribution, "origin")
        for address in applied.referred(origin.get("domain_name"))
    }
    return {address for address in named if address.startswith("aws_s3_bucket.")}


def _lets_only(applied: Applied, policy: Made, distribution: Made) -> bool:
    return any(
        statement.get("Effect") == "Allow"
        and "cloudfront.amazonaws.com" in set(texts(statement.get("Principal")))
        and distribution.address in applied.referred(statement.get("Condition"))
        for statement in json.loads(policy.values["policy"])["Statement"]
    )


def origins_in_buckets_are_asked_with_a_signature(applied: Applied) -> list[str]:
    return [
        f"{made.address}: asks a bucket without a signature (origin_access_control_id)"
        for made in applied.of_type("aws_cloudfront_distribution")
        for origin in blocks(made, "origin")
        if any(
            found.startswith("aws_s3_bucket.")
            for found in applied.referred(origin.get("domain_name"))
        )
        and not applied.referred(origin.get("origin_access_control_id"))
    ]


def edge_decisions_are_in_the_cache_key(applied: Applied) -> list[str]:
    """What a function decides before the cache is kept for everybody unless the key holds it."""
    caching_disabled = known_names()["cache_policies"]["CachingDisabled"]
    keyed = {
        policy.address
        for policy in applied.of_type("aws_cloudfront_cache_policy")
        for block in blocks(
            policy, "parameters_in_cache_key_and_forwarded_to_origin", "headers_config"
        )
        if block.get("header_behavior") == "whitelist"
    }
    return [
        f"{made.address}: the cache key holds nothing of what its function decides"
        for made in applied.of_type("aws_cloudfront_distribution")
        for name in _BEHAVIOURS
        for block in blocks(made, name)
        if any(
            found.get("event_type") == "viewer-request"
            for found in block.get("lambda_function_association") or ()
        )
        and block.get("cache_policy_id") != caching_disabled
        and not applied.referred(block.get("cache_policy_id")) & keyed
    ]


def distributions_keep_what_they_promise(applied: Applied) -> list[str]:
    """HTTPS alone, and security headers on every answer."""
    return [
        f"{made.address}: {fault}"
        for made in applied.of_type("aws_cloudfront_distribution")
        for name in _BEHAVIOURS
        for block in blocks(made, name)
        for fault in _promises_broken(block)
    ]


def _promises_broken(behaviour: Mapping[str, Any]) -> Iterator[str]:
    if behaviour.get("viewer_protocol_policy") not in {"https-only", "redirect-to-https"}:
        yield "answers over HTTP (viewer_protocol_policy)"
    if not behaviour.get("response_headers_policy_id"):
        yield "answers without security headers (response_headers_policy_id)"


def distributions_log_by_default(applied: Applied) -> list[str]:
    return [
        f"{made.address}: keeps no log of its requests (logging_config)"
        for made in applied.of_type("aws_cloudfront_distribution")
        if not made.values.get("logging_config")
    ]


def paths_reach_the_api_as_it_knows_them(applied: Applied) -> list[str]:
    """A distribution hands the path on whole, unless an origin path or a function changes it."""
    return [
        f"{made.address}: {behaviour['path_pattern']}: {fault}"
        for made in applied.of_type("aws_cloudfront_distribution")
        for behaviour in blocks(made, "ordered_cache_behavior")
        for origin in blocks(made, "origin")
        if origin.get("origin_id") == behaviour.get("target_origin_id")
        for api in sorted(applied.referred(origin.get("domain_name")))
        if api.startswith("aws_apigatewayv2_api.")
        for fault in _path_faults(applied, behaviour, origin, api)
    ]


def _path_faults(
    applied: Applied, behaviour: Mapping[str, Any], origin: Mapping[str, Any], api: str
) -> Iterator[str]:
    stages, routes = (
        [
            str(made.values.get(name))
            for made in applied.of_type(kind)
            if api in applied.referred(made.values.get("api_id"))
        ]
        for kind, name in (
            ("aws_apigatewayv2_stage", "name"),
            ("aws_apigatewayv2_route", "route_key"),
        )
    )
    path = origin.get("origin_path") or ""
    if path not in {"" if stage == "$default" else f"/{stage}" for stage in stages}:
        yield f"origin path {path!r} is no stage of {api}"
    start = str(behaviour["path_pattern"]).partition("*")[0]
    strays = [
        key for key in routes if key != "$default" and not key.partition(" ")[2].startswith(start)
    ]
    if strays or not routes:
        yield f"{api} knows {', '.join(strays) or 'nothing'}, and is asked for {start}…"
    for address in applied.referred(behaviour.get("function_association")):
        function = applied.at(address)
        if function and re.search(r"\buri\s*=[^=]", str(function.values.get("code"))):
            yield "its function gives the API another path"


DEFAULT_RULES = (distributions_log_by_default,)
RULES = (
    paths_reach_the_api_as_it_knows_them,
    behaviours_use_policies,
    balancers_behind_a_distribution_are_internal,
    buckets_are_read_by_their_distribution_alone,
    origins_in_buckets_are_asked_with_a_signature,
    edge_decisions_are_in_the_cache_key,
    distributions_keep_what_they_promise,
    tls_policies_are_current,
    edge_functions_ask_for_what_the_edge_has,
    web_acls_of_distributions_are_in_their_region,
    managed_policies_exist,
    origins_are_reached_under_a_name_with_a_certificate,
)
