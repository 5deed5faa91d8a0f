"""The fields of each root type of a GraphQL schema read from standard input, as JSON.

Exits 1 with the reason where the schema is not valid.
"""

# mypy: disable-error-code="import-not-found"
from __future__ import annotations

import json
import sys

from graphql import GraphQLError, build_schema, validate_schema

# What AppSync adds to every schema.
_PRELUDE = """
scalar AWSDate
scalar AWSTime
scalar AWSDateTime
scalar AWSTimestamp
scalar AWSEmail
scalar AWSJSON
scalar AWSURL
scalar AWSPhone
scalar AWSIPAddress
directive @aws_api_key on OBJECT | FIELD_DEFINITION
directive @aws_iam on OBJECT | FIELD_DEFINITION
directive @aws_oidc on OBJECT | FIELD_DEFINITION
directive @aws_lambda on OBJECT | FIELD_DEFINITION
directive @aws_cognito_user_pools(cognito_groups: [String]) on OBJECT | FIELD_DEFINITION
directive @aws_auth(cognito_groups: [String]) on FIELD_DEFINITION
directive @aws_subscribe(mutations: [String]) on FIELD_DEFINITION
"""


def main() -> int:
    try:
        schema = build_schema(_PRELUDE + sys.stdin.read())
        faults: list[Exception] = [*validate_schema(schema)]
    except (GraphQLError, TypeError) as fault:  # build_schema raises both
        faults = [fault]
    if faults:
        print("\n".join(str(fault) for fault in faults), file=sys.stderr)
        return 1
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    json.dump({root.name: sorted(root.fields) for root in roots if root}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
