"""The downloads of one bundle, run through once for all tests that look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .bundles import Bundle
from .cfn_yaml import load_template
from .deployment import Deployment, site
from .generated import downloaded, downloads
from .mapping import read_map
from .odd_answers import most_telling
from .tools import Tools

CHOSEN, ODD = 4, 2
"""Downloads from answers somebody chose, and from answers nobody did, that are run through.

More of them only have their values checked.
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of the downloads from answers, and of the cases of the parity map."""

    bundle: Bundle
    generated: tuple[Deployment, ...]
    by_hand: tuple[Deployment, ...]

    @property
    def template(self) -> dict[str, Any]:
        return load_template(self.bundle.template.read_text("utf-8"))

    @property
    def all(self) -> list[Deployment]:
        return [*self.by_hand, *self.generated]

    @property
    def applied(self) -> list[Deployment]:
        return [made for made in self.all if made.applied]


Proofs = Callable[[Bundle], Proof]


def prove(tools: Tools, bundle: Bundle, scratch: Path) -> Proof:
    by_hand = read_map(bundle.slug).cases
    chosen = downloads(bundle.slug)[:CHOSEN]
    with site(tools, bundle, scratch) as place:
        return Proof(
            bundle,
            tuple(
                place.deploy(made)
                for made in (*chosen, *most_telling(bundle.slug, ODD, known=chosen))
            ),
            tuple(
                place.deploy(downloaded(bundle.slug, name, {}, given))
                for name, given in by_hand.items()
            ),
        )
