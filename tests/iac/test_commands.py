"""The commands that READMEs and scripts tell the reader to type work as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from .bundles import Bundle, slug, with_both
from .commands import command_problems, scripts_of, surroundings
from .shell import commands
from .tools import Tools

pytestmark = pytest.mark.iac

README = """\
Deploy:

```bash
aws cloudformation deploy --template-file template.yaml --stack-name app \\
  --parameter-overrides file://parameters.json
bash smoke-test.sh "$(aws cloudformation describe-stacks --stack-name app \\
  --query "Stacks[0].Outputs[?OutputKey=='Url'].OutputValue")"
aws cloudformation wait stack-create-complete --stack-name app
terraform apply -var keep=false
aws s3 cp site "s3://$(terraform output -raw bucket)" --recursive
terraform state rm 'aws_s3_bucket.main[0]'
```
"""
TEMPLATE = "Resources: {}\nOutputs: {Url: {Value: a}}\n"
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
    ("terraform apply", "terraform aply", "aply is no command"),
    ("aws_s3_bucket.main", "aws_s3_bucket.mian", "no resource aws_s3_bucket.mian"),
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
