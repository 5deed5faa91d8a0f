"""The part of a README that says what was proven of the bundle, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.bundles.readme import Words, table
from advisor.catalog.model import Catalog, Pattern
from advisor.catalog.verification import Exemption, Gate, Stamp, Verification


def passed_gates(verification: Verification, stamp: Stamp) -> Iterator[tuple[Gate, int]]:
    """The gates that the bundles passed, each with the number of its tests."""
    for gate in verification.gates:
        if gate.id in stamp.passed:
            yield gate, stamp.passed[gate.id]


def verified_part(catalog: Catalog, pattern: Pattern, words: Words) -> str:
    """A sentence that there is no proof, where these very files have not been proven."""
    verification, stamp = catalog.verification, pattern.stamp
    if verification is None or stamp is None:
        return words.unverified
    tools = words.comma.join(f"{tool} {version}" for tool, version in stamp.tools.items())
    parts = [words.verified % {"date": stamp.day.isoformat(), "tools": tools}]
    parts.append(_lines(words.of(gate.text) for gate, _count in passed_gates(verification, stamp)))
    if stamp.runtimes:
        ends = [f"`{name}` {end.isoformat()}" for name, end in stamp.runtimes.items()]
        parts.append(words.runtimes % {"ends": words.comma.join(ends)})
    parts += [words.unproven, _lines(words.of(text) for text in verification.unproven)]
    if exemptions := verification.exemptions_of(pattern.slug):
        parts += [words.exempt, _exemption_table(exemptions, words)]
    return "\n\n".join(parts)


def _lines(texts: Iterator[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _exemption_table(exemptions: tuple[Exemption, ...], words: Words) -> str:
    rows = [(f"`{item.check}`", words.of(item.reason)) for item in exemptions]
    return table((words.check, words.reason), rows)
