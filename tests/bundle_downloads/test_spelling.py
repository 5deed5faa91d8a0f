"""Texts name parameters as the format of the bundle spells them."""

from __future__ import annotations

import pytest

from advisor.bundles.formats import spelled
from advisor.catalog.model import BundleFormat, Pattern
from tests.bundle_downloads.making import bicycle, made, text_of
from tests.catalog_content.shipped import patterns, shipped


def test_only_names_of_parameters_change() -> None:
    values = bicycle().values
    text = "project_name, a_project_name, `project_name`（project_name）, id_token"
    changed = "ProjectName, a_project_name, `ProjectName`（ProjectName）, id_token"
    assert spelled(BundleFormat.CLOUDFORMATION, text, values) == changed
    assert spelled(BundleFormat.TERRAFORM, text, values) == text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)
def test_no_readme_of_cloudformation_names_a_variable_of_terraform(
    pattern: Pattern, language: str
) -> None:
    rendered = made(
        shipped(),
        pattern.slug,
        bundle_format=BundleFormat.CLOUDFORMATION,
        language=language,
    )
    readme = text_of(rendered, "README.md")
    snakes = {value.parameter.id for value in rendered.values if "_" in value.parameter.id}
    assert [name for name in sorted(snakes) if f"{name} " in readme or f"`{name}`" in readme] == []
