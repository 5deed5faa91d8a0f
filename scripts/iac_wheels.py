"""The wheels that the infrastructure proof reads provider schemas from. They are not installed."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from scripts.environment import fingerprint, python_of
from scripts.paths import IAC_VENV, ROOT
from scripts.stop import Stop

WHEELS_LOCK: Final = ROOT / "tests" / "iac" / "wheels.txt"


def ensure_wheels() -> None:
    """Downloads them into the tool environment, which must exist, unless they are there."""
    stamp = IAC_VENV / "wheels.stamp"
    wanted = fingerprint(IAC_VENV, WHEELS_LOCK.read_bytes())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Downloading the provider bindings (70 MB) ...", flush=True)
    command = [str(python_of(IAC_VENV)), "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    command += ["--dest", str(IAC_VENV / "wheels"), "--requirement", str(WHEELS_LOCK)]
    if subprocess.run(command, check=False).returncode:
        raise Stop(f"The wheels of {WHEELS_LOCK.name} could not be downloaded: see pip's message.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        ensure_wheels()
    except Stop as stop:
        sys.exit(str(stop))
