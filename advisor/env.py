"""Settings from the environment, judged before anything starts.

A value outside what is allowed ends the process with one sentence that names the variable: a
SystemExit, so that no command and no server can start half configured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SECRET_KEY_LENGTH: Final = 50
_FLAGS: Final = {"1": True, "true": True, "0": False, "false": False, "": False}
_HOST: Final = re.compile(r"\*|\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


def read_flag(environ: Mapping[str, str], name: str) -> bool:
    """A switch, off unless it is set to 1 or true."""
    value = environ.get(name, "")
    if value.lower() not in _FLAGS:
        raise SystemExit(f"{name} is {value!r}: set it to 1 or 0.")
    return _FLAGS[value.lower()]


def read_secret_key(environ: Mapping[str, str], name: str, *, otherwise: str) -> str:
    """A key long enough to sign with; `otherwise` when the variable is not set."""
    value = environ.get(name, "")
    if not value:
        return otherwise
    if len(value) < SECRET_KEY_LENGTH:
        raise SystemExit(
            f"{name} has {len(value)} characters: "
            f"set it to {SECRET_KEY_LENGTH} random ones or more."
        )
    return value


def read_hosts(environ: Mapping[str, str], name: str, *, otherwise: list[str]) -> list[str]:
    """Host names without scheme or port, separated by commas."""
    hosts = [host.strip() for host in environ.get(name, "").split(",") if host.strip()]
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SystemExit(
                f"{name} has {host!r}: list host names without scheme and port, "
                "such as advisor.example.com,[::1]."
            )
    return hosts or otherwise


def read_folder(environ: Mapping[str, str], name: str, *, otherwise: Path) -> Path:
    """A folder that exists; a relative path starts where the process was started."""
    value = environ.get(name, "")
    if not value:
        return otherwise
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise SystemExit(f"{name} is {value!r}: there is no such folder; name one that exists.")
    return folder


def as_host(address: str) -> list[str]:
    """What a browser calls `address` in its Host header: an IPv6 address stands in brackets."""
    if not address:
        return []
    return [f"[{address}]" if ":" in address else address]
