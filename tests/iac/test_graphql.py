"""GraphQL schemas are valid with every option on or off, and every field has a resolver."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import all_templates, template_id
from .cfn_yaml import load_template
from .graphql_schema import InvalidSchema, definitions, fields_without_resolver, root_fields
from .template import Template
from .tools import Tools

pytestmark = pytest.mark.iac

TEMPLATE = """
Resources:
  Schema:
    Type: AWS::AppSync::GraphQLSchema
    Properties:
      Definition: !Sub
        - |
          type Query { getItem(id: ID!): Item }
          type Mutation { putItem(id: ID!): Item ${Delete} }
          type Subscription { onPut: Item @aws_subscribe(mutations: ["putItem"]) }
          type Item { id: ID!, at: AWSDateTime }
        - Delete: !If [CanDelete, 'deleteItem(id: ID!): Item', '']
  Get: {Type: 'AWS::AppSync::Resolver', Properties: {TypeName: Query, FieldName: getItem}}
  Put: {Type: 'AWS::AppSync::Resolver', Properties: {TypeName: Mutation, FieldName: putItem}}
"""


def with_schema() -> list[Path]:
    return [path for path in all_templates() if "GraphQLSchema" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", with_schema(), ids=template_id)
def test_every_field_of_the_schema_has_a_resolver(
    path: Path, template: Template, tools: Tools
) -> None:
    schemas = definitions(template)
    assert schemas, f"{path}: no schema is written out"
    for schema in schemas:
        assert fields_without_resolver(root_fields(tools, schema), template) == []


def test_a_field_without_a_resolver_is_found_in_one_of_the_variants(tools: Tools) -> None:
    template = Template(load_template(TEMPLATE))
    found = [
        fields_without_resolver(root_fields(tools, schema), template)
        for schema in definitions(template)
    ]
    assert found == [["Mutation.deleteItem"], []]


def test_a_schema_with_an_unknown_type_is_refused(tools: Tools) -> None:
    with pytest.raises(InvalidSchema, match=r"Unknown type.*Itm"):
        root_fields(tools, "type Query { getItem: Itm }")
