"""Values that the provider's schema lets through are held against CloudFormation's."""

from __future__ import annotations

from typing import Any

import pytest

from .applied import Applied, Made
from .schema_values import value_problems
from .tools import Tools

pytestmark = pytest.mark.iac

GOOD: dict[str, dict[str, Any]] = {
    "aws_lb_target_group": {
        "protocol": "HTTP",
        "port": 80,
        "health_check": [{"path": "/", "interval": 15}],
    },
    "aws_cloudfront_distribution": {
        "price_class": "PriceClass_All",
        "default_cache_behavior": [{"viewer_protocol_policy": "redirect-to-https"}],
    },
    "aws_vpc_security_group_ingress_rule": {"from_port": 443},
    "aws_wafv2_web_acl": {
        "rule": [{"statement": [{"rate_based_statement": [{"aggregate_key_type": "IP"}]}]}]
    },
}


def problems_with(tools: Tools, kind: str, **changed: Any) -> list[str]:
    values = {**GOOD[kind], **changed}
    made = Made(address=f"{kind}.main", type=kind, values=values)
    return value_problems(tools, [Applied((made,))])


@pytest.mark.parametrize("kind", GOOD)
def test_documented_values_are_accepted(tools: Tools, kind: str) -> None:
    assert problems_with(tools, kind) == []


@pytest.mark.parametrize(
    ("kind", "changed", "finding"),
    [
        ("aws_lb_target_group", {"protocol": "HTTPZ"}, "protocol = 'HTTPZ' is not one of"),
        ("aws_lb_target_group", {"port": 99999}, "port = 99999 is more than 65535"),
        (
            "aws_lb_target_group",
            {"health_check": [{"interval": 900}]},
            "health_check.interval = 900 is more than 300",
        ),
        (
            "aws_cloudfront_distribution",
            {"default_cache_behavior": [{"viewer_protocol_policy": "https"}]},
            "viewer_protocol_policy = 'https' is not one of",
        ),
        ("aws_cloudfront_distribution", {"price_class": "PriceClass_300"}, "price_class"),
        ("aws_vpc_security_group_ingress_rule", {"from_port": 99999}, "from_port = 99999"),
        (
            "aws_wafv2_web_acl",
            {"rule": [{"statement": [{"rate_based_statement": [{"aggregate_key_type": "MAC"}]}]}]},
            "aggregate_key_type = 'MAC' is not one of",
        ),
    ],
)
def test_a_value_that_aws_does_not_document_is_found(
    tools: Tools, kind: str, changed: dict[str, Any], finding: str
) -> None:
    assert finding in "\n".join(problems_with(tools, kind, **changed))


def test_what_the_configuration_leaves_open_is_not_judged(tools: Tools) -> None:
    assert problems_with(tools, "aws_lb_target_group", protocol=None, port=None) == []
