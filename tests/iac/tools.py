"""Where the proof's tools are, and how a script of the toolbox runs with them.

The tools live in an environment of their own: Terraform as a shared library, cfn-lint and the
binding of the provider. `make test` makes it at .tools/iac; README.md has the commands.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TOOLBOX = "tests.iac.toolbox"
OVERRIDE = "ADVISOR_IAC_TOOLS"
HOW_TO_MAKE = "make test ARGS=tests/iac"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a finished child process said. `text` is standard output and error together."""

    code: int
    output: str
    errors: str

    @property
    def text(self) -> str:
        return self.output + self.errors


class ToolsMissing(Exception):
    """The tool environment is not there; the message says how to make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """A tool environment: a Python environment, `wheels/` beside it, and a cache."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def module(self, name: str) -> list[str]:
        """The command that runs a module of the toolbox, wherever it is started."""
        return [str(self.python), "-P", "-m", f"{TOOLBOX}.{name}"]

    def script(self, name: str, *arguments: str | Path, given: str = "") -> Run:
        """Run a module of the toolbox with `given` as its standard input."""
        return self.execute([*self.module(name), *arguments], given=given)

    def execute(
        self,
        command: Iterable[str | Path],
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        given: str = "",
    ) -> Run:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={
                **(os.environ if environment is None else environment),
                "PYTHONPATH": str(PROJECT),
            },
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        return Run(code=done.returncode, output=done.stdout, errors=done.stderr)

    def wheel(self, provider: str) -> Path:
        found = sorted((self.folder / "wheels").glob(f"cdktn_provider_{provider}-*.whl"))
        if not found:
            raise ToolsMissing(f"no binding of {provider} in {self.folder}/wheels: {HOW_TO_MAKE}")
        return found[-1]


def find_tools(environment: Mapping[str, str] = os.environ) -> Tools:
    """The tool environment. Raises ToolsMissing where there is none."""
    folder = Path(environment.get(OVERRIDE) or PROJECT / ".tools" / "iac")
    tools = Tools(folder=folder)
    if not tools.python.exists():
        raise ToolsMissing(f"no infrastructure tools at {folder}; make them with: {HOW_TO_MAKE}")
    return tools


def provider_schema(tools: Tools, provider: str, wanted: Iterable[str]) -> Path:
    """The file with the schema of the wanted resources, made when it is not in the cache."""
    names = sorted(name for name in wanted if re.match(rf"(data\.)?{provider}_", name))
    wheel = tools.wheel(provider)
    key = hashlib.sha256(wheel.read_bytes())
    for part in ("wheel_source.py", "provider_schema.py", "overlays.json"):
        key.update((Path(__file__).parent / "toolbox" / part).read_bytes())
    key.update(" ".join(names).encode())
    path = tools.cache / f"{provider}-{key.hexdigest()[:24]}.json"
    if not path.exists():
        tools.cache.mkdir(parents=True, exist_ok=True)
        run = tools.script("provider_schema", wheel, provider, path, *names)
        if run.code:
            raise RuntimeError(f"the schema of {provider} could not be read:\n{run.text}")
    return path
