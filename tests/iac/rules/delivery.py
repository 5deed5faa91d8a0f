"""What a distribution keeps, hands on and lets through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..known_names import known_names
from ..template import Resource, Template, references, referred, walk
from .edge import edge_associations

_DISTRIBUTION = "AWS::CloudFront::Distribution"
_METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"}
_LONGEST_ERROR_SECONDS = 60
_A_YEAR_SECONDS = 31536000
# Headers that pages differ by: outside the cache key, one visitor gets what another asked for.
_DECIDING = re.compile(
    r"accept-language|authorization|cookie|host|x-user-id|x-variant|cloudfront-viewer-country.*"
    r"|cloudfront-is-.*-viewer"
)
_HEADER = re.compile(r"const \w+_HEADER = '(x-[a-z-]+)'")


def _behaviours(distribution: Resource) -> list[Mapping[str, Any]]:
    config = distribution.properties.get("DistributionConfig", {})
    return [
        node
        for _path, node in walk([config.get("DefaultCacheBehavior"), config.get("CacheBehaviors")])
        if isinstance(node, Mapping) and "TargetOriginId" in node
    ]


def _origins(distribution: Resource) -> dict[str, list[Mapping[str, Any]]]:
    """Whatever can stand behind each id."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for _path, node in walk(distribution.properties.get("DistributionConfig", {}).get("Origins")):
        if isinstance(node, Mapping) and "DomainName" in node:
            found.setdefault(str(node.get("Id")), []).append(node)
    return found


