"""Where a request comes by, and which limits it meets on the way there."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.judged import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on the way in: participants of the diagram, one of which a request comes to.

    `own` is code of whoever builds it. `limits` hold on the way from the stop before.
    """

    nodes: tuple[str, ...]
    own: bool = False
    limits: tuple[Limit, ...] = ()
