"""The commands that READMEs and scripts tell the reader to type work as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_both
from .cfn_yaml import load_template
from .commands import capabilities, command_problems, scripts_of, surroundings
from .shell import commands
from .template import Template
from .tools import Tools

pytestmark = pytest.mark.iac

README = """\
Deploy:

```bash
aws cloudformation deploy --template-file template.yaml --stack-name app \\
  --parameter-overrides file://parameters.json --capabilities CAPABILITY_IAM
bash smoke-test.sh "$(aws cloudformation describe-stacks --stack-name app \\
  --query "Stacks[0].Outputs[?OutputKey=='Url'].OutputValue")"
aws cloudformation wait stack-create-complete --stack-name app
terraform apply -var keep=false
aws s3 cp site "s3://$(terraform output -raw bucket)" --recursive
terraform state rm 'aws_s3_bucket.main[0]'
```
"""
TEMPLATE = """\
Resources: {Role: {Type: 'AWS::IAM::Role'}}
Outputs: {Url: {Value: a}}
"""
CONFIGURATION = """\
variable "keep" {
}

resource "aws_s3_bucket" "main" {
}

output "bucket" {
}
"""
# What stands in the README, what takes its place, and what is then said.
DEFECTS = [
    ("deploy --t", "deplyo --t", "aws cloudformation deplyo --template-file: the AWS CLI has no"),
    ("describe-stacks --stack-name", "describe-stacks --stack", "no option --stack"),
    ("--stack-name app \\\n  --p", "--stack app \\\n  --p", "no option --stack"),
    ("stack-create-complete", "stack-created", "there is no waiter stack-created"),
    ("file template.yaml", "file templates.yaml", "there is no file templates.yaml"),
    ("file://parameters.json", "file://values.json", "there is no file values.json"),
    ("bash smoke-test.sh", "bash smoke_test.sh", "there is no file smoke_test.sh"),
    ("cp site", "cp sites", "there is no file sites"),
    ("'Url'", "'Address'", "no output Address"),
    ("-raw bucket", "-raw buckets", "no output buckets"),
    ("-raw bucket", "-rwa bucket", "no option -rwa"),
    ("keep=false", "keeps=false", "no variable keeps"),
    (" --capabilities CAPABILITY_IAM", "", "template.yaml needs CAPABILITY_IAM"),
    ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "does not need CAPABILITY_NAMED_IAM"),
    ("terraform apply", "terraform aply", "aply is no command"),
    ("aws_s3_bucket.main", "aws_s3_bucket.mian", "no resource aws_s3_bucket.mian"),
]


def test_a_function_of_another_section_is_missed(tools: Tools, tmp_path: Path) -> None:
    later = "\n## Clean up\n\n```bash\n{}output Url\naws s3 ls\n```\n"
    definition = 'output() { aws s3 ls "$1"; }\n'
    first = README.replace("```bash\n", "```bash\n" + definition, 1)
    assert problems(tools, tmp_path, first + later.format(definition)) == []
    assert problems(tools, tmp_path, first + later.format("")) == [
        "README.en.md: Clean up: output is not defined"
    ]


@pytest.mark.parametrize("format_name", ["cloudformation", "terraform"])
@pytest.mark.parametrize("bundle", with_both(), ids=slug)
def test_every_command_works_as_it_is_written(
    bundle: Bundle, format_name: str, tools: Tools, tmp_path: Path
) -> None:
    folder = bundle.lay_out(bundle.folder / format_name, tmp_path / "download")
    around = surroundings(folder, bundle.template, bundle.terraform)
    for name, script in scripts_of(folder).items():
        if name.startswith("README"):
            assert [words for words in commands(script) if words[0] in {"aws", "terraform"}], name
    assert command_problems(tools, around) == []


def problems(tools: Tools, folder: Path, readme: str) -> list[str]:
    texts = {"README.en.md": readme, "template.yaml": TEMPLATE, "main.tf": CONFIGURATION}
    for name, text in {**texts, "smoke-test.sh": "", "site/index.html": ""}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return command_problems(tools, surroundings(folder, folder / "template.yaml", folder))


def test_right_commands_have_no_problem(tools: Tools, tmp_path: Path) -> None:
    assert problems(tools, tmp_path, README) == []


@pytest.mark.parametrize(("right", "wrong", "said"), DEFECTS)
def test_a_wrong_command_is_found(
    tools: Tools, tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert right in README
    found = problems(tools, tmp_path, README.replace(right, wrong))
    assert said in "\n".join(found)


@pytest.mark.parametrize(
    ("template", "needed"),
    [
        ("Resources: {Role: {Type: 'AWS::IAM::Role'}}", {"CAPABILITY_IAM"}),
        (
            "Resources: {Role: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}}",
            {"CAPABILITY_NAMED_IAM"},
        ),
        (
            "{Transform: S, Resources: {Check: {Type: 'AWS::Serverless::Function'}}}",
            {"CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"},
        ),
        ("Resources: {Firewall: {Type: 'AWS::WAFv2::WebACL'}}", set()),
    ],
)
def test_a_template_needs_the_capabilities_of_what_it_makes(
    template: str, needed: set[str]
) -> None:
    assert capabilities(Template(load_template(template))) == needed


def test_a_packaged_template_needs_what_its_source_needs(tools: Tools, tmp_path: Path) -> None:
    packed = README.replace(
        "aws cloudformation deploy --template-file template.yaml",
        "aws cloudformation package --template-file template.yaml --s3-bucket b "
        "--output-template-file packed.yaml\naws cloudformation deploy --template-file packed.yaml",
    )
    assert problems(tools, tmp_path, packed) == []
    found = problems(tools, tmp_path, packed.replace(" --capabilities CAPABILITY_IAM", ""))
    assert "packed.yaml needs CAPABILITY_IAM" in "\n".join(found)
