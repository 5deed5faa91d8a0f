"""The project's documents, as far as tests read them: fenced blocks, links, code in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from scripts.paths import ROOT

GUIDES: Final = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE_BLOCK = re.compile(r"^`(?P<path>[^`\n]+)`\n\n```\w+\n(?P<text>.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Block:
    language: str
    text: str


@cache
def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documents() -> list[str]:
    """Every document for people, by its path in the project."""
    decisions = (path for path in (ROOT / "docs").rglob("*.md"))
    paths = [*ROOT.glob("*.md"), *decisions, ROOT / "patterns_catalog" / "README.md"]
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [
        found["text"] for found in _FENCE.finditer(document(name)) if found["language"] == language
    ]


def files(name: str) -> dict[str, str]:
    """Blocks that stand below a line with nothing but a path, by that path."""
    return {found["path"]: found["text"] for found in _FILE_BLOCK.finditer(document(name))}


def shell_lines(name: str) -> list[str]:
    """Every command line shown, without its comment."""
    lines = "\n".join(blocks(name, "sh")).splitlines()
    return [command for line in lines if (command := re.sub(r"\s+#.*", "", line).strip())]


def links(name: str) -> list[Path]:
    """The files that a document links to, absolute."""
    here = (ROOT / name).parent
    targets = (target for target in _LINK.findall(document(name)) if "://" not in target)
    return [(here / target).resolve() for target in targets]
