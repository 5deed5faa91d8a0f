"""The operators find every place, change only what they say, and choose the same mutants again."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_both
from .cfn_yaml import load_template
from .gates import failing_code
from .mutation import FORMATS, Operated, equivalents, operated, sample
from .operators import Change, configuration_changes, template_changes

TEMPLATE = """\
Parameters:
  Size: {Type: Number, Default: 1}
Conditions:
  Large: !Equals [!Ref Size, 2]
Resources:
  One:
    Type: AWS::EC2::Subnet
    DependsOn: [Two, Net]
    Properties:
      CidrBlock: 10.0.0.0/24
      VpcId: !Ref Net
      Public: 'true'
      Tier: !If [Large, gold, silver]
  Two:
    Type: AWS::EC2::Subnet
    Properties:
      Action: s3:GetObject
      Items:
        - first: 1
          second: a b
        - !Ref One
  Net: {Type: 'AWS::EC2::VPC', Description: words}
"""
# By name of the change: what the template holds afterwards, at a path.
IN_TEMPLATE = {
    "drop Resources.One.DependsOn": ("Resources.One.DependsOn", None),
    "drop Resources.One.DependsOn[0]": ("Resources.One.DependsOn", ["Net"]),
    "drop Resources.One.DependsOn[1]": ("Resources.One.DependsOn", ["Two"]),
    "drop Resources.One.Properties.Tier": ("Resources.One.Properties.Tier", None),
    "drop Resources.Two.Properties.Items[0].first": (
        "Resources.Two.Properties.Items",
        [{"second": "a b"}, {"Ref": "One"}],
    ),
    "drop Resources.Two.Properties.Items[1]": (
        "Resources.Two.Properties.Items",
        [{"first": 1, "second": "a b"}],
    ),
    "drop Resources.Net": ("Resources.Net", None),
    "widen Resources.One.Properties.CidrBlock": ("Resources.One.Properties.CidrBlock", "0.0.0.0/0"),
    "widen Resources.Two.Properties.Action": ("Resources.Two.Properties.Action", "s3:*"),
    "flip Resources.One.Properties.Public": ("Resources.One.Properties.Public", "false"),
    "number Resources.Two.Properties.Items[0].first": (
        "Resources.Two.Properties.Items",
        [{"first": 2, "second": "a b"}, {"Ref": "One"}],
    ),
    "branch Resources.One.Properties.Tier": (
        "Resources.One.Properties.Tier",
        {"Fn::If": ["Large", "silver", "gold"]},
    ),
    "reference Resources.Two.Properties.Items[1]": (
        "Resources.Two.Properties.Items",
        [{"first": 1, "second": "a b"}, {"Ref": "Two"}],
    ),
    "text Resources.One.Type": ("Resources.One.Type", "AWS::EC2::Subnetx"),
}
CONFIGURATION = """\
variable "size" {
  type    = number
  default = 1
}

variable "count_" {
  type    = number
  default = 2
}

# A comment with "text" = true
resource "aws_subnet" "one" {
  count = var.size == 1 ? 1 : 0

  cidr_block = "10.0.0.0/24"
  public     = true
  vpc_id     = aws_vpc.main.id

  policy = jsonencode({
    Action = [
      "s3:GetObject",
      "s3:PutObject",
    ]
  })

  tags {
    name        = "plain"
    description = "words"
  }
}

resource "aws_vpc" "main" {
}

