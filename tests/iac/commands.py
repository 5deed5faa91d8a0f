"""Whether the commands that a bundle tells its reader to type are there, and work as written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from .bundles import all_bundles
from .cfn_yaml import load_template
from .hcl_variables import configuration_text
from .shell import Words, command_blocks, commands
from .template import Template
from .tools import Tools

_GLOBAL = {"cli-input-json", "endpoint-url", "no-cli-pager", "output", "profile", "query", "region"}
# What the CLI adds to the services' own operations: no model has these.
_OWN: Mapping[str, set[str]] = {
    "cloudformation:deploy": {
        "capabilities",
        "no-fail-on-empty-changeset",
        "parameter-overrides",
        "s3-bucket",
        "stack-name",
        "tags",
        "template-file",
    },
    "cloudformation:package": {"output-template-file", "s3-bucket", "s3-prefix", "template-file"},
    "s3:cp": {"cache-control", "content-type", "exclude", "include", "recursive"},
    "s3:ls": {"recursive"},
    "s3:mb": set(),
    "s3:rb": {"force"},
    "s3:rm": {"recursive"},
    "s3:sync": {"cache-control", "delete", "exclude", "include"},
}
_FILE_OPTIONS = {"--template-file"}
_WRITTEN = {"--output-template-file"}
_OWN_NAMES = ("GroupName", "InstanceProfileName", "ManagedPolicyName", "RoleName", "UserName")
# What a download has besides the files of the bundle.
_GENERATED = {"parameters.json", "terraform.tfvars"}
_TERRAFORM: Mapping[str, set[str]] = {
    "apply": {"auto-approve", "replace", "target", "var"},
    "destroy": {"auto-approve", "target", "var"},
    "init": {"upgrade"},
    "output": {"json", "raw"},
    "plan": {"out", "var"},
    "state": set(),
}
_OUTPUT_KEY = re.compile(r"OutputKey==[`'\"](\w+)[`'\"]")
_OUTPUT = re.compile(r'^output "(\w+)"', re.M)
_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)"', re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the commands of a bundle can name. `folder` is laid out as a download of a format."""

    folder: Path
    stack_outputs: frozenset[str]
    terraform_outputs: frozenset[str]
    variables: frozenset[str]
    resources: frozenset[str]

    def has(self, path: str) -> bool:
        return path in _GENERATED or (self.folder / path).exists()


def surroundings(folder: Path, template: Path, configuration: Path) -> Surroundings:
    text = configuration_text(configuration)
    return Surroundings(
        folder=folder,
        stack_outputs=frozenset(load_template(template.read_text("utf-8")).get("Outputs", {})),
        terraform_outputs=frozenset(_OUTPUT.findall(text)),
        variables=frozenset(re.findall(r'^variable "(\w+)"', text, re.M)),
        resources=frozenset(".".join(found) for found in _RESOURCE.findall(text)),
    )


