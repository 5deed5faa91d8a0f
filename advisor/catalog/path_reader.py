"""The way of a request through a pattern, in the names of its diagram and of its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.catalog.model import Limit, Stop
from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up


def read_path(
    at: Cursor, participants: Sequence[str], limits: Mapping[str, Limit] | None
) -> tuple[Stop, ...]:
    """Empty where nothing is said. `participants` empty, `limits` None: they could not be read."""
    known = {node: node for node in participants} if participants else None
    return tuple(_stop(item, known, limits) for item in at.items())


def _stop(at: Cursor, known: Mapping[str, str] | None, limits: Mapping[str, Limit] | None) -> Stop:
    for node in at["nodes"].items():
        look_up(node, node.as_text(), known, "participant")
    found = (look_up(item, item.as_text(), limits, "limit") for item in at["limits"].items())
    return Stop(
        nodes=at["nodes"].as_texts(),
        own=at.flag("own"),
        limits=tuple(limit for limit in found if limit is not None),
    )
