"""What was proven of a bundle, on its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advisor.bundles.verified import passed_gates
from advisor.catalog.model import Catalog, Pattern
from advisor.catalog.verification import Exemption


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeView:
    """A runtime in use and the day its support ends; `left` are days, where they are few."""

    name: str
    end: str
    left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """The stamp. `exemptions` are checks that were left out, each with its reason."""

    day: str
    tools: tuple[str, ...]
    gates: tuple[GateView, ...]
    unproven: tuple[str, ...]
    exemptions: tuple[Exemption, ...]
    runtimes: tuple[RuntimeView, ...]


def proof_view(catalog: Catalog, pattern: Pattern, language: str, today: date) -> ProofView | None:
    """None where the bundle's present files have not been proven."""
    verification, stamp = catalog.verification, pattern.stamp
    if verification is None or stamp is None:
        return None
    return ProofView(
        day=stamp.day.isoformat(),
        tools=tuple(f"{tool} {version}" for tool, version in stamp.tools.items()),
        gates=tuple(
            GateView(text=gate.text.in_language(language), count=count)
            for gate, count in passed_gates(verification, stamp)
        ),
        unproven=tuple(text.in_language(language) for text in verification.unproven),
        exemptions=verification.exemptions_of(pattern.slug),
        runtimes=tuple(
            RuntimeView(name=name, end=end.isoformat(), left=stamp.ending(today).get(name))
            for name, end in stamp.runtimes.items()
        ),
    )
