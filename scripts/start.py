"""Starts the server. Runs in the environment that holds the app's packages.

Everything that can be wrong is found out here, once, and not in every worker of the server.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from scripts.address import Address, read_address
from scripts.paths import RUN_LOCK, VENV
from scripts.stop import Stop

STATIC_STAMP = VENV / "static.stamp"


def main() -> None:
    """Replaces this process by the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    django.setup()
    need_catalog()
    collect_static(Path(settings.STATIC_ROOT), STATIC_STAMP)
    address = read_address(os.environ)
    print(f"Pattern Advisor is at {address.url} (Ctrl+C stops it)", flush=True)
    os.execv(sys.executable, server_command(address))


def need_catalog() -> None:
    """Loads the catalog as every worker will. Its problems are the message, one on each line."""
    from advisor.catalog import CatalogError
    from advisor.web.catalog import get_catalog

    try:
        get_catalog()
    except CatalogError as error:
        raise Stop(
            f"{error}\nThe catalog in {settings.ADVISOR_CATALOG} cannot be served: "
            "mend the lines above, then start again."
        ) from None


def collect_static(target: Path, stamp: Path) -> None:
    """Gathers, names by content and compresses the static files, if any of them has changed."""
    wanted = static_fingerprint()
    if (target / "staticfiles.json").is_file() and stamp.is_file() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with the name or content of a static file, and with the packages that treat them."""
    digest = hashlib.sha256(RUN_LOCK.read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            content = Path(storage.path(name)).read_bytes()
            digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def server_command(address: Address) -> list[str]:
    """Two processes with one Python thread each: more threads only wait for each other (GIL).

    No access log: it would hold the answers, which stand in the addresses.
    """
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "1"]
    command += ["--no-access-log", "--log-level", "warning"]
    command += ["--host", address.ip, "--port", str(address.port)]
    return [*command, "advisor.wsgi:application"]


if __name__ == "__main__":
    try:
        main()
    except Stop as stop:
        sys.exit(str(stop))
