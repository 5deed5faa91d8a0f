"""Pages and API against the health check: one server, one connection, kept alive."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from time import monotonic, sleep

from scripts.paths import ROOT
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import example_query, shipped

PATIENCE = 60
"""Seconds to wait for the server, which may have to gather the static files first."""

GZIP = {"Accept-Encoding": "gzip"}


def pages() -> list[Ratio]:
    """What a reader or a script waits for, as they ask for it."""
    query = example_query(shipped())
    with serving() as port:
        asked = Asked(port)
        floor = Work(name="/healthz", run=lambda: asked.get("/healthz"), calls=60)
        return compare(
            floor,
            asked.work("recommendation page", f"/en/recommendation/?{query}"),
            asked.work("recommendation page, Japanese", f"/ja/recommendation/?{query}"),
            asked.work("questionnaire page", f"/en/questionnaire/?{query}"),
            asked.work("answer to htmx", f"/en/questionnaire/?{query}", {"HX-Request": "true"}),
            asked.work("JSON", f"/api/v1/recommendation?{query}"),
            rounds=9,
        )


class Asked:
    """One connection to the server; every answer must be a 200."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=10)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Raises RuntimeError for any status but 200: an error page would be no measurement."""
        self._connection.request("GET", path, headers={**GZIP, **(headers or {})})
        response = self._connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {response.reason}")
        return body

    def work(self, name: str, path: str, headers: Mapping[str, str] | None = None) -> Work:
        size = len(self.get(path, headers))
        return Work(
            name=f"{name}, {size / 1024:.1f} KiB compressed",
            run=lambda: self.get(path, headers),
            calls=10,
        )


@contextmanager
def serving() -> Iterator[int]:
    """The server as `make run` starts it, on a free port of this machine alone."""
    port = free_port()
    environ = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    environ.pop("ADVISOR_CATALOG", None)
    command = [sys.executable, "-m", "scripts.start"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Raises RuntimeError when the server has stopped, or does not answer in time."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with code {server.returncode}")
        try:
            Asked(port).get("/healthz")
        except OSError:
            sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not answer within {PATIENCE} s")
