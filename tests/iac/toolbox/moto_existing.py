"""What somebody has in the account before the stack, in the place of the names that stand for it."""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

from collections.abc import Mapping

import boto3


def with_existing(parameters: Mapping[str, str], region: str) -> dict[str, str]:
    """The parameters, with the invented names (tests/iac/cases.py) of things made here."""
    made: dict[str, str] = {}
    text = " ".join(parameters.values())
    if "vpc-" in text or "subnet-" in text:
        made |= _network(region)
    if ":userpool/" in text or "us-east-1_AbCdEfGhI" in text:
        made |= _user_pool(region)
    return {name: _replaced(value, made) for name, value in parameters.items()}


def _replaced(value: str, made: Mapping[str, str]) -> str:
    for invented, real in made.items():
        value = value.replace(invented, real)
    return value


def _network(region: str) -> dict[str, str]:
    client = boto3.client("ec2", region_name=region)
    vpc = client.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        client.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{n}.0/24", AvailabilityZone=f"{region}{z}")
        for n, z in enumerate("ab")
    ]
    first, second = (subnet["Subnet"]["SubnetId"] for subnet in subnets)
    return {
        "vpc-0123456789abcdef0": vpc,
        "subnet-0123456789abcdef0": first,
        "subnet-1123456789abcdef0": second,
    }


def _user_pool(region: str) -> dict[str, str]:
    client = boto3.client("cognito-idp", region_name=region)
    pool = client.create_user_pool(PoolName="existing")["UserPool"]["Id"]
    made = client.create_user_pool_client(UserPoolId=pool, ClientName="existing")
    return {
        "us-east-1_AbCdEfGhI": pool,
        "1example23456789abcdefghij": made["UserPoolClient"]["ClientId"],
    }
