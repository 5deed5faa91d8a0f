"""Where the server listens."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from scripts.stop import Stop

_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An IP address of this machine, and a port."""

    ip: str
    port: int

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        ip = _WILDCARDS.get(self.ip, self.ip)
        return f"http://[{ip}]:{self.port}/" if ":" in ip else f"http://{ip}:{self.port}/"


def read_address(environ: Mapping[str, str]) -> Address:
    """HOST (a name or an IP address) and PORT, or this machine alone and 8000."""
    host = environ.get("HOST") or "127.0.0.1"
    port = read_port(environ.get("PORT") or "8000")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise Stop(f"HOST is {host!r}: set it to an address of this machine.") from None
    return Address(ip=str(found[0][4][0]), port=port)


def read_port(text: str) -> int:
    if not (re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= 65535):
        raise Stop(f"PORT is {text!r}: set it to a number from 1 to 65535.")
    return int(text)


def need_free(address: Address) -> None:
    """Binds the address for a moment, to say in words why the server could not."""
    family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
    try:
        socket.create_server((address.ip, address.port), family=family).close()
    except OSError as error:
        raise Stop(why_not(address, error)) from None


def why_not(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {address.port} of {address.ip} is in use: stop what uses it, or choose "
            f"another, as in `make run PORT={address.port % 65535 + 1}`."
        )
    if error.errno == errno.EACCES:
        return f"Port {address.port} is reserved for root: set PORT to 1024 or more."
    reason = os.strerror(error.errno or 0)
    return f"{address.ip} cannot be listened on ({reason}): set HOST to 127.0.0.1."
