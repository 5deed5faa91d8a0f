"""GraphQL APIs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..applied import Applied, Made, texts

_ROOT = re.compile(r"^type (Query|Mutation)\b[^{]*\{(.*?)^\}", re.M | re.S)
_FIELD = re.compile(r"^\s+(\w+)\s*(?:\(|:)", re.M)
_DESCRIPTION = re.compile(r'""".*?"""|"[^"\n]*"|#[^\n]*', re.S)
_IN_BRACKETS = re.compile(r"\([^()]*\)", re.S)
_JS = "APPSYNC_JS"


def api_keys_exist_where_they_are_accepted(applied: Applied) -> list[str]:
    if applied.of_type("aws_appsync_api_key"):
        return []
    return [
        f"{made.address}: accepts API_KEY, and there is no key"
        for made in applied.of_type("aws_appsync_graphql_api")
        if "API_KEY" in set(texts(made.values))
    ]


def apis_limit_a_query(applied: Applied) -> list[str]:
    return [
        f"{made.address}: no query_depth_limit"
        for made in applied.of_type("aws_appsync_graphql_api")
        if not made.values.get("query_depth_limit")
    ]


def fields_have_a_resolver(applied: Applied) -> list[str]:
    """A field of Query or Mutation without one is answered with null, or with an error."""
    resolved = {
        (made.values["type"], made.values["field"])
        for made in applied.of_type("aws_appsync_resolver")
    }
    return [
        f"{api.address}: nothing answers {root}.{field}"
        for api in applied.of_type("aws_appsync_graphql_api")
        for root, field in _fields(api)
        if (root, field) not in resolved
    ]


def _fields(api: Made) -> Iterator[tuple[str, str]]:
    schema = _IN_BRACKETS.sub("", re.sub(_DESCRIPTION, "", api.values.get("schema") or ""))
    for root, body in _ROOT.findall(schema):
        yield from ((root, field) for field in _FIELD.findall(body))


def resolvers_are_written_in_javascript(applied: Applied) -> list[str]:
    return [
        f"{made.address}: is no JavaScript resolver (code, runtime {_JS})"
        for made in applied.of_type("aws_appsync_resolver", "aws_appsync_function")
        if made.values.get("request_template")
        or made.values.get("response_template")
        or (made.values.get("code") and _JS not in set(texts(made.values.get("runtime"))))
    ]


def keys_open_something(applied: Applied) -> list[str]:
    """A type that names no way in is open to the default one alone: a key would do nothing."""
    if not applied.of_type("aws_appsync_api_key"):
        return []
    return [
        f"{api.address}: nothing in its schema is open to the key (@aws_api_key)"
        for api in applied.of_type("aws_appsync_graphql_api")
        if "@aws_api_key" not in (api.values.get("schema") or "")
    ]


RULES = (
    api_keys_exist_where_they_are_accepted,
    apis_limit_a_query,
    fields_have_a_resolver,
    resolvers_are_written_in_javascript,
    keys_open_something,
)
