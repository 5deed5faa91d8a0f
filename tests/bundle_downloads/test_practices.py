"""What a bundle does of the best practices, as its README tells it."""

from __future__ import annotations

import pytest

from advisor.catalog.model import BundleFormat, Pattern
from tests.bundle_downloads.making import bicycle, made, text_of, toy
from tests.catalog_content.shipped import patterns, shipped


def table(readme: str) -> list[list[str]]:
    """The rows of the table of practices, as it stands in a README."""
    _before, found, after = readme.partition("| Practice | Status |")
    assert found
    lines = after.split("\n\n", 1)[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_practice_stands_with_its_status_in_the_order_of_the_catalog() -> None:
    assert table(text_of(bicycle(), "README.md")) == [
        ["Be seen", "option", "`lights`", "A front and a rear lamp."],
        ["Spare time", "yours", "", "Ten minutes for a puncture."],
        [
            "Yearly check",
            "done",
            "`terraform_data.bicycle.input`",
            "A note to look at brakes and chain.",
        ],
    ]


def test_places_and_parameters_are_those_of_the_format() -> None:
    rendered = made(toy(), "bicycle", bundle_format=BundleFormat.CLOUDFORMATION)
    places = [row[2] for row in table(text_of(rendered, "README.md"))]
    assert places == ["`Lights`", "", "`Note.Value`"]


@pytest.mark.parametrize("bundle_format", list(BundleFormat))
@pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)
def test_every_shipped_readme_has_all_twenty(pattern: Pattern, bundle_format: str) -> None:
    readme = text_of(made(shipped(), pattern.slug, bundle_format=bundle_format), "README.md")
    rows = table(readme)
    assert len(rows) == 20
    assert [row[0] for row in rows if row[1] != "yours" and not row[2]] == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("bundle_format", list(BundleFormat))
@pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)
def test_no_placeholder_is_left(pattern: Pattern, bundle_format: str, language: str) -> None:
    rendered = made(shipped(), pattern.slug, bundle_format=bundle_format, language=language)
    assert "{{" not in text_of(rendered, "README.md")
    bundle = pattern.bundle(bundle_format)
    assert bundle
    assert {"{{attention}}", "{{practices}}"} <= set(bundle.readme.in_language(language).split())
