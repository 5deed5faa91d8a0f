"""The code in the bundles: its own tests pass, and every file is there and of use."""

from __future__ import annotations

import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest

from .bundles import CATALOG, Bundle, all_bundles, slug, with_template, with_terraform
from .cfn_yaml import load_template
from .shipped_files import (
    handlers_without_code,
    inline_texts,
    missing_paths,
    settings_of_code,
    template_paths,
    terraform_paths,
    unused_sources,
)
from .template import Template
from .tools import PROJECT

NODE_TESTS = sorted((PROJECT / "tests" / "bundles").glob("*/"))
SCRIPTS = sorted(CATALOG.glob("*/bundles/**/*.sh"))


def relative(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.node
@pytest.mark.parametrize("folder", NODE_TESTS, ids=lambda folder: folder.name)
def test_the_code_passes_its_own_tests(folder: Path) -> None:
    files = sorted(folder.rglob("*.test.mjs"))
    command = ["node", "--test", "--test-reporter=spec", *map(str, files)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert files
    # The report ends with the tests that failed.
    assert done.returncode == 0, done.stdout.rpartition("failing tests:")[2] + done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=relative)
def test_a_shell_script_is_written_correctly(script: Path) -> None:
    bash = shutil.which("bash")
    assert bash, "bash is needed to read the scripts of the bundles"
    done = subprocess.run([bash, "-n", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert script.read_text("utf-8").startswith("#!")


@pytest.mark.parametrize("bundle", with_template(), ids=slug)
def test_every_file_the_template_names_is_shipped(bundle: Bundle, tmp_path: Path) -> None:
    folder = bundle.lay_out(bundle.template.parent, tmp_path)
    template = Template(load_template(bundle.template.read_text("utf-8")))
    assert missing_paths(folder, template_paths(template)) == []
    assert handlers_without_code(template, folder) == []
    assert settings_of_code(template, folder) == []


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_every_file_terraform_names_is_shipped(bundle: Bundle, tmp_path: Path) -> None:
    folder = bundle.lay_out(bundle.terraform, tmp_path)
    assert missing_paths(folder, terraform_paths(folder)) == []


@pytest.mark.parametrize("bundle", with_template(), ids=slug)
def test_the_template_uses_every_source_file(bundle: Bundle, tmp_path: Path) -> None:
    folder = bundle.lay_out(bundle.template.parent, tmp_path)
    template = Template(load_template(bundle.template.read_text("utf-8")))
    texts = list(chain.from_iterable(inline_texts(path) for path in bundle.templates))
    assert unused_sources(folder, template_paths(template), texts) == []


@pytest.mark.parametrize("bundle", with_terraform(), ids=slug)
def test_terraform_uses_every_source_file(bundle: Bundle, tmp_path: Path) -> None:
    folder = bundle.lay_out(bundle.terraform, tmp_path)
    assert unused_sources(folder, terraform_paths(folder), []) == []


@pytest.mark.parametrize("bundle", all_bundles(), ids=slug)
def test_a_bundle_ships_no_tests_or_left_over_files(bundle: Bundle) -> None:
    unwanted = ("*.test.*", "node_modules", "*.zip", "*.tfstate*", ".terraform", ".DS_Store")
    assert [found for pattern in unwanted for found in bundle.folder.rglob(pattern)] == []


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_mjs", ".mjs").replace("_tf", ".tf")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_file_that_terraform_names_and_nobody_ships_is_found(tmp_path: Path) -> None:
    write(tmp_path, main_tf='a = file("${path.module}/src/${each.key}.mjs")\n')
    assert missing_paths(tmp_path, terraform_paths(tmp_path)) == ["src/*.mjs"]
    write(tmp_path, src__get_mjs="export const get = 1;")
    assert missing_paths(tmp_path, terraform_paths(tmp_path)) == []


def test_a_handler_that_no_file_exports_is_found(tmp_path: Path) -> None:
    write(tmp_path, src__get_mjs="export const other = () => {};\n")
    properties = {"CodeUri": "./src", "Handler": "get.handler"}
    function = {"Type": "AWS::Serverless::Function", "Properties": properties}
    template = Template({"Resources": {"Get": function}})
    assert handlers_without_code(template, tmp_path) == ["Get: get.handler is not in ./src"]
    write(tmp_path, src__get_mjs="export const handler = () => {};\n")
    assert handlers_without_code(template, tmp_path) == []


def test_a_source_file_that_nothing_uses_is_found(tmp_path: Path) -> None:
    write(tmp_path, src__a_mjs="import { b } from './b.mjs';\n", src__b_mjs="export const b = 1;\n")
    write(tmp_path, src__c_mjs="export const c = 3;\n")
    assert unused_sources(tmp_path, iter(["src/a.mjs"]), []) == ["src/c.mjs"]
    assert unused_sources(tmp_path, iter(["src/a.mjs"]), ["export const c = 3;\n"]) == []
    assert unused_sources(tmp_path, iter(["src"]), []) == []


def test_what_a_handler_reads_and_sends_must_be_set_and_allowed(tmp_path: Path) -> None:
    write(tmp_path, src__get_mjs="new GetCommand({ TableName: process.env.TABLE })")
    statement = {"Effect": "Allow", "Action": "dynamodb:Query"}
    variables: dict[str, str] = {}
    properties = {
        "CodeUri": "./src",
        "Handler": "get.handler",
        "Role": {"Fn::GetAtt": ["Reads", "Arn"]},
        "Environment": {"Variables": variables},
    }
    role = {"Policies": [{"PolicyDocument": {"Statement": [statement]}}]}
    template = Template(
        {
            "Resources": {
                "Get": {"Type": "AWS::Serverless::Function", "Properties": properties},
                "Reads": {"Type": "AWS::IAM::Role", "Properties": role},
            }
        }
    )
    assert settings_of_code(template, tmp_path) == [
        "Get: its code reads TABLE, which is not set",
        "Reads: does not allow dynamodb:GetItem, which the code sends",
        "Reads: allows dynamodb:Query, which no code sends",
    ]
    variables["TABLE"] = "items"
    statement["Action"] = "dynamodb:GetItem"
    assert settings_of_code(template, tmp_path) == []
