"""One download in both formats, with the same values: evaluated, and applied by Terraform."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .applied import Applied, read_state
from .bundles import Bundle
from .evaluation import Evaluation, parameter_problems
from .generated import Download, unpack
from .terraform import Step, Workspace, prepare
from .tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What became of a download. `applied` is None where Terraform refused or failed."""

    download: Download
    steps: tuple[Step, ...]
    applied: Applied | None

    @property
    def name(self) -> str:
        return self.download.name

    @property
    def refused(self) -> bool:
        return any(not step.passed and step.refused for step in self.steps)

    def evaluation(self, template: Mapping[str, Any]) -> Evaluation:
        return Evaluation(template, template_values(self.download))

    def refusals(self, template: Mapping[str, Any]) -> list[str]:
        """Why CloudFormation would not start with these values."""
        values = template_values(self.download)
        return parameter_problems(template, values) or self.evaluation(template).broken_rules()


def template_values(download: Download) -> dict[str, str]:
    """What parameters.json carries."""
    file = download.cloudformation.file("parameters.json")
    assert file is not None
    return {entry["ParameterKey"]: entry["ParameterValue"] for entry in json.loads(file.text)}


def deploy(tools: Tools, download: Download, scratch: Path, *, bundle: Bundle) -> Deployment:
    """Unpack the Terraform download and run it through, with nothing edited.

    `bundle` may be a changed copy of the one in the catalog: its files then stand instead.
    """
    folder = unpack(download.terraform, scratch / "download")
    if not bundle.is_shipped:
        bundle.lay_out(bundle.terraform, folder)
    workspace = prepare(tools, folder, scratch)
    steps = list(_steps(workspace))
    shutil.rmtree(scratch, ignore_errors=True)
    return Deployment(download=download, steps=tuple(steps[:-1]), applied=_state(steps))


def _steps(workspace: Workspace) -> list[Step]:
    """Formatting to second plan, until one fails; last what the state holds."""
    steps = [workspace.run("fmt", "-check", "-diff", "-recursive", "-no-color", ".")]
    for name, *arguments in _COMMANDS:
        steps.append(workspace.run(name, *arguments))
        if not steps[-1].passed:
            break
    return [*steps, workspace.run("show", "-json")]


def _state(steps: list[Step]) -> Applied | None:
    *before, shown = steps
    done = any(step.name == "apply" and step.passed for step in before)
    return read_state(shown.run.output) if done and shown.passed else None


_COMMANDS = (
    ("init", "-no-color", "-input=false"),
    ("plan", "-no-color", "-input=false", "-out=generated.plan"),
    ("apply", "-no-color", "-input=false", "generated.plan"),
    ("plan", "-no-color", "-input=false", "-detailed-exitcode"),
)
