"""Virtual environments that hold exactly what a lock file names.

A stamp in the environment remembers what was installed, so a second start does nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.stop import Stop
from scripts.system import apt_install, may_install


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in `folder`."""
    return folder / "bin" / "python"


def ensure(folder: Path, lock: Path) -> None:
    """Makes `folder` an environment with the packages of `lock`, unless it is one already."""
    stamp = folder / f"{lock.stem}.stamp"
    wanted = fingerprint(folder, lock.read_bytes())
    if is_stamped(folder, stamp, wanted):
        return
    create(folder)
    print(f"Installing the packages of {lock.name} ...", flush=True)
    pip(python_of(folder), lock, "install")
    stamp.write_text(wanted)


def ensure_wheels(folder: Path, lock: Path) -> None:
    """Keeps the wheels that `lock` names, uninstalled, in `wheels` of the environment `folder`."""
    stamp = folder / f"{lock.stem}.stamp"
    wanted = fingerprint(folder, lock.read_bytes())
    if is_stamped(folder, stamp, wanted):
        return
    print(f"Fetching the packages of {lock.name} ...", flush=True)
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    pip(python_of(folder), lock, "download", "--no-deps", "--dest", str(wheels))
    stamp.write_text(wanted)


def fingerprint(folder: Path, content: bytes = b"") -> str:
    """Changes with the content, the Python version, and the place: environments cannot move."""
    parts = (content, sys.version.encode(), bytes(folder))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_stamped(folder: Path, stamp: Path, wanted: str) -> bool:
    return python_of(folder).exists() and stamp.is_file() and stamp.read_text() == wanted


def create(folder: Path) -> None:
    """Makes an empty environment, unless one of this Python is there. Needs ensurepip."""
    stamp = folder / "python.stamp"
    wanted = fingerprint(folder)
    if is_stamped(folder, stamp, wanted):
        return
    need_ensurepip()
    shutil.rmtree(folder, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", folder], check=False).returncode:
        raise Stop(f"{folder} could not be made: see the message above, then try again.")
    stamp.write_text(wanted)


def need_ensurepip() -> None:
    """Debian ships ensurepip in a package of its own. A build machine may install it."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.environ.get("CI") == "true" and may_install() and apt_install(package):
        return
    raise Stop(
        f"This Python has no ensurepip module: type `apt-get install {package}` as root "
        "(or with sudo), then try again."
    )


def pip(python: Path, lock: Path, command: str, *options: str) -> None:
    """Gets wheels whose hashes the lock file names. pip's own settings (PIP_*) apply."""
    words = [str(python), "-m", "pip", command, "--quiet", "--quiet", *options]
    words += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    if subprocess.run([*words, "--requirement", lock], check=False).returncode:
        raise Stop(
            f"The packages of {lock.name} could not be installed: see pip's message above; "
            "behind a proxy or mirror, set PIP_PROXY or PIP_INDEX_URL."
        )
