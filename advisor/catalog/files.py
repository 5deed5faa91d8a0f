"""Reads a catalog's files as strangers' input: bounded, inside the folder, UTF-8."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from advisor.catalog.problems import WHOLE_FILE, Problems

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = MEBIBYTE
MAX_CATALOG_BYTES = 16 * MEBIBYTE
MAX_FOLDERS_DEEP = 20
BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class CatalogFiles:
    """The files below `root`. Paths are given and named relative to it, with `/`."""

    root: Path
    problems: Problems
    _bytes_by_path: dict[str, bytes] = field(default_factory=dict)
    _total: int = 0

    def name(self, relative: str) -> str:
        """How a problem names a file or folder."""
        return f"{self.root.name}/{relative}" if relative else self.root.name

    def report(self, relative: str, message: str, hint: str, *, line: int = 1) -> None:
        self.problems.add(self.name(relative), line, WHOLE_FILE, message, hint)

    def exists(self, relative: str) -> bool:
        path = self.root / relative
        return path.is_symlink() or path.exists()

    def is_folder(self, relative: str) -> bool:
        return (self.root / relative).is_dir()

    def names_in(self, relative: str) -> tuple[str, ...]:
        """The sorted names in a folder; none (and a problem) if it is not a readable folder."""
        if not self.admits(relative):
            return ()
        try:
            return tuple(sorted(entry.name for entry in (self.root / relative).iterdir()))
        except OSError as error:
            self.report(relative, f"cannot be listed: {error.strerror}", "a readable folder")
            return ()

    def files_below(self, relative: str) -> tuple[str, ...]:
        """Every file below a folder, as sorted paths relative to that folder."""
        return tuple(sorted(self._walk(relative, "", 1)))

    def text(self, relative: str) -> str | None:
        """A file's text, or None and a problem."""
        content = self._read(relative)
        if content is None:
            return None
        if content.startswith(BOM):
            self.report(relative, "starts with a byte order mark", "save it as UTF-8 without BOM")
            return None
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.report(relative, "not UTF-8", "save it as UTF-8", line=line)
            return None

    def read_below(self, relative: str) -> dict[str, bytes]:
        """The files read so far in a folder, by their path in it."""
        start = f"{relative}/"
        return {
            path.removeprefix(start): content
            for path, content in self._bytes_by_path.items()
            if path.startswith(start)
        }

    def digest(self) -> str:
        """SHA-256 over the path and the bytes of every file read, sorted by path."""
        digest = sha256()
        for path, content in sorted(self._bytes_by_path.items()):
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def _walk(self, folder: str, below: str, depth: int) -> list[str]:
        here = f"{folder}/{below}".rstrip("/")
        if depth > MAX_FOLDERS_DEEP:
            self.report(here, "folders too deep", f"at most {MAX_FOLDERS_DEEP} levels")
            return []
        found: list[str] = []
        for name in self.names_in(here):
            path = f"{below}/{name}".lstrip("/")
            if self.is_folder(f"{folder}/{path}"):
                found += self._walk(folder, path, depth + 1)
            else:
                found.append(path)
        return found

    def _read(self, relative: str) -> bytes | None:
        if not self.admits(relative):
            return None
        try:
            status = (self.root / relative).stat()
            if not stat.S_ISREG(status.st_mode):
                self.report(relative, "not a regular file", "an ordinary text file")
                return None
            with (self.root / relative).open("rb") as stream:
                content = stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self.report(relative, f"cannot be read: {error.strerror}", "a readable file")
            return None
        return self._within_caps(relative, content)

    def _within_caps(self, relative: str, content: bytes) -> bytes | None:
        if len(content) > MAX_FILE_BYTES:
            self.report(relative, "larger than 1 MiB", "at most 1 MiB a file")
            return None
        if self._total > MAX_CATALOG_BYTES:
            return None
        self._total += len(content)
        if self._total > MAX_CATALOG_BYTES:
            self.report(relative, "the catalog grows past 16 MiB here", "at most 16 MiB in all")
            return None
        self._bytes_by_path[relative] = content
        return content

    def admits(self, relative: str) -> bool:
        """Refuses symbolic links that lead out, and links to folders, which could be a circle."""
        path = self.root / relative
        try:
            inside = path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            self.report(relative, "leads out of the catalog folder", "put the file itself here")
        elif relative and path.is_symlink() and path.is_dir():
            self.report(relative, "a symbolic link to a folder", "put the folder itself here")
        else:
            return True
        return False
