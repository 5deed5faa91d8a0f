"""What hashicorp/archive does when `archive_file` is read: the files must be there."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any


class ArchiveProblem(Exception):
    """The configuration names files that are not there, or none at all."""


def read_archive(config: dict[str, Any]) -> dict[str, Any]:
    """The computed attributes of an archive. Raises ArchiveProblem; writes no file."""
    content = b"".join(_contents(config))
    digest = hashlib.sha256(content)
    return config | {
        "id": digest.hexdigest()[:40],
        "output_size": len(content),
        "output_sha256": digest.hexdigest(),
        "output_base64sha256": base64.b64encode(digest.digest()).decode(),
    }


def _contents(config: dict[str, Any]) -> list[bytes]:
    if config.get("source"):
        return [str(part["content"]).encode() for part in config["source"]]
    if config.get("source_content") is not None:
        return [str(config["source_content"]).encode()]
    given = config.get("source_file") or config.get("source_dir")
    if not given:
        raise ArchiveProblem("one of source, source_content, source_file or source_dir is needed")
    path = Path(str(given))
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    if not files:
        raise ArchiveProblem(f"{given}: no such file, or a folder without files")
    return [file.read_bytes() for file in files]
