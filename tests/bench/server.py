"""Pages and API against the health check: one server, one connection, kept alive."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import repeat
from time import monotonic, sleep

from scripts.paths import ROOT
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import example_query, fresh_queries, shipped

PATIENCE = 60
"""Seconds to wait for the server, which may have to gather the static files first."""

GZIP = {"Accept-Encoding": "gzip"}


def pages() -> list[Ratio]:
    """What a reader or a script waits for: with answers never seen, and with a link seen before."""
    catalog = shipped()
    kept = example_query(catalog)
    fresh = fresh_queries(catalog)
    with serving() as port:
        asked = Asked(port)
        floor = Work(name="/healthz", run=lambda: asked.get("/healthz"), calls=60)
        return compare(
            floor,
            asked.work("recommendation page", "/en/recommendation/", fresh),
            asked.work("recommendation page, Japanese", "/ja/recommendation/", fresh),
            asked.work("recommendation page, seen before", "/en/recommendation/", repeat(kept)),
            asked.work("questionnaire page", "/en/questionnaire/", fresh),
            asked.work("answer to htmx", "/en/questionnaire/", fresh, {"HX-Request": "true"}),
            asked.work("JSON", "/api/v1/recommendation", fresh),
            asked.work("JSON, seen before", "/api/v1/recommendation", repeat(kept)),
            rounds=9,
        )


class Asked:
    """One connection to the server; every answer must be a 200."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=10)

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Raises RuntimeError for any status but 200: an error page would be no measurement."""
        self._connection.request("GET", address, headers={**GZIP, **(headers or {})})
        response = self._connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{address}: {response.status} {response.reason}")
        return body

    def work(
        self,
        name: str,
        path: str,
        queries: Iterator[str],
        headers: Mapping[str, str] | None = None,
    ) -> Work:
        size = len(self.get(f"{path}?{next(queries)}", headers))
        return Work(
            name=f"{name}, {size / 1024:.1f} KiB compressed",
            run=lambda: self.get(f"{path}?{next(queries)}", headers),
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
