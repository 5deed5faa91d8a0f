"""A pattern's whole entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.catalog.model import Catalog, Limit, Pattern, Practice, Relation, Source
from advisor.presentation.handover import PlaceView, places, status_word
from advisor.presentation.request_path import PathView, path_view
from advisor.presentation.sequence import SequenceView, sequence_view


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeView:
    title: str
    text: str
    here: str
    status: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeGroupView:
    title: str
    practices: tuple[PracticeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourView:
    """Another pattern, and how this one stands to it."""

    pattern: Pattern
    relation: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitGroup:
    """Limits that stand on the same page of the provider."""

    source: Source
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    pattern: Pattern
    number: int
    count: int
    diagram: SequenceView
    figure_name: str
    path: PathView | None
    path_name: str
    limit_groups: tuple[LimitGroup, ...]
    practices: tuple[PracticeGroupView, ...]
    neighbours: tuple[NeighbourView, ...]


def entry_view(catalog: Catalog, pattern: Pattern, language: str) -> EntryView:
    return EntryView(
        pattern=pattern,
        number=catalog.patterns.index(pattern) + 1,
        count=len(catalog.patterns),
        diagram=diagram_of(pattern, language),
        figure_name=f"sequence-{pattern.slug}",
        path=path_view(pattern, language),
        path_name=f"path-{pattern.slug}",
        limit_groups=_limit_groups(pattern.limits),
        practices=_practices(catalog, pattern, language),
        neighbours=tuple(
            NeighbourView(
                pattern=other,
                relation=relation_word(composition.relation),
                note=composition.note.in_language(language),
            )
            for composition in pattern.compositions
            if (other := catalog.pattern(composition.pattern)) is not None
        ),
    )


def _limit_groups(limits: Sequence[Limit]) -> tuple[LimitGroup, ...]:
    """Groups and their limits in the order of the catalog."""
    by_source: dict[str, list[Limit]] = {}
    for limit in limits:
        by_source.setdefault(limit.source.url, []).append(limit)
    return tuple(
        LimitGroup(source=members[0].source, limits=tuple(members))
        for members in by_source.values()
    )


def diagram_of(pattern: Pattern, language: str) -> SequenceView:
    title = _("Sequence of one request: %(name)s") % {"name": pattern.name.in_language(language)}
    own = frozenset(node for stop in pattern.path if stop.own for node in stop.nodes)
    return sequence_view(pattern.diagram.in_language(language), title, own)


def relation_word(relation: Relation) -> str:
    """How the entry's pattern stands to the one it names."""
    return {
        Relation.IN_FRONT_OF: _("goes behind this"),
        Relation.BEHIND: _("goes in front"),
        Relation.REPLACED_BY: _("takes over"),
    }[relation]


def _practices(catalog: Catalog, pattern: Pattern, language: str) -> tuple[PracticeGroupView, ...]:
    groups = (
        PracticeGroupView(
            title=group.title.in_language(language),
            practices=tuple(
                _practice(pattern, practice, language)
                for practice in group.practices
                if practice.id in pattern.practices
            ),
        )
        for group in catalog.practice_groups
    )
    return tuple(group for group in groups if group.practices)


def _practice(pattern: Pattern, practice: Practice, language: str) -> PracticeView:
    stands = pattern.practices[practice.id]
    return PracticeView(
        title=practice.title.in_language(language),
        text=practice.text.in_language(language),
        here=stands.here.in_language(language),
        status=status_word(stands.status),
        places=places(pattern, stands),
    )
