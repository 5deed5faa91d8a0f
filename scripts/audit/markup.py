"""What the Nu Html Checker says of pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from scripts.audit.tools import VNU
from scripts.stop import Stop


def messages(urls: Sequence[str]) -> list[str]:
    """Every error and warning, one line each."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *urls]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stderr)["messages"]
    except ValueError:
        raise Stop(f"The Nu Html Checker failed:\n{done.stderr or done.stdout}") from None
    return [
        f"{item.get('url', '')}:{item.get('lastLine', 0)}: {item['type']}: {item['message']}"
        f" {item.get('extract', '').strip()!r}"
        for item in found
    ]
