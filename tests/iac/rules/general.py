"""Storage, logs and names, in any template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..known_names import known_names
from ..template import Resource, Template, walk

_KEPT = {"Retain", "RetainExceptOnCreate"}
_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_PRINCIPAL = re.compile(r"^(\w[\w-]*\.)+amazonaws\.com$")
# Texts that people read, and code that runs where the partition is known to it.
_PROSE = {"Description", "ZipFile", "Code", "InlineCode", "FunctionCode", "Definition"}


def buckets_block_public_access(template: Template) -> list[str]:
    return [
        f"{bucket.name}: public access is not blocked ({', '.join(missing)})"
        for bucket in template.of_type("AWS::S3::Bucket")
        if (missing := _open_ways(bucket))
    ]


def _open_ways(bucket: Resource) -> list[str]:
    block = bucket.properties.get("PublicAccessBlockConfiguration", {})
    return [way for way in _BLOCKS if str(block.get(way)).lower() != "true"]


def data_survives_the_stack(template: Template) -> list[str]:
    kinds = (
        "AWS::DynamoDB::Table",
        "AWS::DynamoDB::GlobalTable",
        "AWS::Cognito::UserPool",
        "AWS::S3::Bucket",  # one with files in it cannot be deleted: the stack would be stuck
    )
    return [
        f"{resource.name}: {policy} must be Retain"
        for resource in template.of_type(*kinds)
        for policy in ("DeletionPolicy", "UpdateReplacePolicy")
        if resource.body.get(policy) not in _KEPT
    ]


def tables_can_be_restored(template: Template) -> list[str]:
    return [
        f"{table.name}: no point-in-time recovery"
        for table in template.of_type("AWS::DynamoDB::Table")
        if not any(
            path[-1:] == ("PointInTimeRecoveryEnabled",) for path, _node in walk(table.properties)
        )
    ]


def log_groups_have_a_retention(template: Template) -> list[str]:
    return [
        f"{group.name}: keeps its logs for ever (RetentionInDays)"
        for group in template.of_type("AWS::Logs::LogGroup")
        if "RetentionInDays" not in group.properties
    ]


def names_hold_in_every_partition(template: Template) -> list[str]:
    """`arn:aws:` and `amazonaws.com` are wrong in other partitions; service principals are not."""
    return [
        f"{'/'.join(path)}: {text!r} (use ${{AWS::Partition}} and ${{AWS::URLSuffix}})"
        for path, text in _texts(template)
        if "arn:aws:" in text or ("amazonaws.com" in text and not _PRINCIPAL.match(text))
    ]


def _texts(template: Template) -> Iterator[tuple[tuple[str, ...], str]]:
    for section in ("Resources", "Outputs"):
        for path, node in walk(template.body.get(section, {})):
            if isinstance(node, str) and not _PROSE & set(path):
                yield (section, *path), node


_SHORTEST_SECRET = 32


def made_up_secrets_fit_anywhere(template: Template) -> list[str]:
    """In a header, a URL or a shell: letters and digits alone, and enough of them."""
    return [
        f"{secret.name}: {fault}"
        for secret in template.of_type("AWS::SecretsManager::Secret")
        if (made := secret.properties.get("GenerateSecretString")) is not None
        for fault in _secret_faults(made)
    ]


def _secret_faults(made: Mapping[str, Any]) -> Iterator[str]:
    if str(made.get("ExcludePunctuation")).lower() != "true":
        yield "may hold quotation marks and the like (ExcludePunctuation)"
    if int(made.get("PasswordLength", _SHORTEST_SECRET)) < _SHORTEST_SECRET:
        yield f"is shorter than {_SHORTEST_SECRET} (PasswordLength)"


def keys_are_declared(template: Template) -> list[str]:
    """A table declares the attributes of its keys and indexes, and no others."""
    return [
        f"{table.name}: {', '.join(sorted(odd))}: either key or declared (AttributeDefinitions)"
        for table in template.of_type("AWS::DynamoDB::Table")
        if (odd := _declared(table) ^ _keys(table))
    ]


def _declared(table: Resource) -> set[str]:
    return {str(one["AttributeName"]) for one in table.properties.get("AttributeDefinitions", [])}


def _keys(table: Resource) -> set[str]:
    return {
        str(node)
        for path, node in walk(table.properties)
        if path[-1:] == ("AttributeName",) and "KeySchema" in path
    }


_REGION = re.compile(r"([a-z]{2}(?:-gov)?)-([a-z]+)-(\d)")
_ZONE = re.compile(r"([a-z]+\d)-az\d")
_OWN_ID = re.compile(r"[a-z]+-[0-9a-f]{8,17}")
_COMPASS = re.compile(r"north|south|east|west|central")


def zones_lie_in_their_region(template: Template) -> list[str]:
    """What a map holds for a Region: zones of that Region, each once, and ids of no other."""
    findings = []
    seen: dict[tuple[str, str], str] = {}
    for name, entries in template.body.get("Mappings", {}).items():
        shapes = {
            key: shape
            for values in entries.values()
            for key, value in values.items()
            for shape in (_ZONE, _OWN_ID)
            if shape.fullmatch(str(value))
        }
        for region in filter(_REGION.fullmatch, entries):
            for key, value in entries[region].items():
                if key not in shapes:
                    continue
                place = f"{name}/{region}/{key}"
                found = shapes[key].fullmatch(str(value))
                if not found:
                    findings.append(f"{place}: {value} does not look like the others")
                elif shapes[key] is _ZONE and found[1] != _abbreviated(region):
                    findings.append(f"{place}: {value} is no zone of {region}")
                first = seen.setdefault((name, str(value)), place)
                if first != place:
                    findings.append(f"{place}: {value} stands at {first} already")
    return findings


def maps_answer_for_every_entry(template: Template) -> list[str]:
    """What is looked up for one Region, or stage, must be there for the others too."""
    return [
        f"{name}/{entry}: has no {key}, and others do"
        for name, entries in template.body.get("Mappings", {}).items()
        for entry, values in entries.items()
        for key in sorted({key for other in entries.values() for key in other} - values.keys())
    ]


def maps_know_every_region_of_an_account(template: Template) -> list[str]:
    """A stack fails where the map is asked for a Region that it leaves out."""
    return [
        f"{name}: has no {region}, which every account can use"
        for name, entries in template.body.get("Mappings", {}).items()
        if any(map(_REGION.fullmatch, entries))
        for region in known_names()["regions_without_opt_in"]
        if region not in entries
    ]


def _abbreviated(region: str) -> str:
    """`ap-northeast-1` is `apne1` in the ids of its zones."""
    found = _REGION.fullmatch(region)
    assert found
    place = "".join(word[0] for word in _COMPASS.findall(found[2]))
    return f"{found[1].replace('-gov', 'g')}{place}{found[3]}"


RULES = (
    keys_are_declared,
    maps_answer_for_every_entry,
    maps_know_every_region_of_an_account,
    made_up_secrets_fit_anywhere,
    zones_lie_in_their_region,
    buckets_block_public_access,
    data_survives_the_stack,
    tables_can_be_restored,
    log_groups_have_a_retention,
    names_hold_in_every_partition,
)