def _asked(
    template: Template,
) -> Iterator[tuple[Resource, Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Each behaviour of each distribution, with what can stand behind it."""
    for distribution in template.of_type(_DISTRIBUTION):
        origins = _origins(distribution)
        for behaviour in _behaviours(distribution):
            yield distribution, behaviour, origins.get(str(behaviour["TargetOriginId"]), [])


def code_is_asked_with_every_method(template: Template) -> list[str]:
    """What is no bucket may take a form; of two origins, each has its own list."""
    return [
        f"{distribution.name}: {behaviour['TargetOriginId']} takes no {', '.join(missing)}"
        for distribution, behaviour, origins in _asked(template)
        if any("S3OriginConfig" not in origin for origin in origins)
        for _path, methods in walk(behaviour.get("AllowedMethods", ["GET", "HEAD"]))
        if isinstance(methods, list) and all(isinstance(one, str) for one in methods)
        if (missing := sorted(_METHODS - set(methods)))
        and not (any("S3OriginConfig" in origin for origin in origins) and "POST" not in methods)
    ]


def apis_are_asked_by_their_own_name(template: Template) -> list[str]:
    """API Gateway finds the API by the host name; the viewer's says nothing to it."""
    all_viewer = known_names()["origin_request_policies"]["AllViewer"]
    return [
        f"{distribution.name}: {behaviour['TargetOriginId']} gets the viewer's host name"
        for distribution, behaviour, origins in _asked(template)
        if any("execute-api" in json.dumps(origin["DomainName"]) for origin in origins)
        and all_viewer in template.texts(behaviour.get("OriginRequestPolicyId"))
    ]


def what_is_kept_depends_on_its_key_alone(template: Template) -> list[str]:
    """What reaches the origin outside the cache key must not decide what comes back."""
    disabled = known_names()["cache_policies"]["CachingDisabled"]
    everything = known_names()["origin_request_policies"].values()
    findings = []
    for distribution, behaviour, _origins in _asked(template):
        if disabled in template.texts(behaviour.get("CachePolicyId")):
            continue
        name = f"{distribution.name}: {behaviour['TargetOriginId']}"
        if set(template.texts(behaviour.get("OriginRequestPolicyId"))) & set(everything):
            findings.append(f"{name}: keeps answers to requests that are handed on whole")
        for policy in template.of_type("AWS::CloudFront::OriginRequestPolicy"):
            if policy.name in references(behaviour.get("OriginRequestPolicyId")):
                findings += [f"{name}: {fault}" for fault in _handed_on(policy)]
    return findings


def _handed_on(policy: Resource) -> Iterator[str]:
    for path, node in walk(policy.properties):
        if path[-1:] == ("CookieBehavior",) and node != "none":
            yield f"{policy.name} hands on cookies that the cache key leaves out"
        if "Headers" in path[:-1] and isinstance(node, str) and _DECIDING.fullmatch(node.lower()):
            yield f"{policy.name} hands on {node}, which the cache key leaves out"


def what_the_edge_decides_is_in_the_cache_key(template: Template) -> list[str]:
    """Each header that a function in front of the cache names, in one branch at least."""
    decided = {
        header
        for event, function in edge_associations(template)
        if event == "viewer-request"
        for _path, node in walk(function.properties.get("Code"))
        if isinstance(node, str)
        for header in _HEADER.findall(node)
    }
    return [
        f"{policy.name}: {header}, which the edge decides, is in no cache key"
        for policy in template.of_type("AWS::CloudFront::CachePolicy")
        for header in sorted(decided - {str(node) for _path, node in walk(policy.properties)})
    ]


def errors_are_soon_forgotten(template: Template) -> list[str]:
    return [
        f"{distribution.name}: keeps a {node.get('ErrorCode')} for {seconds} s"
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, node in walk(distribution.properties)
        if isinstance(node, Mapping) and "ErrorCachingMinTTL" in node
        if (seconds := int(node["ErrorCachingMinTTL"])) > _LONGEST_ERROR_SECONDS
    ]


def answers_carry_security_headers(template: Template) -> list[str]:
    return [
        f"{policy.name}: {fault}"
        for policy in template.of_type("AWS::CloudFront::ResponseHeadersPolicy")
        for fault in _header_faults(
            policy.properties["ResponseHeadersPolicyConfig"].get("SecurityHeadersConfig", {})
        )
    ]


def _header_faults(config: Mapping[str, Any]) -> Iterator[str]:
    for key in ("ContentTypeOptions", "FrameOptions", "ReferrerPolicy"):
        if key not in config:
            yield f"no {key}"
    age = config.get("StrictTransportSecurity", {}).get("AccessControlMaxAgeSec", 0)
    if int(age) < _A_YEAR_SECONDS:
        yield f"browsers forget HTTPS after {age} s (StrictTransportSecurity)"


def origins_are_asked_over_https(template: Template) -> list[str]:
    """One of the internet, that is; inside a VPC there may be no name for a certificate."""
    return [
        f"{distribution.name}: asks {name} over {protocol} (OriginProtocolPolicy)"
        for distribution in template.of_type(_DISTRIBUTION)
        for name, origins in _origins(distribution).items()
        for origin in origins
        if "CustomOriginConfig" in origin
        for protocol in template.texts(origin["CustomOriginConfig"].get("OriginProtocolPolicy"))
        if protocol != "https-only"
    ]


def buckets_are_asked_with_every_signature(template: Template) -> list[str]:
    return [
        f"{control.name}: requests go unsigned (SigningBehavior always)"
        for control in template.of_type("AWS::CloudFront::OriginAccessControl")
        if control.properties["OriginAccessControlConfig"].get("SigningBehavior") != "always"
    ]


def balancers_wait_as_long_as_the_distribution(template: Template) -> list[str]:
    """Else a slow answer ends as a 502 of the balancer, and not when the distribution says."""
    waits = [
        seconds
        for distribution in template.of_type(_DISTRIBUTION)
        for path, node in walk(distribution.properties)
        if path[-2:] == ("VpcOriginConfig", "OriginReadTimeout")
        for seconds in template.largest(node)
    ]
    return [
        f"{balancer.name}: hangs up after {idle:g} s, the distribution waits {max(waits):g} s"
        for balancer in template.of_type("AWS::ElasticLoadBalancingV2::LoadBalancer")
        for node in balancer.properties.get("LoadBalancerAttributes", [])
        if waits and node.get("Key") == "idle_timeout.timeout_seconds"
        for idle in template.largest(node["Value"])
        if idle <= max(waits)
    ]


def logs_can_be_delivered_and_expire(template: Template) -> list[str]:
    """CloudFront writes its log through an ACL, which BucketOwnerEnforced refuses."""
    logged = {
        name
        for distribution in template.of_type(_DISTRIBUTION)
        for name in references(distribution.properties["DistributionConfig"].get("Logging"))
    }
    findings = []
    for bucket in template.of_type("AWS::S3::Bucket"):
        if bucket.name in logged:
            keys = {path[-1]: node for path, node in walk(bucket.properties) if path}
            if keys.get("ObjectOwnership") not in {"BucketOwnerPreferred", "ObjectWriter"}:
                findings.append(f"{bucket.name}: takes no log (ObjectOwnership)")
            if "ExpirationInDays" not in keys:
                findings.append(f"{bucket.name}: keeps logs for ever (ExpirationInDays)")
    return findings


def functions_of_the_edge_are_associated(template: Template) -> list[str]:
    """A version that no distribution runs was written for nothing."""
    used = {
        name
        for distribution in template.of_type(_DISTRIBUTION)
        for name in references(distribution.properties)
    }
    return [
        f"{version.name}: no distribution runs it"
        for version in template.of_type("AWS::Lambda::Version")
        if edge_associations(template)
        and version.name not in used
        and referred(version.properties.get("FunctionName")) is not None
    ]


def origins_may_forbid_keeping(template: Template) -> list[str]:
    """A MinTTL keeps even what says no-store."""
    return [
        f"{policy.name}: keeps everything for {seconds} s at least (MinTTL)"
        for policy in template.of_type("AWS::CloudFront::CachePolicy")
        if (seconds := int(policy.properties["CachePolicyConfig"].get("MinTTL", 0))) > 1
    ]


def answers_of_code_depend_on_the_query(template: Template) -> list[str]:
    return [
        f"{policy.name}: leaves the query out of the cache key (QueryStringBehavior all)"
        for _distribution, behaviour, origins in _asked(template)
        if any("S3OriginConfig" not in origin for origin in origins)
        for policy in template.of_type("AWS::CloudFront::CachePolicy")
        if policy.name in references(behaviour.get("CachePolicyId"))
        for path, node in walk(policy.properties)
        if path[-1:] == ("QueryStringBehavior",) and node != "all"
    ]


def _patterns(distribution: Resource, *, of_buckets: bool) -> list[str]:
    """The paths that lead to buckets, or to anything else."""
    origins = _origins(distribution)
    return [
        str(behaviour["PathPattern"])
        for behaviour in _behaviours(distribution)
        if "PathPattern" in behaviour
        and of_buckets
        == all("S3OriginConfig" in one for one in origins.get(str(behaviour["TargetOriginId"]), []))
    ]


def error_pages_come_from_what_still_works(template: Template) -> list[str]:
    return [
        f"{distribution.name}: {node['ResponsePagePath']} comes from what has just failed"
        for distribution in template.of_type(_DISTRIBUTION)
        for _path, node in walk(distribution.properties)
        if isinstance(node, Mapping) and "ResponsePagePath" in node
        if not any(
            str(node["ResponsePagePath"]).startswith(pattern.rstrip("*"))
            for pattern in _patterns(distribution, of_buckets=True)
        )
    ]


def files_may_be_read_where_they_are_asked_for(template: Template) -> list[str]:
    return [
        f"{distribution.name}: no policy lets it read {pattern}"
        for distribution in template.of_type(_DISTRIBUTION)
        for pattern in _patterns(distribution, of_buckets=True)
        if not any(
            isinstance(node, str) and node.endswith((f".Arn}}{pattern}", ".Arn}/*"))
            for policy in template.of_type("AWS::S3::BucketPolicy")
            for _path, statement in walk(policy.properties)
            if isinstance(statement, Mapping) and statement.get("Effect") == "Allow"
            for _path, node in walk(statement.get("Resource"))
        )
    ]


def origins_speak_what_is_listened_for(template: Template) -> list[str]:
    """In a stack made with the defaults: the balancer's listener decides."""
    spoken = {
        str(template.by_default(listener.properties.get("Protocol"))).lower()
        for listener in template.of_type("AWS::ElasticLoadBalancingV2::Listener")
    }
    return [
        f"{origin.name}: speaks {protocol}, and its balancer {' and '.join(sorted(spoken))}"
        for origin in template.of_type("AWS::CloudFront::VpcOrigin")
        if template.exists_by_default(origin)
        for protocol in [origin.properties["VpcOriginEndpointConfig"]["OriginProtocolPolicy"]]
        if str(protocol).removesuffix("-only") not in spoken
    ]


def origins_are_asked_with_current_tls(template: Template) -> list[str]:
    return [
        f"{made.name}: accepts {protocol} of an origin (OriginSSLProtocols)"
        for made in template.of_type(_DISTRIBUTION, "AWS::CloudFront::VpcOrigin")
        for path, node in walk(made.properties)
        if path[-1:] == ("OriginSSLProtocols",)
        for protocol in node
        if protocol != "TLSv1.2"
    ]


def viewer_certificates_come_from_their_region(template: Template) -> list[str]:
    return [
        f"{distribution.name}: {name} may be of any Region (AcmCertificateArn, us-east-1)"
        for distribution in template.of_type(_DISTRIBUTION)
        for path, node in walk(distribution.properties)
        if path[-1:] == ("AcmCertificateArn",)
        for name in references(node)
        if ":us-east-1:" not in str(template.parameters.get(name, {}).get("AllowedPattern"))
    ]


def tokens_are_checked_before_the_cache(template: Template) -> list[str]:
    """Behind it, one visitor's token opens what is kept for everybody."""
    return [
        f"{function.name}: reads the token at {event}, when the cache has answered already"
        for event, function in edge_associations(template)
        if event != "viewer-request" and "headers.authorization" in json.dumps(function.body)
    ]


RULES = (
    origins_may_forbid_keeping,
    answers_of_code_depend_on_the_query,
    error_pages_come_from_what_still_works,
    files_may_be_read_where_they_are_asked_for,
    origins_speak_what_is_listened_for,
    origins_are_asked_with_current_tls,
    viewer_certificates_come_from_their_region,
    tokens_are_checked_before_the_cache,
    code_is_asked_with_every_method,
    apis_are_asked_by_their_own_name,
    what_is_kept_depends_on_its_key_alone,
    what_the_edge_decides_is_in_the_cache_key,
    errors_are_soon_forgotten,
    answers_carry_security_headers,
    origins_are_asked_over_https,
    buckets_are_asked_with_every_signature,
    balancers_wait_as_long_as_the_distribution,
    logs_can_be_delivered_and_expire,
    functions_of_the_edge_are_associated,
)
