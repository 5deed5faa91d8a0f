"""verification.yaml and bundles/verified.json: what is proven of a bundle, and what cannot be.

verified.json is written by the proof, never by hand. It names the files it was made for by their
digest; for other files it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date
from hashlib import sha256

from advisor.catalog.reader import Cursor
from advisor.catalog.references import look_up, report_duplicates
from advisor.catalog.shapes import HYPHENATED, Day, Number, Text
from advisor.catalog.structures import LOCALIZED, ListOf, MapOf, Record, field, optional
from advisor.catalog.texts import LocalizedText

STAMP_FILE = "verified.json"
ENDING_DAYS = 180
"""A runtime with less support than this left is one to leave."""

_CHECK = Text(pattern=r"[A-Za-z0-9_.-]+", form="the identifier of a check")
_MODULE = Text(pattern=r"test_\w+", form="the name of a module of tests, without .py")
GATE = Record(
    (
        field("id", HYPHENATED, "identifier of the gate"),
        field("tests", ListOf(item=_MODULE, minimum=1), "modules of tests that are the gate"),
        field("text", LOCALIZED, "what is proven where it passes"),
    )
)
EXEMPTION = Record(
    (
        field("check", _CHECK, "identifier of the check"),
        field("title", Text(), "what the check says of itself, one language"),
        field("patterns", ListOf(item=HYPHENATED, minimum=1), "where it is left out"),
        field("reason", LOCALIZED, "why it is left out"),
    )
)
VERIFICATION = Record(
    (
        field("gates", ListOf(item=GATE, minimum=1), "what a bundle has to pass"),
        field("unproven", ListOf(item=LOCALIZED, minimum=1), "what nobody can prove offline"),
        field("exemptions", ListOf(item=EXEMPTION), "checks of security that are left out"),
    )
)
_DIGEST = Text(pattern="[0-9a-f]{64}", form="a SHA-256 in hexadecimal")
STAMP = Record(
    (
        field("date", Day(), "day of the run"),
        field("files", _DIGEST, "digest of the bundle's files"),
        field("tools", MapOf(key=Text(), value=Text()), "versions by tool"),
        field(
            "passed",
            MapOf(key=HYPHENATED, value=Number(minimum=1, whole=True)),
            "number of tests that passed, by gate",
        ),
        optional(
            "runtimes",
            MapOf(key=Text(), value=Day()),
            "runtimes that the bundle uses by default, and the day each loses its support",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    id: str
    tests: tuple[str, ...]
    text: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A check that is left out for `patterns`. `title` is in the tool's own language."""

    check: str
    title: str
    patterns: tuple[str, ...]
    reason: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    gates: tuple[Gate, ...] = ()
    unproven: tuple[LocalizedText, ...] = ()
    exemptions: tuple[Exemption, ...] = ()

    def exemptions_of(self, pattern: str) -> tuple[Exemption, ...]:
        return tuple(item for item in self.exemptions if pattern in item.patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a run proved of one pattern's bundles: tests passed by gate, with these tools.

    `runtimes` are those of the functions, each with the day it loses its support.
    """

    day: date
    tools: Mapping[str, str]
    passed: Mapping[str, int]
    runtimes: Mapping[str, date] = field_of(default_factory=dict)

    def ending(self, today: date, within: int = ENDING_DAYS) -> dict[str, int]:
        """Runtimes that have fewer than `within` days of support left, and how many (0 or more)."""
        left = {name: (end - today).days for name, end in self.runtimes.items()}
        return {name: max(days, 0) for name, days in left.items() if days < within}


def read_verification(at: Cursor, slugs: tuple[str, ...]) -> Verification:
    known = {slug: slug for slug in slugs}
    report_duplicates(gate["id"] for gate in at["gates"].items())
    report_duplicates(entry["check"] for entry in at["exemptions"].items())
    for entry in at["exemptions"].items():
        for pattern in entry["patterns"].items():
            look_up(pattern, pattern.as_text(), known, "pattern")
    return Verification(
        gates=tuple(_gate(item) for item in at["gates"].items()),
        unproven=at.localized_list("unproven"),
        exemptions=tuple(_exemption(item) for item in at["exemptions"].items()),
    )


def _gate(at: Cursor) -> Gate:
    return Gate(id=at.text("id"), tests=at["tests"].as_texts(), text=at.localized("text"))


def _exemption(at: Cursor) -> Exemption:
    return Exemption(
        check=at.text("check"),
        title=at.text("title"),
        patterns=at["patterns"].as_texts(),
        reason=at.localized("reason"),
    )


def read_stamp(at: Cursor, files: Mapping[str, bytes]) -> Stamp | None:
    """The stamp, if it was made for these files (by their path in `bundles`)."""
    day = at["date"]
    if not day or at.text("files") != digest(files):
        return None
    counts = {gate: value.as_number() for gate, value in at["passed"].entries()}
    return Stamp(
        day=_day(day.as_text()),
        tools={tool: value.as_text() for tool, value in at["tools"].entries()},
        passed={gate: int(count) for gate, count in counts.items() if count},
        runtimes={name: _day(end.as_text()) for name, end in at["runtimes"].entries()},
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:  # reported already, by the shape
        return date.min


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the path and the bytes of every file but the stamp itself."""
    found = sha256()
    for path, content in sorted(files.items()):
        if path != STAMP_FILE:
            found.update(f"{path}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
