"""What the Nu Html Checker says of pages."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.request import urlopen

from scripts.audit.tools import VNU
from scripts.stop import Stop


def messages(site: str, paths: Sequence[str]) -> list[str]:
    """Every error and warning, one line each. The checker itself refuses to ask this machine."""
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder) / f"{number}.html": path for number, path in enumerate(paths)}
        for file, path in files.items():
            with urlopen(site + path) as response:
                file.write_bytes(response.read())
        found = check(files)
    names = {file.name: path for file, path in files.items()}
    return [in_words(item, names[Path(item["url"]).name]) for item in found]


def in_words(item: dict[str, str], path: str) -> str:
    place = f"{path}:{item.get('lastLine', 0)}"
    return f"{place}: {item['type']}: {item['message']} {item.get('extract', '').strip()!r}"


def check(files: Iterable[Path]) -> list[dict[str, str]]:
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    except ValueError:
        raise Stop(f"The Nu Html Checker failed:\n{done.stderr or done.stdout}") from None
    return found
