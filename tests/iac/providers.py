"""Stand-in providers that stay while many commands run, instead of starting for each."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .terraform import PROVIDER_VERSIONS, used_types
from .tools import PROJECT, Tools, provider_schema


@contextmanager
def staying(tools: Tools, configuration: Path) -> Iterator[str]:
    """The value of TF_REATTACH_PROVIDERS while providers for `configuration` run in its folder."""
    with ExitStack() as stack:
        sockets = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="iac-")))
        addresses = {}
        for provider in PROVIDER_VERSIONS:
            schema = provider_schema(tools, provider, used_types(configuration))
            process = stack.enter_context(
                _started(tools, schema, sockets / provider, configuration)
            )
            addresses[f"registry.terraform.io/hashicorp/{provider}"] = _address(
                process, sockets / provider
            )
        yield json.dumps(addresses)


@contextmanager
def _started(
    tools: Tools, schema: Path, socket: Path, folder: Path
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*tools.module("stub_provider"), str(schema), str(socket)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin
        assert process.stdout
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"the stand-in provider with {schema} does not start")
        yield process
        process.stdin.close()


def _address(process: subprocess.Popen[str], socket: Path) -> dict[str, object]:
    return {
        "Protocol": "grpc",
        "ProtocolVersion": 6,
        "Pid": process.pid,
        "Test": True,
        "Addr": {"Network": "unix", "String": str(socket)},
    }
