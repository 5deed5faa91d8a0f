"""Where the app listens, and the sentences for an address that cannot be used."""

import errno
import os
import socket
import subprocess
import sys

import pytest

from scripts.address import Address, need_free, read_address, why_not
from scripts.paths import ROOT
from scripts.stop import Stop

LOCAL = Address(ip="127.0.0.1", port=8000)


def test_the_default_is_this_machine_alone() -> None:
    assert read_address({}) == LOCAL
    assert read_address({"HOST": "", "PORT": ""}) == LOCAL


def test_a_host_name_becomes_an_ip_address() -> None:
    assert read_address({"HOST": "localhost"}).ip in {"127.0.0.1", "::1"}


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1", "80.0", "８０", "9" * 5000])
def test_a_port_out_of_range_is_refused(port: str) -> None:
    with pytest.raises(Stop, match=r"^PORT is .*: set it to a number from 1 to 65535\.$"):
        read_address({"PORT": port})


def test_a_host_that_is_no_address_is_refused() -> None:
    with pytest.raises(Stop, match=r"^HOST is 'a b': set it to an address of this machine\.$"):
        read_address({"HOST": "a b"})


@pytest.mark.parametrize(
    ("ip", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
    ],
)
def test_the_printed_address_opens_in_a_browser(ip: str, url: str) -> None:
    assert Address(ip=ip, port=8000).url == url


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for _ in range(2):
        need_free(Address(ip="127.0.0.1", port=port))


def test_make_run_says_that_the_port_is_in_use_and_offers_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        made = subprocess.run(
            [sys.executable, "-m", "scripts", "run"],
            cwd=ROOT,
            env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert made.returncode == 1
    assert made.stdout == ""
    assert made.stderr == (
        f"Port {port} of 127.0.0.1 is in use: stop what uses it, or choose another, "
        f"as in `make run PORT={port % 65535 + 1}`.\n"
    )


def test_a_reserved_port_is_explained() -> None:
    refused = OSError(errno.EACCES, "Permission denied")
    said = why_not(Address(ip="127.0.0.1", port=80), refused)
    assert said == "Port 80 is reserved for root: set PORT to 1024 or more."


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Stop, match=r"^192\.0\.2\.1 cannot be listened on .*: set HOST to 127"):
        need_free(Address(ip="192.0.2.1", port=8000))
