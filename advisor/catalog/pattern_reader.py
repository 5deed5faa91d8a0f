"""One pattern's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.catalog.bundle_reader import read_bundles
from advisor.catalog.content_reader import read_sources
from advisor.catalog.diagram_reader import read_diagram
from advisor.catalog.evidence_reader import read_constraints, read_limits, read_ratings
from advisor.catalog.model import (
    Composition,
    Effort,
    Feature,
    Layer,
    Limit,
    LocalizedText,
    Pattern,
    Question,
    Relation,
    Service,
    Source,
    Transition,
)
from advisor.catalog.notes_reader import read_practices
from advisor.catalog.path_reader import read_path
from advisor.catalog.pattern_records import CONSTRAINTS, LIMITS, MARKS, PATTERN, RATINGS
from advisor.catalog.predicates import Scope
from advisor.catalog.problems import known_words
from advisor.catalog.reader import Cursor
from advisor.catalog.reading import Reading
from advisor.catalog.records import SOURCES
from advisor.catalog.references import look_up

FILES = (
    "pattern.yaml",
    "ratings.yaml",
    "limits.yaml",
    "constraints.yaml",
    "sources.yaml",
    "cost.yaml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What patterns refer to. None where the file that says so could not be read."""

    questions: Mapping[str, Question] | None
    sources: Mapping[str, Source] | None
    practices: Mapping[str, str] | None
    slugs: Mapping[str, str]
    lengths: Mapping[str, tuple[int, int]]


def read_pattern(slug: str, reading: Reading, shared: Shared) -> Pattern:
    _check_names(slug, reading)
    at = reading.open(f"{slug}/pattern.yaml", PATTERN)
    sources = _sources(slug, reading, shared)
    limits = _limits(slug, reading, sources)
    scope = Scope(questions=shared.questions, limits=limits)
    ratings = reading.open(f"{slug}/ratings.yaml", RATINGS)
    constraints = reading.open(f"{slug}/constraints.yaml", CONSTRAINTS)
    bundles = read_bundles(f"{slug}/bundles", reading, scope)
    diagram = read_diagram(slug, reading)
    _check_mark(at)
    return Pattern(
        slug=slug,
        name=at.localized("name"),
        short_name=at.localized("short_name"),
        summary=at.localized("summary"),
        layer=at.choice("layer", Layer),
        colour=at.text("colour"),
        mark=at.text("mark"),
        services=tuple(_service(item) for item in at["services"].items()),
        features=tuple(_feature(item) for item in at["features"].items()),
        scenes=_statements(at["scenes"], shared),
        advantages=_statements(at["advantages"], shared),
        disadvantages=_statements(at["disadvantages"], shared),
        diagram=diagram.text,
        path=read_path(at["path"], diagram.participants, limits),
        limits=tuple((limits or {}).values()),
        ratings=read_ratings(ratings, shared.questions, sources),
        constraints=read_constraints(constraints, scope, sources),
        compositions=_compositions(at["composes_with"], slug, shared),
        practices=read_practices(
            at["best_practices"], shared.practices, bundles.bundles, bundles.parameters
        ),
        parameters=bundles.parameters,
        bundles=bundles.bundles,
        attention=bundles.attention,
        stamp=bundles.stamp,
    )


def _check_names(slug: str, reading: Reading) -> None:
    diagrams = tuple(f"diagram.{language}.mmd" for language in reading.languages)
    known = (*FILES, *diagrams, "bundles")
    for name in reading.files.names_in(slug):
        if name not in known:
            hint = known_words(name, known, "expected here")
            reading.files.report(f"{slug}/{name}", "unknown file", hint)


def _sources(slug: str, reading: Reading, shared: Shared) -> dict[str, Source] | None:
    at = reading.open_optional(f"{slug}/sources.yaml", SOURCES)
    own = read_sources(at)
    if shared.sources is None or (not at and reading.files.exists(f"{slug}/sources.yaml")):
        return None
    for source_id, item in at.entries():
        if source_id in shared.sources:
            item.report(f"source '{source_id}' stands in the shared sources.yaml", "one of the two")
    return {**shared.sources, **own}


def _limits(
    slug: str, reading: Reading, sources: Mapping[str, Source] | None
) -> dict[str, Limit] | None:
    at = reading.open(f"{slug}/limits.yaml", LIMITS)
    return read_limits(at, sources) if at else None


def _check_mark(at: Cursor) -> None:
    layer, mark = at.choice("layer", Layer), at.text("mark")
    others = [name for other, marks in MARKS.items() if other is not layer for name in marks]
    if at.text("layer") and mark in others:
        at["mark"].report(f"{mark} is not a mark of {layer}", f"one of {', '.join(MARKS[layer])}")


def _service(at: Cursor) -> Service:
    return Service(name=at.text("name"), role=at.localized("role"))


def _feature(at: Cursor) -> Feature:
    return Feature(title=at.localized("title"), text=at.localized("text"))


def _statements(at: Cursor, shared: Shared) -> tuple[LocalizedText, ...]:
    statements = list(at.items())
    for statement in statements:
        for language, text in statement.entries():
            _check_length(text, shared.lengths.get(language))
    return tuple(statement.as_localized() for statement in statements)


def _check_length(at: Cursor, bounds: tuple[int, int] | None) -> None:
    length = len(at.as_text())
    if bounds and length and not bounds[0] <= length <= bounds[1]:
        at.report(f"{length} characters", f"{bounds[0]} to {bounds[1]}")


def _compositions(at: Cursor, slug: str, shared: Shared) -> tuple[Composition, ...]:
    others = {other: other for other in shared.slugs if other != slug}
    for item in at.items():
        look_up(item["pattern"], item.text("pattern"), others, "other pattern")
    return tuple(
        Composition(
            pattern=item.text("pattern"),
            relation=item.choice("relation", Relation),
            note=item.localized("note"),
            transition=_transition(item),
        )
        for item in at.items()
    )


def _transition(at: Cursor) -> Transition | None:
    """Needed where this pattern gives way to the other, and out of place elsewhere."""
    moves = at.choice("relation", Relation) is Relation.REPLACED_BY
    for key in ("effort", "stays", "rewritten"):
        if moves and not at[key]:
            at.report(f"missing key '{key}'", "effort, stays and rewritten, of the move")
        elif at[key] and not moves:
            at[key].report(f"'{key}' with this relation", "leave it out, or replaced-by")
    if not moves:
        return None
    return Transition(
        effort=at.choice("effort", Effort),
        stays=at.localized("stays"),
        rewritten=at.localized("rewritten"),
    )
