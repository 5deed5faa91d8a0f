"""Values for a bundle's parameters, other than the defaults, that are worth a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Parameters = Mapping[str, Mapping[str, Any]]
Values = dict[str, Any]

_ID = "0123456789abcdef0"
_ACCOUNT = "us-east-1:123456789012"
_UUID = "12345678-1234-1234-1234-123456789012"
# Matches no pattern that is worth having.
_ODD = "!! odd\tvalue !!"
# By the end of the parameter's name: something that exists in somebody's account.
_EXISTING = {
    "vpc_id": f"vpc-{_ID}",
    "subnet_ids": [f"subnet-{_ID}", f"subnet-1{_ID[1:]}"],
    "security_group_id": f"sg-{_ID}",
    "certificate_arn": f"arn:aws:acm:{_ACCOUNT}:certificate/{_UUID}",
    "web_acl_arn": f"arn:aws:wafv2:{_ACCOUNT}:global/webacl/main/{_UUID}",
    "user_pool_id": "us-east-1_AbCdEfGhI",
    "user_pool_arn": f"arn:aws:cognito-idp:{_ACCOUNT}:userpool/us-east-1_AbCdEfGhI",
    "user_pool_client_id": "1example23456789abcdefghij",
    "hosted_zone_id": "Z0123456789ABCDEFGHIJ",
    "domain_name": "app.example.com",
    "domain_names": ["app.example.com"],
    "email": "ops@example.com",
}


def answer_cases(parameters: Parameters) -> list[Values]:
    """What answers can set: case n takes the nth rule of every parameter that has so many."""
    rules = {name: found.get("from_answers") or [] for name, found in parameters.items()}
    longest = max((len(found) for found in rules.values()), default=0)
    return [
        {name: found[n]["value"] for name, found in rules.items() if n < len(found)}
        for n in range(longest)
    ]


def flag_cases(parameters: Parameters) -> list[Values]:
    """Flags the other way round, in a few mixtures and all together."""
    flags = {
        name: str(found["default"]).lower() != "true"
        for name, found in parameters.items()
        if found["type"] == "flag"
    }
    return mixtures(flags)


def existing_cases(parameters: Parameters) -> list[Values]:
    """What somebody already has, given instead of created: a few mixtures and all together."""
    known = {
        name: value
        for name, found in parameters.items()
        if (value := _existing(name)) is not None and found["default"] in ("", [])
    }
    return mixtures(known)


def mixtures(values: Values) -> list[Values]:
    """All of `values`, and for each bit those whose place, counted from 1, has it set.

    So every value is left out of some case and every two are apart in some, at few plans.
    """
    places = list(enumerate(values.items(), start=1))
    cases = [
        dict(item for place, item in places if place >> bit & 1)
        for bit in range(len(values).bit_length())
    ]
    return [values, *cases] if len(values) > 1 else cases


def forbidden_cases(parameters: Parameters) -> list[Values]:
    """Values that parameters.yaml rules out: all that are too low or odd, then all too high."""
    low: Values = {}
    high: Values = {}
    for name, found in parameters.items():
        if "minimum" in found:
            low[name] = found["minimum"] - 1
        if "maximum" in found:
            high[name] = found["maximum"] + 1
        if found.get("allowed") or _is_narrow(found):
            low[name] = -1 if found["type"] == "number" else _ODD
    return [case for case in (low, high) if case]


def _is_narrow(parameter: Mapping[str, Any]) -> bool:
    pattern = parameter.get("pattern")
    return isinstance(pattern, str) and not re.fullmatch(pattern, _ODD)


def _existing(name: str) -> Any:
    ends = [end for end in _EXISTING if re.search(rf"(^|_){end}$", name)]
    return _EXISTING[max(ends, key=len)] if ends else None
