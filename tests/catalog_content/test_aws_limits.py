"""Each documented limit from both sides: at it a pattern stays, just above it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.questionnaire.parse import parse_answers
from advisor.scoring import CheckStatus, PatternStatus, Recommendation, recommend
from tests.catalog_content.shipped import shipped

ALB, API, SYNC = "alb-ecs", "apigw-lambda", "appsync-dynamodb"
EDGE, FRONT = "cloudfront-lambda-edge", "cloudfront-multi-origin"
WHOLE, PIECES = {"streaming": "no"}, {"streaming": "yes"}
VIEWER, BEHIND = {"edge_stage": "viewer"}, {"edge_stage": "origin"}
MORE = Decimal("1.001")

EXCLUDED = [
    (ALB, "request_seconds", 4000, WHOLE),
    (API, "request_seconds", 300, WHOLE),
    (API, "request_seconds", 900, PIECES),
    (SYNC, "request_seconds", 30, {}),
    (EDGE, "request_seconds", 30, {}),
    (FRONT, "request_seconds", 180, WHOLE),
    (API, "background_minutes", 15, {}),
    (SYNC, "background_minutes", 15, {}),
    (EDGE, "background_minutes", 0.5, {}),
    (API, "request_body_mb", 6, {}),
    (SYNC, "request_body_mb", 1, {}),
    (EDGE, "request_body_mb", 1, {}),
    (FRONT, "request_body_mb", 65_536, {}),
    (API, "response_body_mb", 6, WHOLE),
    (API, "response_body_mb", 200, PIECES),
    (SYNC, "response_body_mb", 5, {}),
    (EDGE, "response_body_mb", 1, {}),
    (API, "message_kb", 128, {}),
    (SYNC, "message_kb", 240, {}),
    (API, "connection_hours", 2, {}),
    (SYNC, "connection_hours", 24, {}),
    (API, "image_gb", 10, {}),
    (SYNC, "image_gb", 10, {}),
    (EDGE, "edge_package_mb", 50, {}),
    (EDGE, "edge_seconds", 30, {}),
    (EDGE, "edge_memory_mb", 10_240, BEHIND),
]
CONDITIONAL = [
    (API, "request_seconds", 29, WHOLE),
    (API, "request_seconds", 29, PIECES),
    (API, "response_body_mb", 6, {}),
    (API, "concurrent_clients", 1000, {}),
    (SYNC, "background_minutes", 0.5, {}),
    (EDGE, "edge_memory_mb", 128, VIEWER),
    (FRONT, "request_seconds", 120, WHOLE),
]
UNTOUCHED = [
    (ALB, {"request_seconds": "3600", **PIECES}),
    (ALB, {"request_seconds": "100000", **PIECES}),
    (FRONT, {"request_seconds": "3600", **PIECES}),
    (ALB, {"connection_hours": "24"}),
    (FRONT, {"connection_hours": "24"}),
    (ALB, {"request_body_mb": "100", "response_body_mb": "1000"}),
    (FRONT, {"response_body_mb": "1000"}),
    (EDGE, {"edge_memory_mb": "1024", **BEHIND}),
    (EDGE, {"edge_environment_variables": "no", "edge_private_network": "no"}),
    (FRONT, {"api_style": "grpc"}),
    (ALB, {"api_style": "grpc"}),
    (FRONT, {"runtime_needs": "windows"}),
    (API, {"data_boundary": "single-region"}),
    (SYNC, {"data_boundary": "single-region"}),
    (ALB, {"data_boundary": "single-region", "network": "private"}),
]
GONE = [
    *((slug, {"transport": "udp"}) for slug in (ALB, API, SYNC, EDGE, FRONT)),
    *((slug, {"api_style": "grpc"}) for slug in (API, SYNC, EDGE)),
    *((slug, {"runtime_needs": need}) for slug in (API, SYNC, EDGE) for need in ("gpu", "windows")),
    *((slug, {"runtime_needs": "local-disk"}) for slug in (SYNC, EDGE)),
    *((slug, {"network": "private"}) for slug in (EDGE, FRONT)),
    *((slug, {"data_boundary": "single-region"}) for slug in (EDGE, FRONT)),
    (EDGE, {"edge_private_network": "yes"}),
    (EDGE, {"edge_environment_variables": "yes"}),
    (EDGE, {"api_style": "websocket"}),
    *((slug, {**VIEWER, "cacheable_share": "most"}) for slug in (ALB, API, SYNC)),
]
CARE = [
    (ALB, {"runtime_needs": "gpu"}),
    (ALB, {"runtime_needs": "windows"}),
    (ALB, {"runtime_needs": "local-disk"}),
    (API, {"runtime_needs": "local-disk"}),
    (API, {"network": "private"}),
    (SYNC, {"network": "private"}),
    (SYNC, {"api_style": "websocket"}),
    (FRONT, VIEWER),
]


def asked(**given: str) -> Recommendation:
    catalog = shipped()
    answers = parse_answers(catalog.questionnaire, tuple(given.items())).answers
    return recommend(catalog.questionnaire, catalog.patterns, answers)


def times(most: float, share: Decimal) -> str:
    return format((Decimal(str(most)) * share).normalize(), "f")


def status(slug: str, given: dict[str, str]) -> PatternStatus:
    return asked(**given).of(slug).status


@pytest.mark.parametrize(("slug", "trait", "most", "beside"), EXCLUDED)
def test_a_limit_excludes_above_it_and_not_at_it(
    slug: str, trait: str, most: float, beside: dict[str, str]
) -> None:
    for value in (times(most, Decimal("0.5")), str(most)):
        assert status(slug, {trait: value, **beside}) is not PatternStatus.EXCLUDED
    assert status(slug, {trait: times(most, MORE), **beside}) is PatternStatus.EXCLUDED


@pytest.mark.parametrize(("slug", "trait", "most", "beside"), [*EXCLUDED, *CONDITIONAL])
def test_a_limit_whose_number_is_not_known_is_unchecked(
    slug: str, trait: str, most: float, beside: dict[str, str]
) -> None:
    for given in (beside, {trait: "unknown", **beside}):
        found = asked(**given).of(slug)
        assert found.status is not PatternStatus.EXCLUDED
        looked = [check for check in found.checks if trait in check.traits]
        assert CheckStatus.UNCHECKED in {check.status for check in looked}


@pytest.mark.parametrize(("slug", "trait", "most", "beside"), CONDITIONAL)
def test_a_limit_that_can_be_met_at_a_price_is_a_condition_above_it(
    slug: str, trait: str, most: float, beside: dict[str, str]
) -> None:
    assert status(slug, {trait: str(most), **beside}) is PatternStatus.RANKED
    assert status(slug, {trait: times(most, MORE), **beside}) is PatternStatus.CONDITIONAL


@pytest.mark.parametrize(("slug", "given"), UNTOUCHED)
def test_what_a_pattern_can_do_neither_excludes_it_nor_asks_for_anything(
    slug: str, given: dict[str, str]
) -> None:
    assert status(slug, given) is PatternStatus.RANKED


@pytest.mark.parametrize(("slug", "given"), GONE)
def test_what_a_pattern_cannot_do_excludes_it(slug: str, given: dict[str, str]) -> None:
    assert status(slug, given) is PatternStatus.EXCLUDED


@pytest.mark.parametrize(("slug", "given"), CARE)
def test_what_a_pattern_does_only_in_one_way_is_a_condition(
    slug: str, given: dict[str, str]
) -> None:
    assert status(slug, given) is PatternStatus.CONDITIONAL
