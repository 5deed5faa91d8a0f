"""What a pattern says its bundles do of the best practices stands in the bundles."""

from __future__ import annotations

import pytest

from advisor.bundles.formats import parameter_name
from advisor.catalog.bundle_notes import PracticeStatus
from advisor.catalog.model import BundleFormat, Pattern
from tests.catalog_content.shipped import patterns, shipped

from .bundles import CATALOG, Bundle
from .cfn_yaml import load_template
from .hcl_variables import configuration_text, used_variables
from .practices import configuration_has, template_has
from .template import Template, references

PATTERNS = pytest.mark.parametrize("pattern", patterns(), ids=lambda item: item.slug)

TEMPLATE = Template(
    load_template(
        """
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      Config:
        Origins:
          - {Id: first}
          - !If [Own, {Id: own, Timeout: 5}, !Ref AWS::NoValue]
      Protection: !If [Secure, {Level: high}, {Kind: none}]
"""
    )
)
CONFIGURATION = """
resource "aws_site" "main" {
  name = "site"
  tags = {
    Owner = "me"
  }

  origin {
    timeout = 5
  }

  origin {
    keep {
      alive = true
    }
  }

  dynamic "log" {
    for_each = var.logs

    content {
      bucket = log.value
    }
  }
}
"""


def bundle_of(pattern: Pattern) -> Bundle:
    return Bundle(CATALOG / pattern.slug / "bundles")


def template_of(pattern: Pattern) -> Template:
    return Template(load_template(bundle_of(pattern).template.read_text("utf-8")))


@PATTERNS
def test_every_practice_has_a_status_in_every_pattern(pattern: Pattern) -> None:
    known = [practice.id for group in shipped().practice_groups for practice in group.practices]
    assert list(pattern.practices) == known


@PATTERNS
def test_what_is_done_names_a_property_of_the_template(pattern: Pattern) -> None:
    template = template_of(pattern)
    places = {
        practice: stands.where[BundleFormat.CLOUDFORMATION]
        for practice, stands in pattern.practices.items()
        if stands.status is PracticeStatus.DONE
    }
    assert places
    assert {key: at for key, at in places.items() if not template_has(template, at)} == {}


@PATTERNS
def test_what_is_done_is_there_without_choosing_it(pattern: Pattern) -> None:
    template = template_of(pattern)
    for stands in pattern.practices.values():
        if stands.status is PracticeStatus.DONE:
            place = stands.where[BundleFormat.CLOUDFORMATION]
            resource = template.resource(place.partition(".")[0])
            assert resource is not None, place
            assert template.exists_by_default(resource), place


@PATTERNS
def test_what_is_done_names_an_attribute_of_the_configuration(pattern: Pattern) -> None:
    text = configuration_text(bundle_of(pattern).terraform)
    places = {
        practice: stands.where[BundleFormat.TERRAFORM]
        for practice, stands in pattern.practices.items()
        if stands.status is PracticeStatus.DONE
    }
    assert places
    assert {key: at for key, at in places.items() if not configuration_has(text, at)} == {}


@PATTERNS
def test_an_option_names_a_parameter_that_both_formats_use(pattern: Pattern) -> None:
    body = template_of(pattern).body
    used = references({key: part for key, part in body.items() if key != "Parameters"})
    variables = used_variables(bundle_of(pattern).terraform)
    options = {stands.parameter for stands in pattern.practices.values() if stands.parameter}
    assert options
    named = {name: parameter_name(BundleFormat.CLOUDFORMATION, name) for name in options}
    assert [name for name in options if named[name] not in used or name not in variables] == []


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Site.Config.Origins", True),
        ("Site.Config.Origins.Id", True),
        ("Site.Config.Origins.Timeout", True),
        ("Site.Protection.Level", True),
        ("Site.Protection.Kind", True),
        ("Site.Protection.Strength", False),
        ("Site.Origins", False),
        ("Site.Config.Origins.Id.first", False),
        ("Page.Config", False),
        ("Site", False),
    ],
)
def test_a_property_of_a_template_is_found_where_it_is(place: str, *, found: bool) -> None:
    assert template_has(TEMPLATE, place) is found


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("aws_site.main.name", True),
        ("aws_site.main.tags", True),
        ("aws_site.main.origin", True),
        ("aws_site.main.origin.timeout", True),
        ("aws_site.main.origin.keep.alive", True),
        ("aws_site.main.log.bucket", True),
        ("aws_site.main.log.for_each", False),
        ("aws_site.main.Owner", False),
        ("aws_site.main.timeout", False),
        ("aws_site.main.origin.alive", False),
        ("aws_site.other.name", False),
        ("aws_page.main.name", False),
        ("aws_site.main", False),
    ],
)
def test_an_attribute_of_a_configuration_is_found_where_it_is(place: str, *, found: bool) -> None:
    assert configuration_has(CONFIGURATION, place) is found