def scripts_of(folder: Path) -> dict[str, str]:
    """By file: the commands in its READMEs, and its scripts."""
    found = {
        path.name: "\n".join(command_blocks(path.read_text("utf-8")))
        for path in sorted(folder.glob("README*.md"))
    }
    return found | {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.sh"))}


def command_problems(tools: Tools, around: Surroundings) -> list[str]:
    """What is wrong with the commands in the folder, each with its file and words."""
    found = []
    for name, script in scripts_of(around.folder).items():
        typed = commands(script)
        models = _models(tools).of(_operations(typed))
        packaged = dict(_packaged(typed))
        written = {path for words in typed for path in _values(words, _WRITTEN)}
        for words in typed:
            faults = [*_aws_faults(words, models), *_terraform_faults(words, around)]
            faults += [*_missing(words, around, written), *_unknown_outputs(words, around)]
            faults += _capability_faults(words, around, packaged)
            found += [f"{name}: {' '.join(words[:4])}: {fault}" for fault in faults]
    return [*found, *_unknown_functions(around.folder)]


_SECTION = re.compile(r"^## ", re.M)
_DEFINED = re.compile(r"^(\w+)\(\) \{", re.M)


def _unknown_functions(folder: Path) -> list[str]:
    """Functions that a section calls and does not define: who reads it has another shell by now."""
    found = []
    for path in sorted(folder.glob("README*.md")):
        text = path.read_text("utf-8")
        defined = set(_DEFINED.findall(text))
        for section in _SECTION.split(text):
            script = "\n".join(command_blocks(section))
            called = {words[0] for words in commands(script) if len(words) > 1} & defined
            missing = called - set(_DEFINED.findall(script))
            heading = section.partition("\n")[0]
            found += [f"{path.name}: {heading}: {name} is not defined" for name in sorted(missing)]
    return found


@cache
def _models(tools: Tools) -> _Models:
    return _Models(tools)


class _Models:
    """What the CLI takes, asked for once for all bundles: to start that is what costs."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._known: dict[str, list[str] | None] = {}

    def of(self, operations: Iterable[str]) -> Mapping[str, list[str] | None]:
        missing = set(operations) - self._known.keys()
        if missing and not self._known:
            scripts = chain.from_iterable(
                scripts_of(folder).values()
                for bundle in all_bundles()
                for folder in (bundle.template.parent, bundle.terraform, bundle.shared)
            )
            missing |= {name for script in scripts for name in _operations(commands(script))}
        if missing:
            run = self._tools.script("cli_models", *sorted(missing))
            if run.code:
                raise RuntimeError(run.errors)
            self._known |= json.loads(run.output)
        return self._known


def _operations(typed: Iterable[Words]) -> Iterator[str]:
    for words in typed:
        if _is_aws(words) and (name := f"{words[1]}:{words[2]}") not in _OWN:
            yield name


def _is_aws(words: Words) -> bool:
    return (
        words[0] == "aws" and len(words) > 2 and re.fullmatch(r"[a-z0-9-]+", words[1]) is not None
    )


def _aws_faults(words: Words, models: Mapping[str, list[str] | None]) -> Iterator[str]:
    if not _is_aws(words):
        return
    name = f"{words[1]}:{words[2]}"
    known = _OWN.get(name, models.get(name))
    if known is None:
        yield "the AWS CLI has no such command"
        return
    if words[2] == "wait":
        if words[3] not in known:
            yield f"there is no waiter {words[3]}"
        return
    for option in _options(words):
        if option not in known and option not in _GLOBAL:
            yield f"there is no option --{option}"


def _options(words: Words) -> list[str]:
    return [word[2:].partition("=")[0] for word in words if word.startswith("--") and len(word) > 2]


def _terraform_faults(words: Words, around: Surroundings) -> Iterator[str]:
    words = [word for word in words if not word.startswith("-chdir=")]
    if words[0] != "terraform" or len(words) < 2:
        return
    known = _TERRAFORM.get(words[1])
    if known is None:
        yield f"{words[1]} is no command that a README needs"
        return
    given = [word.lstrip("-").partition("=")[0] for word in words[2:] if word.startswith("-")]
    yield from (f"there is no option -{option}" for option in given if option not in known)
    plain = [word for word in words[2:] if not word.startswith("-")]
    if words[1] == "output":
        names = [word for word in plain if re.fullmatch(r"\w+", word)]
        yield from (f"no output {n}" for n in names if n not in around.terraform_outputs)
    if words[1] == "state":
        blocks = [word.split("[")[0] for word in plain[1:]]
        yield from (f"no resource {block}" for block in blocks if block not in around.resources)
    for word in words[2:]:
        name = re.match(r"-?(?:var=)?'?(\w+)=", word) if "-var" in words else None
        if name and name[1] != "var" and name[1] not in around.variables:
            yield f"no variable {name[1]}"


def _capability_faults(
    words: Words, around: Surroundings, packaged: Mapping[str, str]
) -> Iterator[str]:
    """A stack is refused without the capabilities that its template needs; no other is given."""
    if words[:2] != ["aws", "cloudformation"] or words[2:3] not in (["deploy"], ["create-stack"]):
        return
    for file in _values(words, _FILE_OPTIONS):
        path = around.folder / packaged.get(file, file)
        if not path.is_file():
            continue
        needed = capabilities(Template(load_template(path.read_text("utf-8"))))
        given = {word for word in words if word.startswith("CAPABILITY_")}
        yield from (f"{file} needs {name}" for name in sorted(needed - given))
        yield from (f"{file} does not need {name}" for name in sorted(given - needed))


def capabilities(template: Template) -> set[str]:
    """What whoever makes a stack of `template` must acknowledge."""
    roles = [one for one in template.resources if one.type.startswith("AWS::IAM::")]
    made = [
        one for one in template.of_type("AWS::Serverless::Function") if "Role" not in one.properties
    ]
    found = {"CAPABILITY_AUTO_EXPAND"} if "Transform" in template.body else set()
    if any(key in one.properties for one in roles for key in _OWN_NAMES):
        return found | {"CAPABILITY_NAMED_IAM"}
    return found | ({"CAPABILITY_IAM"} if roles or made else set())


def _missing(words: Words, around: Surroundings, written: set[str]) -> Iterator[str]:
    """Files that a command reads, and neither the download has nor an earlier command wrote."""
    read = [*_values(words, _FILE_OPTIONS), *_read(words)]
    for path in read:
        if re.fullmatch(r"[\w./-]+", path) and path not in written and not around.has(path):
            yield f"there is no file {path}"


def _packaged(typed: Iterable[Words]) -> Iterator[tuple[str, str]]:
    """(what a command wrote, which template it made it of)"""
    for words in typed:
        for made in _values(words, _WRITTEN):
            yield from ((made, source) for source in _values(words, _FILE_OPTIONS))


def _read(words: Words) -> Iterator[str]:
    yield from (word.removeprefix("file://") for word in words if word.startswith("file://"))
    if words[0].startswith("./"):
        yield words[0]
    if words[0] in {"bash", "node", "sh"} and len(words) > 1 and not words[1].startswith("-"):
        yield words[1]
    if words[:3] in (["aws", "s3", "cp"], ["aws", "s3", "sync"]) and len(words) > 3:
        yield words[3]


def _values(words: Words, options: set[str]) -> Iterator[str]:
    yield from (value for option, value in pairwise(words) if option in options)


def _unknown_outputs(words: Words, around: Surroundings) -> Iterator[str]:
    """Outputs of the stack that a query, or a function called `output`, asks for."""
    asked = [name for word in words for name in _OUTPUT_KEY.findall(word)]
    if words[0] == "output":
        asked += [word for word in words[1:] if re.fullmatch(r"[A-Z]\w+", word)]
        named = [word for word in words[1:] if re.fullmatch(r"[a-z]\w+", word)]
        yield from (f"no output {name}" for name in named if name not in around.terraform_outputs)
    yield from (f"no output {name}" for name in asked if name not in around.stack_outputs)
