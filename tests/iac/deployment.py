"""One download in both formats, with the same values: evaluated, and applied by Terraform."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .applied import Applied, read_state
from .bundles import Bundle
from .evaluation import Evaluation, parameter_problems
from .generated import Download, unpack
from .parity import as_text
from .providers import staying
from .terraform import Step, Workspace, prepare
from .tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What became of a download: planned and applied are None where Terraform did not get there."""

    download: Download
    steps: tuple[Step, ...]
    planned: Applied | None
    applied: Applied | None

    @property
    def name(self) -> str:
        return self.download.name

    @property
    def has_defaults(self) -> bool:
        """Nothing was answered and nothing given: every value is the parameter's own."""
        values = self.download.terraform.values
        return all(value.value == as_text(value.parameter.default) for value in values)

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


class Site:
    """A folder into which one download after another is unpacked, and run through unedited."""

    def __init__(self, workspace: Workspace, bundle: Bundle) -> None:
        self._workspace = workspace
        self._bundle = bundle

    def deploy(self, download: Download, *, again: bool = True) -> Deployment:
        """Formatting to apply, and where `again` is set a second plan, until a step fails."""
        self._unpack(download)
        steps = self._steps(_COMMANDS if again else _COMMANDS[:-1])
        done = {step.name for step in steps if step.passed}
        return Deployment(
            download=download,
            steps=tuple(steps),
            planned=self._shown("generated.plan") if "plan" in done else None,
            applied=self._shown() if "apply" in done else None,
        )

    def accepted(self, values: Mapping[str, Any]) -> set[str]:
        """Those of `values`, which break the rules of their variables, that none refuses."""
        step = self._workspace.plan(values)
        (self._workspace.folder / "case.auto.tfvars.json").unlink()
        return set(values) - step.refused_variables

    def _shown(self, *plan: str) -> Applied:
        return read_state(self._workspace.run("show", "-json", *plan).run.output)

    def _unpack(self, download: Download) -> None:
        folder = self._workspace.folder
        for path in folder.iterdir():
            if path.is_dir() and path.name != ".terraform":
                shutil.rmtree(path)
            elif path.is_file() and path.name != ".terraform.lock.hcl":
                path.unlink()
        unpack(download.terraform, folder)
        if not self._bundle.is_shipped:
            self._bundle.lay_out(self._bundle.terraform, folder)

    def _steps(self, commands: Sequence[tuple[str, ...]]) -> list[Step]:
        steps = []
        for name, *arguments in commands:
            steps.append(self._workspace.run(name, "-no-color", *arguments))
            if not steps[-1].passed and name != "fmt":
                break
        return steps


@contextmanager
def site(tools: Tools, bundle: Bundle, scratch: Path) -> Iterator[Site]:
    """A site for `bundle`, which may be a changed copy: then its files are laid over a download.

    Raises CannotInitialise where Terraform refuses it at once.
    """
    folder = bundle.lay_out(bundle.terraform, scratch / "site")
    workspace = prepare(tools, folder, scratch).initialised()
    with staying(tools, folder) as reattach:
        yield Site(replace(workspace, reattach=reattach), bundle)


_COMMANDS = (
    ("fmt", "-check", "-diff", "-recursive"),
    ("validate",),
    ("plan", "-input=false", "-out=generated.plan"),
    ("apply", "-input=false", "generated.plan"),
    ("plan", "-input=false", "-detailed-exitcode"),
)
