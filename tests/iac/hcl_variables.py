"""The variable blocks of a Terraform configuration, read as `terraform fmt` lays them out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r'^variable "(\w+)" \{\n(.*?)^\}', re.M | re.S)
_VALIDATION = re.compile(r"^  validation \{\n.*?^  \}", re.M | re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    name: str
    type: str
    description: str
    default: Any


def read_variables(folder: Path) -> dict[str, Variable]:
    """Every variable of the configuration. Raises ValueError where a default is no literal."""
    text = configuration_text(folder)
    return {name: _variable(name, body) for name, body in _BLOCK.findall(text)}


def used_variables(folder: Path) -> set[str]:
    """The variables that something other than their own validation refers to."""
    text = _BLOCK.sub("", configuration_text(folder))
    return set(re.findall(r"\bvar\.(\w+)", text))


def configuration_text(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.tf")))


def _variable(name: str, body: str) -> Variable:
    plain = _VALIDATION.sub("", body)
    return Variable(
        name=name,
        type=_argument(plain, "type") or "any",
        description=_literal(name, _argument(plain, "description")) or "",
        default=_literal(name, _argument(plain, "default")),
    )


def _argument(body: str, argument: str) -> str | None:
    found = re.search(rf"^  {argument}\s+= (\[\n.*?^  \]|.*)$", body, re.M | re.S)
    return _first_line_or_list(found[1]) if found else None


def _first_line_or_list(text: str) -> str:
    return text if text.startswith("[\n") else text.split("\n", 1)[0]


def _literal(name: str, text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(re.sub(r",\s*\]", "]", text))
    except json.JSONDecodeError:
        raise ValueError(f"variable {name}: {text} is not a literal value") from None
