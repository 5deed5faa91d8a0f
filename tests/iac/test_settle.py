"""A template with its parameters worked out: no parameter, condition or option is left."""

from __future__ import annotations

from typing import Any

import pytest

from .cfn_yaml import load_template
from .toolbox.settle import Settler, Unsettled, settle, typed_values

PSEUDO = {"AWS::Region": "us-east-1", "AWS::Partition": "aws"}


def settled(node: str, **values: Any) -> Any:
    template = load_template(f"Conditions:\n  Same: !Equals [a, a]\nnode: {node}")
    return Settler(template, {**PSEUDO, **values}).settle(template["node"])


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("!Ref Size", 3),
        ("!Ref Queue", {"Ref": "Queue"}),
        ("!Equals [!Ref Size, '3']", True),
        ("!Equals [!Ref Flag, true]", True),
        ("!If [Same, a, !Ref Gone]", "a"),
        ("{kept: 1, gone: !Ref AWS::NoValue}", {"kept": 1}),
        ("[a, !If [Same, !Ref AWS::NoValue, b]]", ["a"]),
        ("!Sub 'in ${AWS::Region} at ${!time}, ${Size}'", "in us-east-1 at ${time}, 3"),
        ("!Sub ['${a}-$$', {a: !Ref Size}]", "3-$$"),
        ("!Sub '${Queue.Arn}/*'", {"Fn::Join": ["", ["", {"Fn::GetAtt": ["Queue", "Arn"]}, "/*"]]}),
        ("!Join ['', !Ref Names]", "xy"),
        ("!Select [1, !Ref Names]", "y"),
        ("!Select [0, !Split ['/', 'p/q']]", "p"),
        ("!Select [1, !Cidr [10.0.0.0/16, 2, 12]]", "10.0.16.0/20"),
        ("!Select [0, !GetAZs '']", "us-east-1a"),
        ("!Not [!Contains [!Ref Names, z]]", True),
        ("!And [!Condition Same, !Or [!Equals [a, b], !Condition Same]]", True),
    ],
)
def test_functions_of_known_values_are_worked_out(node: str, expected: Any) -> None:
    assert settled(node, Size=3, Flag="true", Names=["x", "y"]) == expected


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ("!If [Never, a, b]", "no condition is called Never"),
        ("!Select [2, [a, b]]", "place 2 of a list with 2 items"),
        ("!FindInMap [Sizes, big, cpu]", "the mapping Sizes has no big"),
    ],
)
def test_what_cannot_be_worked_out_is_said(node: str, said: str) -> None:
    with pytest.raises(Unsettled, match=said):
        settled(node)


def test_values_have_the_type_of_their_parameter() -> None:
    template = load_template(
        "Parameters:\n"
        "  Count: {Type: Number, Default: 2}\n"
        "  Names: {Type: CommaDelimitedList, Default: ''}\n"
        "  Name: {Type: String}\n"
    )
    values = typed_values(template, {"Name": "5", "Names": "a, b"})
    assert values == {"Count": 2, "Names": ["a", "b"], "Name": "5"}
    assert typed_values(template, {"Name": ""})["Names"] == []
    with pytest.raises(Unsettled, match="without a value: Name"):
        typed_values(template, {})
    with pytest.raises(Unsettled, match="not parameters of the template: Nam"):
        typed_values(template, {"Name": "", "Nam": ""})


def test_what_a_condition_leaves_out_is_gone_and_a_rule_is_kept() -> None:
    template = load_template(
        "Parameters: {State: {Type: String, Default: 'false'}}\n"
        "Rules:\n"
        "  Sane:\n"
        "    Assertions: [{Assert: !Not [!Equals [!Ref State, x]], AssertDescription: not x}]\n"
        "Conditions: {IsOn: !Equals [!Ref State, 'true']}\n"
        "Resources: {A: {Type: T, Condition: IsOn}, B: {Type: T}}\n"
        "Outputs: {A: {Condition: IsOn, Value: !Ref A}, B: {Value: !Ref B}}\n"
    )
    body = settle(template, {}, PSEUDO)
    assert body["Resources"] == {"B": {"Type": "T"}}
    assert body["Outputs"] == {"B": {"Value": {"Ref": "B"}}}
    assert settle(template, {"State": "true"}, PSEUDO)["Resources"]["A"] == {"Type": "T"}
    with pytest.raises(Unsettled, match="not x"):
        settle(template, {"State": "x"}, PSEUDO)
