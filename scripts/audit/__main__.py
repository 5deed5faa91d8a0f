"""Audits the app as `make run` serves it: python -m scripts.audit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from scripts.audit import lighthouse, markup, tools
from scripts.paths import ROOT
from scripts.stop import Stop

START_SECONDS: Final = 60


class Audited(NamedTuple):
    """A page; `indexed` says whether it means to be found by search engines."""

    name: str
    path: str
    indexed: bool


def pages() -> list[Audited]:
    """One of each kind, with the answers of the catalog's first example."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    import django

    django.setup()
    from urllib.parse import urlencode

    from advisor.web.catalog import get_catalog

    catalog = get_catalog()
    query = urlencode(catalog.examples[0].answers)
    pattern = next(one for one in catalog.patterns if one.bundles)
    bundle = f"{pattern.slug}/bundles/{pattern.bundles[0].format.value}"
    return [
        Audited("home", "/en/", indexed=True),
        Audited("questionnaire", "/en/questionnaire/", indexed=True),
        Audited("recommendation", f"/en/recommendation/?{query}", indexed=False),
        Audited("comparison", f"/en/compare/?{query}", indexed=False),
        Audited("pattern", f"/en/patterns/{pattern.slug}/", indexed=True),
        Audited("bundle", f"/en/patterns/{bundle}", indexed=True),
        *([Audited("cost", f"/en/cost/?{query}", indexed=False)] if catalog.cost else []),
    ]


def main() -> int:
    tools.ensure()
    audited = pages()
    with served() as site:
        good = [
            print_scores(site, page, device) for page in audited for device in ("mobile", "desktop")
        ]
        wrong = markup.messages(site, in_both_languages(audited))
    print("\n".join(["", f"Nu Html Checker: {len(wrong)} messages.", *wrong]))
    return 0 if all(good) and not wrong else 1


def in_both_languages(audited: list[Audited]) -> list[str]:
    paths = [page.path for page in audited]
    return paths + [path.replace("/en/", "/ja/", 1) for path in paths]


def print_scores(site: str, page: Audited, device: str) -> bool:
    """A line with the four scores, and one below it for each finding."""
    scores = lighthouse.measure(site + page.path, device, indexed=page.indexed)
    shown = "  ".join(f"{name} {score:3}" for name, score in scores.by_category.items())
    print(f"{page.name:<15} {device:<8} {shown}", flush=True)
    if not scores.good:
        print("\n".join(f"    {line}" for line in scores.findings), flush=True)
    return scores.good


@contextmanager
def served() -> Iterator[str]:
    """The app on a free port of this machine."""
    port = free_port()
    environ = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    command = [sys.executable, "-m", "scripts.start"]
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise Stop("The app did not start: see its message above.")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