resource "aws_vpc" "other" {
}
"""
# By name of the change: what stands in the text before and after.
IN_CONFIGURATION = {
    "drop resource aws_subnet one.tags": ('  tags {\n    name        = "plain"', ""),
    "drop resource aws_subnet one.policy": ("  policy = jsonencode", ""),
    "drop resource aws_subnet one.policy.Action[]": ('      "s3:GetObject",\n', ""),
    "drop resource aws_subnet one.tags.name": ('    name        = "plain"\n', ""),
    "drop resource aws_vpc other": ('resource "aws_vpc" "other" {\n}\n', ""),
    "flip resource aws_subnet one.public": ("public     = true", "public     = false"),
    "widen resource aws_subnet one.cidr_block": ("10.0.0.0/24", "0.0.0.0/0"),
    "widen resource aws_subnet one.policy.Action": ("s3:GetObject", "s3:*"),
    "number resource aws_subnet one.count": ("size == 1", "size == 2"),
    "branch resource aws_subnet one.count": ("? 1 : 0", "? 0 : 1"),
    "reference resource aws_subnet one.count": ("var.size ==", "var.count_ =="),
    "reference resource aws_subnet one.vpc_id": ("aws_vpc.main.id", "aws_vpc.other.id"),
    "text resource aws_subnet one.tags.name": ('"plain"', '"plainx"'),
}


def at(path: str, text: str) -> object:
    node: object = load_template(text)
    for key in path.split("."):
        assert isinstance(node, dict)
        node = node.get(key)
    return node


def named(changes: list[Change]) -> dict[str, Change]:
    found = {change.name: change for change in changes}
    assert len(found) == len(changes)
    return found


@pytest.mark.parametrize("name", IN_TEMPLATE)
def test_a_template_is_changed_at_one_place(name: str) -> None:
    path, expected = IN_TEMPLATE[name]
    change = named(template_changes(TEMPLATE))[name]
    assert at(path, TEMPLATE) != expected
    assert at(path, change.applied_to(TEMPLATE)) == expected


def test_every_change_of_a_template_leaves_one_that_can_be_read_and_is_another() -> None:
    whole = load_template(TEMPLATE)
    for change in template_changes(TEMPLATE):
        assert load_template(change.applied_to(TEMPLATE)) != whole, change.name


@pytest.mark.parametrize("name", IN_CONFIGURATION)
def test_a_configuration_is_changed_at_one_place(name: str) -> None:
    before, after = IN_CONFIGURATION[name]
    changed = named(configuration_changes("main.tf", {"main.tf": CONFIGURATION}))[name].applied_to(
        CONFIGURATION
    )
    assert before in CONFIGURATION
    assert before not in changed
    assert after in changed


def test_variables_comments_and_words_are_left_alone() -> None:
    names = named(configuration_changes("main.tf", {"main.tf": CONFIGURATION}))
    assert not [name for name in names if "variable" in name or "description" in name]
    assert not [name for name in named(template_changes(TEMPLATE)) if "Description" in name]
    changed = [change.applied_to(CONFIGURATION) for change in names.values()]
    assert all('# A comment with "text" = true' in text for text in changed)


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_mutant_of_a_bundle_has_a_name_of_its_own_and_breaks_its_file(bundle: Bundle) -> None:
    mutants = operated(bundle)
    assert len({str(mutant) for mutant in mutants}) == len(mutants)
    texts = {path: (bundle.folder / path).read_text("utf-8") for path in {m.file for m in mutants}}
    assert [str(m) for m in mutants if m.applied_to(texts[m.file]) == texts[m.file]] == []


@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_excuse_is_for_a_mutant_that_there_is(bundle: Bundle) -> None:
    assert equivalents(bundle.slug).keys() - {str(mutant) for mutant in operated(bundle)} == set()


def mutant(format_name: str, operator: str, place: str) -> Operated:
    change = Change(operator=operator, place=place, start=0, end=0, new="")
    return Operated(slug="a", format=format_name, file="main.tf", change=change)


def test_a_sample_takes_the_operators_in_turn_and_stays_when_a_mutant_is_added() -> None:
    every = [
        mutant(format_name, operator, str(number))
        for format_name in FORMATS
        for operator in ("drop", "flip")
        for number in range(50)
    ]
    chosen = sample(every, 10)
    assert len(chosen) == 20
    assert sum(one.change.operator == "flip" for one in chosen) == 10
    more = sample([*every, mutant(FORMATS[0], "drop", "new")], 10)
    assert len(set(map(str, chosen)) & set(map(str, more))) >= 19


@pytest.mark.node
def test_code_that_never_comes_to_an_end_is_noticed_by_the_clock(tmp_path: Path) -> None:
    endless = tmp_path / "endless.test.mjs"
    endless.write_text("import test from 'node:test';\ntest('a', () => { for (;;); });\n", "utf-8")
    assert [text for text in failing_code(tmp_path, [str(endless)], patience=1) if text]
    endless.write_text("import test from 'node:test';\ntest('a', () => {});\n", "utf-8")
    assert list(failing_code(tmp_path, [str(endless)], patience=60)) == []
