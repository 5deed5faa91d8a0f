"""What somebody has in the account already, in the place of the names that stand for it."""

from __future__ import annotations

from collections.abc import Mapping

from .moto_clients import client

_HERE = "us-east-1:123456789012"
_UUID = "12345678-1234-1234-1234-123456789012"


def with_existing(parameters: Mapping[str, str], region: str) -> dict[str, str]:
    """The parameters, with the invented names (tests/iac/cases.py) of things made here."""
    made: dict[str, str] = {}
    text = " ".join(parameters.values())
    if "vpc-" in text or "subnet-" in text:
        made |= _network(region)
    if ":userpool/" in text or "us-east-1_AbCdEfGhI" in text:
        made |= _user_pool(region)
    if ":certificate/" in text:
        made |= _certificate(region)
    if "/webacl/" in text:
        made |= _web_acl(region)
    return {name: _replaced(value, made) for name, value in parameters.items()}


def _replaced(value: str, made: Mapping[str, str]) -> str:
    for invented, real in made.items():
        value = value.replace(invented, real)
    return value


def _network(region: str) -> dict[str, str]:
    service = client("ec2", region)
    vpc = service.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        service.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{n}.0/24", AvailabilityZone=region + zone)
        for n, zone in enumerate("ab")
    ]
    first, second = (subnet["Subnet"]["SubnetId"] for subnet in subnets)
    return {
        "vpc-0123456789abcdef0": vpc,
        "subnet-0123456789abcdef0": first,
        "subnet-1123456789abcdef0": second,
    }


def _user_pool(region: str) -> dict[str, str]:
    service = client("cognito-idp", region)
    pool = service.create_user_pool(PoolName="existing")["UserPool"]["Id"]
    made = service.create_user_pool_client(UserPoolId=pool, ClientName="existing")
    return {
        "us-east-1_AbCdEfGhI": pool,
        "1example23456789abcdefghij": made["UserPoolClient"]["ClientId"],
    }


def _certificate(region: str) -> dict[str, str]:
    arn = client("acm", region).request_certificate(DomainName="app.example.com")["CertificateArn"]
    return {f"arn:aws:acm:{_HERE}:certificate/{_UUID}": arn}


def _web_acl(region: str) -> dict[str, str]:
    """For a load balancer or an API; a distribution takes the name of any."""
    shown = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "a"}
    made = client("wafv2", region).create_web_acl(
        Name="existing", Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=shown
    )
    return {f"arn:aws:wafv2:{_HERE}:global/webacl/main/{_UUID}": made["Summary"]["ARN"]}
