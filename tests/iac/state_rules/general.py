"""Storage, logs, GraphQL and web ACLs."""

from __future__ import annotations

from ..applied import Applied, texts
from .reading import blocks

_PUBLIC_ACCESS = (
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
)


def log_groups_have_a_retention(applied: Applied) -> list[str]:
    return [
        f"{made.address}: keeps its logs for ever"
        for made in applied.of_type("aws_cloudwatch_log_group")
        if not made.values.get("retention_in_days")
    ]


def buckets_block_public_access(applied: Applied) -> list[str]:
    blocked = {
        address
        for made in applied.of_type("aws_s3_bucket_public_access_block")
        if all(made.values.get(name) for name in _PUBLIC_ACCESS)
        for address in applied.referred(made.values["bucket"])
    }
    return [
        f"{made.address}: public access is not blocked"
        for made in applied.of_type("aws_s3_bucket")
        if made.address not in blocked
    ]


def tables_can_be_restored(applied: Applied) -> list[str]:
    return [
        f"{made.address}: no point-in-time recovery"
        for made in applied.of_type("aws_dynamodb_table")
        if not any(block.get("enabled") for block in blocks(made, "point_in_time_recovery"))
    ]


def api_keys_exist_where_they_are_accepted(applied: Applied) -> list[str]:
    if applied.of_type("aws_appsync_api_key"):
        return []
    return [
        f"{made.address}: accepts API_KEY, and there is no key"
        for made in applied.of_type("aws_appsync_graphql_api")
        if "API_KEY" in set(texts(made.values))
    ]


def apis_limit_a_query(applied: Applied) -> list[str]:
    return [
        f"{made.address}: no query_depth_limit"
        for made in applied.of_type("aws_appsync_graphql_api")
        if not made.values.get("query_depth_limit")
    ]


def web_acls_guard_what_they_can(applied: Applied) -> list[str]:
    """AWS WAF takes the ARN of a stage, not of the API behind it."""
    guarded = ("aws_lb", "aws_api_gateway_stage", "aws_appsync_graphql_api")
    return [
        f"{made.address}: {address} cannot have a web ACL"
        for made in applied.of_type("aws_wafv2_web_acl_association")
        for address in sorted(applied.referred(made.values["resource_arn"]))
        if address.split(".")[0] not in guarded
    ]


RULES = (
    log_groups_have_a_retention,
    buckets_block_public_access,
    tables_can_be_restored,
    api_keys_exist_where_they_are_accepted,
    apis_limit_a_query,
    web_acls_guard_what_they_can,
)
