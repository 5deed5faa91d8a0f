"""Real Terraform on one configuration, against the recovered schema and no account."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .tools import PROJECT, Run, Tools, provider_schema

# The release that the pinned binding (requirements-iac.txt) was generated from.
PROVIDER_VERSIONS = {"aws": "6.69.1", "archive": "2.7.1"}
_BLOCK = re.compile(r'^\s*(resource|data)\s+"(\w+)"', re.M)
_WARNING = re.compile(r"^(?:│ )?Warning: .*(?:\n(?!.*Error: ).*){0,6}", re.M)
# A configuration may refuse a combination of values; it must do so with its own message.
_REFUSALS = ("Invalid value for variable", "Resource precondition failed")


class CannotInitialise(RuntimeError):
    """Terraform refuses the configuration before it plans; the message is Terraform's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    run: Run

    @property
    def passed(self) -> bool:
        return self.run.code == 0

    @property
    def refused(self) -> bool:
        """Stopped by the configuration's own conditions, and by nothing else."""
        errors = re.findall(r"Error: (.*)", self.run.text)
        return bool(errors) and all(error.startswith(_REFUSALS) for error in errors)

    @property
    def complaint(self) -> str:
        """Why it failed: the errors, or what was to be changed where there are none."""
        return (self.run.errors or self.run.output).strip()

    @property
    def refused_variables(self) -> set[str]:
        """The variables whose own validation stopped it."""
        parts = self.run.text.split("Error: Invalid value for variable")[1:]
        named = [re.search(r"\bvar\.(\w+) is ", part) for part in parts]
        return {found[1] for found in named if found}

    @property
    def warnings(self) -> list[str]:
        if self.name not in {"validate", "plan"}:
            return []
        return _WARNING.findall(self.run.text)


def used_types(folder: Path) -> set[str]:
    """The resources (aws_lb) and data sources (data.aws_vpc) that a configuration names."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.tf")))
    found = _BLOCK.findall(text)
    return {name if kind == "resource" else f"data.{name}" for kind, name in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A copy of a configuration with everything Terraform needs to believe in its providers."""

    tools: Tools
    folder: Path
    settings: Path
    reattach: str = ""

    def run(self, name: str, *arguments: str) -> Step:
        command = [*self.tools.module("terraform_cli"), name, *arguments]
        environment = clean_environment(os.environ) | {"TF_CLI_CONFIG_FILE": str(self.settings)}
        if self.reattach and name != "init":
            environment["TF_REATTACH_PROVIDERS"] = self.reattach
        run = self.tools.execute(command, folder=self.folder, environment=environment)
        return Step(name=name, run=run)

    def prove(self) -> Iterator[Step]:
        """Every step from the formatting to a second plan that changes nothing."""
        yield self.run("fmt", "-check", "-diff", "-recursive", "-no-color")
        for name, arguments in _STEPS:
            step = self.run(name, "-no-color", *arguments)
            yield step
            if not step.passed:
                return

    def initialised(self) -> Workspace:
        step = self.run("init", "-no-color", "-input=false")
        if not step.passed:
            raise CannotInitialise(step.run.text)
        return self

    def plan(self, values: Mapping[str, Any]) -> Step:
        """A plan with these variables; `init` must have run."""
        (self.folder / "case.auto.tfvars.json").write_text(json.dumps(values, indent=1), "utf-8")
        return self.run("plan", "-no-color", "-input=false", "-refresh=false", "-out=case.plan")

    def planned(self, plan: str) -> dict[str, Any]:
        shown = self.run("show", "-json", plan)
        return dict(json.loads(shown.run.output))


_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("init", ("-input=false",)),
    ("validate", ()),
    ("plan", ("-input=false", "-out=first.plan")),
    ("apply", ("-input=false", "first.plan")),
    ("plan", ("-input=false", "-detailed-exitcode")),
)


def prepare(tools: Tools, configuration: Path, scratch: Path) -> Workspace:
    """A workspace for `configuration`, which is changed by running; `scratch` takes the rest."""
    mirror = scratch / "mirror"
    for provider, version in PROVIDER_VERSIONS.items():
        schema = provider_schema(tools, provider, used_types(configuration))
        _install(tools, mirror, provider, version, schema)
    settings = scratch / "terraform.rc"
    settings.write_text(_settings(mirror), "utf-8")
    return Workspace(tools=tools, folder=configuration, settings=settings)


def _install(tools: Tools, mirror: Path, provider: str, version: str, schema: Path) -> None:
    home = mirror / "registry.terraform.io" / "hashicorp" / provider / version / "linux_amd64"
    home.mkdir(parents=True)
    program = home / f"terraform-provider-{provider}_v{version}"
    command = shlex.join([*tools.module("stub_provider"), str(schema)])
    path = shlex.quote(str(PROJECT))
    program.write_text(f"#!/bin/sh\nPYTHONPATH={path} exec {command}\n", "utf-8")
    program.chmod(0o755)


def _settings(mirror: Path) -> str:
    path = json.dumps(str(mirror))
    installation = (
        f"provider_installation {{\n  filesystem_mirror {{\n    path = {path}\n  }}\n}}\n"
    )
    return "disable_checkpoint = true\n" + installation


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Without the caller's Terraform settings and credentials, which would change the result."""
    foreign = ("TF_", "AWS_")
    return {key: value for key, value in environment.items() if not key.startswith(foreign)}


def problems(steps: Iterable[Step]) -> list[str]:
    """What went wrong, and every warning, each with the step that said it."""
    found = []
    for step in steps:
        if not step.passed:
            found.append(f"terraform {step.name} failed:\n{step.complaint}")
        found += [f"terraform {step.name} warns:\n{warning}" for warning in step.warnings]
    return found
