"""Whether both formats tell the same of what they made, in their outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .applied import Applied, named, texts
from .evaluation import Evaluation
from .mapping import ParityMap
from .parity import pascal
from .paths import comparable

_REFERENCE = re.compile(r"<(\w+)>")


def output_differences(parity: ParityMap, stack: Evaluation, applied: Applied) -> list[str]:
    """Outputs that one format alone has, unless the map says so, or that say something else."""
    found = {pascal(name): value for name, value in applied.outputs.items()}
    alone = parity.outputs_of_one.keys()
    problems = [
        f"{name}: only the outputs of {'the template' if name in stack.outputs else 'Terraform'}"
        " have it"
        for name in sorted((stack.outputs.keys() ^ found.keys()) - alone)
    ]
    return problems + [
        f"{name} is {stack.outputs[name]!r}, Terraform says {found[name]!r}"
        for name in sorted(stack.outputs.keys() & found.keys())
        if not _agree(parity, applied, stack.outputs[name], found[name])
    ]


def _agree(parity: ParityMap, applied: Applied, here: Any, there: Any) -> bool:
    """Equal, references apart: these stand for any value of what they name."""
    if comparable(here) == comparable(named(applied, parity.names, there)):
        return True
    values = {
        name: sorted(_values(parity, applied, name)) for name in _REFERENCE.findall(str(here))
    }
    if any(str(there) in known for known in values.values()):
        return True
    parts = re.split(r"<\w+>", str(here))
    choices = ["(?:" + "|".join(map(re.escape, known)) + ")" for known in values.values()]
    if not choices or not all(values.values()) or len(parts) != len(choices) + 1:
        return False
    pattern = "".join(map(str.__add__, map(re.escape, parts), [*choices, ""]))
    return re.fullmatch(pattern, str(there)) is not None


def _values(parity: ParityMap, applied: Applied, name: str) -> set[str]:
    addresses: Mapping[str, Any] = parity.pairs.get(name, {})
    return {text for text in _made(applied, addresses) if text}


def _made(applied: Applied, addresses: Mapping[str, Any]) -> Iterator[str]:
    for address in addresses:
        made = applied.at(address)
        if made:
            yield from texts(made.values)
