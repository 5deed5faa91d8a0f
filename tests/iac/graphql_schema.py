"""GraphQL schemas written out in a template, and the resolvers beside them."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

from .template import Template
from .tools import Tools

_RESOLVED_BY_SUBSCRIBING = "Subscription"


class InvalidSchema(Exception):
    """The schema cannot be built; the message is the parser's."""


def definitions(template: Template) -> list[str]:
    """The text of every schema, once for each way its options can be set."""
    nodes = [
        schema.properties["Definition"]
        for schema in template.of_type("AWS::AppSync::GraphQLSchema")
        if "Definition" in schema.properties
    ]
    return [text for node in nodes for text in _variants(template, node)]


def _variants(template: Template, node: Any) -> list[str]:
    given = node.get("Fn::Sub") if isinstance(node, dict) else node
    text, parts = given if isinstance(given, list) else (given, {})
    choices = [[(name, value) for value in template.texts(part)] for name, part in parts.items()]
    return [_substituted(text, dict(choice)) for choice in product(*choices)]


def _substituted(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda found: values.get(found[1], ""), text)


def root_fields(tools: Tools, definition: str) -> dict[str, list[str]]:
    """The fields of Query, Mutation and Subscription. Raises InvalidSchema."""
    run = tools.script("graphql_fields", given=definition)
    if run.code:
        raise InvalidSchema(run.errors.strip())
    return dict(json.loads(run.output))


def fields_without_resolver(fields: dict[str, list[str]], template: Template) -> list[str]:
    """Query and Mutation fields that nothing answers; a subscription answers by itself."""
    resolved = {
        (str(resolver.properties.get("TypeName")), str(resolver.properties.get("FieldName")))
        for resolver in template.of_type("AWS::AppSync::Resolver")
    }
    return [
        f"{root}.{name}"
        for root, names in fields.items()
        for name in names
        if root != _RESOLVED_BY_SUBSCRIBING and (root, name) not in resolved
    ]
