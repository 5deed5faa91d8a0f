"""The tools of the audit, from npm, pinned by a lock file. Nothing of them runs when installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from scripts import system
from scripts.paths import ROOT
from scripts.stop import Stop

HERE: Final = Path(__file__).parent
FOLDER: Final = ROOT / ".tools" / "audit"
LIGHTHOUSE: Final = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
VNU: Final = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NPM_OPTIONS: Final = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def ensure() -> None:
    """Installs what the lock file names, unless it is there. Raises Stop with what is missing."""
    need_programs()
    lock, stamp = HERE / "package-lock.json", FOLDER / "stamp"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Installing Lighthouse and the Nu Html Checker ...", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", lock.name):
        shutil.copyfile(HERE / name, FOLDER / name)
    if subprocess.run(["npm", "ci", *NPM_OPTIONS], cwd=FOLDER, check=False).returncode:
        raise Stop("The audit's tools could not be installed: see npm's message above.")
    stamp.write_text(wanted)


def need_programs() -> None:
    missing = [need.advice for need in system.missing(os.environ)]
    if not shutil.which("java"):
        missing.append("there is no Java: type `apt-get install default-jre-headless` as root")
    if missing:
        raise Stop("The audit cannot run: " + "; ".join(missing) + ".")
