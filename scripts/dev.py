"""Starts Django's development server, which restarts when a file changes."""

from __future__ import annotations

import os

from django.core.management import execute_from_command_line
from django.core.servers.basehttp import WSGIRequestHandler

from scripts.address import read_address


def main() -> None:
    """Shows errors in full unless ADVISOR_DEBUG says otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    os.environ.setdefault("ADVISOR_DEBUG", "1")
    # Headers and body are two small writes: Nagle's algorithm would hold the second for 40 ms.
    WSGIRequestHandler.disable_nagle_algorithm = True
    address = read_address(os.environ)
    at = f"[{address.ip}]:{address.port}" if ":" in address.ip else f"{address.ip}:{address.port}"
    execute_from_command_line(["manage.py", "runserver", at])


if __name__ == "__main__":
    main()
