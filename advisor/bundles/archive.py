"""Zip and tar files whose bytes depend on their content alone."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Sequence

from advisor.catalog.model import BundleFile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name; every entry carries it."""

EARLIEST_SECONDS = 315_532_800
"""The same moment in a tar file."""


def to_zip(folder: str, files: Sequence[BundleFile]) -> bytes:
    """`files` below `folder`, in the order of their paths."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(files, key=lambda item: item.path):
            archive.writestr(_entry(folder, file), file.text.encode())
    return buffer.getvalue()


def to_tgz(folder: str, files: Sequence[BundleFile]) -> bytes:
    """The same as a compressed tar file."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for file in sorted(files, key=lambda item: item.path):
            content = file.text.encode()
            archive.addfile(_member(folder, file, len(content)), io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), compresslevel=9, mtime=0)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _entry(folder: str, file: BundleFile) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{folder}/{file.path}", EARLIEST)
    info.create_system = 3
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (0o100755 if file.executable else 0o100644) << 16
    return info


def _member(folder: str, file: BundleFile, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(f"{folder}/{file.path}")
    info.size = size
    info.mtime = EARLIEST_SECONDS
    info.mode = 0o755 if file.executable else 0o644
    return info
