"""Programs of the machine that some tests need: a Chromium browser, and Node.js with npm."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
NODE_MAJOR: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A kind of test that needs programs, and the sentence for a machine without them."""

    marker: str
    packages: tuple[str, ...]
    advice: str


BROWSER: Final = Need(
    marker="browser",
    packages=("chromium", "fonts-noto-cjk"),
    advice=(
        "there is no Chromium: type `apt-get install --no-install-recommends chromium "
        "fonts-noto-cjk` as root, or set CHROMIUM to the path of one"
    ),
)
NODE: Final = Need(
    marker="node",
    packages=("nodejs", "npm"),
    advice=(
        f"there is no Node.js {NODE_MAJOR} or newer with npm: type `apt-get install "
        "--no-install-recommends nodejs npm` as root, or put a newer one on PATH"
    ),
)


def find_browser(environ: Mapping[str, str]) -> str | None:
    """The browser named by CHROMIUM, and none other if it is set; else the first installed."""
    names = (environ["CHROMIUM"],) if environ.get("CHROMIUM") else BROWSERS
    found = (shutil.which(name, path=environ.get("PATH")) for name in names)
    return next((path for path in found if path), None)


def find_node(environ: Mapping[str, str]) -> str | None:
    """Node.js, if it is new enough and npm is there too."""
    node = shutil.which("node", path=environ.get("PATH"))
    npm = shutil.which("npm", path=environ.get("PATH"))
    return node if node and npm and node_major(node) >= NODE_MAJOR else None


def node_major(node: str) -> int:
    """The first number of `node --version`, which prints v20.1.0; 0 if it prints no such thing."""
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = asked.stdout.strip().removeprefix("v").split(".")[0]
    return int(major) if major.isdecimal() else 0


def missing(environ: Mapping[str, str]) -> list[Need]:
    """What this machine has not got."""
    needs = [] if find_browser(environ) else [BROWSER]
    return needs if find_node(environ) else [*needs, NODE]


def may_install() -> bool:
    """True for root on a machine with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> bool:
    """Installs Debian packages, asking nothing. False if that failed; apt has said why."""
    print(f"Installing {' '.join(packages)} ...", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    return all(
        subprocess.run(step, check=False, env=environ, stdout=subprocess.DEVNULL).returncode == 0
        for step in (["apt-get", "update", "-qq"], install)
    )
