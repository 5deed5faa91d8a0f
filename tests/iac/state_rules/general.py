"""Storage, logs, roles and web ACLs."""

from __future__ import annotations

import json
import re

from ..applied import Applied, Made
from .reading import allowed, blocks, given

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


def web_acls_guard_what_they_can(applied: Applied) -> list[str]:
    """AWS WAF takes the ARN of a stage, not of the API behind it."""
    guarded = ("aws_lb", "aws_api_gateway_stage", "aws_appsync_graphql_api")
    return [
        f"{made.address}: {address} cannot have a web ACL"
        for made in applied.of_type("aws_wafv2_web_acl_association")
        for address in sorted(applied.referred(made.values["resource_arn"]))
        if address.split(".")[0] not in guarded
    ]


_WIDE = re.compile(r"\*|[a-z0-9-]+:\*|dynamodb:Scan|iam:PassRole")


def roles_name_what_they_allow(applied: Applied) -> list[str]:
    """No whole service, no reading of a whole table: a role allows what its code calls."""
    return [
        f"{policy.address}: allows {action}"
        for policy, action in allowed(applied)
        if _WIDE.fullmatch(action)
    ]


# AWS knows no other, and one of 2008 takes ${...} for plain text.
_POLICY_VERSION = "2012-10-17"


def policies_are_written_in_a_version_that_is_known(applied: Applied) -> list[str]:
    return [
        f"{made.address}: {key} is of version {version}"
        for made in applied.resources
        for key in ("assume_role_policy", "policy")
        if str(text := made.values.get(key)).startswith("{")
        if (version := json.loads(str(text)).get("Version")) != _POLICY_VERSION
    ]


def data_goes_only_when_it_is_told_to(applied: Applied) -> list[str]:
    return [
        f"{bucket.address}: its files go with it (force_destroy)"
        for bucket in applied.of_type("aws_s3_bucket")
        if bucket.values.get("force_destroy")
    ]


# What the services take, in characters; a longer name fails when it is made.
_LONGEST = {
    "aws_lb": 32,
    "aws_lb_target_group": 32,
    "aws_iam_role": 64,
    "aws_lambda_function": 64,
    "aws_s3_bucket": 63,
    "aws_wafv2_web_acl": 128,
}
_NAMES = ("name", "function_name", "bucket")


def names_fit(applied: Applied) -> list[str]:
    return [
        f"{made.address}: {made.values[key]} is longer than {_LONGEST[made.type]}"
        for made in applied.of_type(*_LONGEST)
        for key in _NAMES
        if given(made.values.get(key)) and len(made.values[key]) > _LONGEST[made.type]
    ]


# Terraform makes a name up where none is given: `terraform-2026…`, which tells nobody whose it is.
_NAMED_BY_TERRAFORM = {
    "aws_cloudwatch_log_group": "name",
    "aws_iam_role": "name",
    "aws_s3_bucket": "bucket",
    "aws_secretsmanager_secret": "name",
    "aws_security_group": "name",
    "aws_sns_topic": "name",
}


def names_tell_whose_they_are(applied: Applied) -> list[str]:
    return [
        f"{made.address}: has no name of ours ({key} or {key}_prefix)"
        for made in applied.of_type(*_NAMED_BY_TERRAFORM)
        for key in [_NAMED_BY_TERRAFORM[made.type]]
        if not given(made.values.get(key)) and not given(made.values.get(f"{key}_prefix"))
    ]


def parts_belong_to_their_namesake(applied: Applied) -> list[str]:
    """What makes up a bucket is called as the bucket is: `aws_s3_bucket_versioning.site`."""
    return [
        f"{part.address}: is part of {', '.join(sorted(strays))}"
        for part in applied.resources
        if part.type.startswith("aws_s3_bucket_")
        if (
            strays := {
                address
                for address in applied.referred(part.values.get("bucket"))
                if _label(address) != _label(part.block)
            }
        )
    ]


def _label(address: str) -> str:
    return address.split("[", maxsplit=1)[0].split(".")[1]


def keys_are_declared(applied: Applied) -> list[str]:
    """A table declares the attributes of its keys and indexes, and no others."""
    return [
        f"{table.address}: {', '.join(sorted(odd))}: either key or declared (attribute)"
        for table in applied.of_type("aws_dynamodb_table")
        if (odd := {str(one["name"]) for one in blocks(table, "attribute")} ^ _keys(table))
    ]


def _keys(table: Made) -> set[str]:
    indexes = ("global_secondary_index", "local_secondary_index")
    holders = [table.values, *(block for name in indexes for block in blocks(table, name))]
    parts = [part for name in indexes for part in blocks(table, name, "key_schema")]
    found = [holder.get(key) for holder in holders for key in ("hash_key", "range_key")]
    found += [part.get("attribute_name") for part in parts]
    return {str(name) for name in found if given(name)}


DEFAULT_RULES = (data_goes_only_when_it_is_told_to,)
RULES = (
    keys_are_declared,
    names_fit,
    names_tell_whose_they_are,
    parts_belong_to_their_namesake,
    policies_are_written_in_a_version_that_is_known,
    roles_name_what_they_allow,
    log_groups_have_a_retention,
    buckets_block_public_access,
    tables_can_be_restored,
    web_acls_guard_what_they_can,
)
