"""Both formats tell the same in their outputs; a difference is found."""

from __future__ import annotations

from typing import Any

import pytest

from .applied import Applied, Made
from .bundles import Bundle, slug, with_both
from .evaluation import Evaluation
from .mapping import parity_map, read_map
from .outputs import output_differences
from .proofs import Proofs

PARITY: dict[str, Any] = {"resources": {"Table": {"aws_dynamodb_table.items": {}}}}
STACK: dict[str, Any] = {
    "Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}},
    "Outputs": {
        "TableName": {"Value": {"Ref": "Table"}},
        "Address": {"Value": {"Fn::Sub": "https://${Table.Arn}/items"}},
    },
}
OUTPUTS = {"table_name": "my-items", "address": "https://arn-1/items"}
TABLE = Made(address="aws_dynamodb_table.items", type="", values={"id": "my-items", "arn": "arn-1"})


def differences(outputs: dict[str, str], **left_out: dict[str, str]) -> list[str]:
    parity = parity_map({**PARITY, **left_out})
    return output_differences(parity, Evaluation(STACK, {}), Applied((TABLE,), outputs))


@pytest.mark.iac
@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_both_formats_have_the_same_outputs(bundle: Bundle, proof: Proofs) -> None:
    parity, proven = read_map(bundle.slug), proof(bundle)
    found = {
        one.name: wrong
        for one in proven.applied
        if one.applied
        and (wrong := output_differences(parity, one.evaluation(proven.template), one.applied))
    }
    assert found == {}


def test_a_reference_stands_for_any_value_of_what_it_names() -> None:
    assert differences(OUTPUTS) == []


def test_a_lost_output_is_found_unless_the_map_leaves_it_out() -> None:
    assert differences({"address": OUTPUTS["address"]}) == [
        "TableName: only the outputs of the template have it"
    ]
    assert differences({**OUTPUTS, "role": "a"}) == ["Role: only the outputs of Terraform have it"]
    assert differences({**OUTPUTS, "role": "a"}, outputs_of_one={"Role": "reason"}) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"table_name": "other"},
        {"address": "http://arn-1/items"},
        {"address": "https://arn-1/item"},
        {"address": "https://other/items"},
    ],
)
def test_an_output_that_says_something_else_is_found(wrong: dict[str, str]) -> None:
    assert len(differences({**OUTPUTS, **wrong})) == 1
