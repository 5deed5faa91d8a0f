"""Page and API name the answers behind an input, and what the download sets up."""

from __future__ import annotations

import json

import pytest

from tests.cost.pricing import SHIPPED, catalog_in
from tests.cost.test_answers_and_variants import API, B2B, EDGE
from tests.web.asking import LANGUAGES, get, page


def test_the_api_names_the_answers_and_what_the_download_sets_up() -> None:
    query = "&".join(f"{key}={value}" for key, value in B2B.items())
    payload = json.loads(get(f"/api/v1/cost?{query}").content)
    assert payload["inputs"]["rest_features"] == {"value": 1, "origin": "answer"}
    assert payload["inputs_by_answer"]["rest_features"] == ["auth", "tenancy"]
    downloads = {item["variant"] for item in payload["estimates"] if item["download"]}
    assert {"apigw_lambda_rest", "cloudfront_multi_alb"} <= downloads
    assert not {"apigw_lambda_http", "cloudfront_multi_http_api"} & downloads


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_them_too(language: str) -> None:
    query = "&".join(f"{key}={value}" for key, value in B2B.items())
    text = page(f"/{language}/cost/?{query}").by_id("main").text
    catalog = catalog_in(SHIPPED)
    assert catalog.cost is not None
    assert catalog.questionnaire.by_id["tenancy"].label.in_language(language) in text
    for slug in (API, EDGE, "alb-ecs"):
        [said] = [v.download for v in catalog.cost.of_pattern(slug) if v.download]
        assert said.in_language(language) in text
