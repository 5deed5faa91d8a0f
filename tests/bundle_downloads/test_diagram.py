"""The diagram of a pattern stands in the README of its bundles, as mermaid."""

from __future__ import annotations

import pytest

from advisor.catalog.model import BundleFormat
from advisor.diagrams.mermaid import parse
from tests.bundle_downloads.making import made, text_of
from tests.catalog_content.shipped import patterns, shipped

WITH_DIAGRAM = [
    pattern.slug
    for pattern in patterns()
    for bundle in pattern.bundles
    if "{{diagram}}" in bundle.readme.in_language("en")
]


def test_there_are_such_readmes() -> None:
    assert WITH_DIAGRAM


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("bundle_format", list(BundleFormat))
@pytest.mark.parametrize("slug", sorted(set(WITH_DIAGRAM)))
def test_a_readme_draws_the_pattern_in_its_language(
    slug: str, bundle_format: str, language: str
) -> None:
    readme = text_of(
        made(shipped(), slug, bundle_format=bundle_format, language=language), "README.md"
    )
    _before, found, after = readme.partition("```mermaid\n")
    assert found
    drawn = after.partition("\n```")[0]
    pattern = shipped().pattern(slug)
    assert pattern
    assert parse(drawn) == parse(pattern.diagram.in_language(language))
