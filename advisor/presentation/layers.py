"""What goes together with the pattern in front: behind it, before it, and later in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from advisor.analysis.model import AddOn, Later, Layers, Loss, Origin
from advisor.catalog.model import Catalog, Pattern
from advisor.presentation.numbers import plain_points, signed, unbroken
from advisor.presentation.words import effort_word, joined
from advisor.scoring import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """One neighbour. `net`, `gains` and `costs` are set for an addition only, `effort`, `stays`
    and `rewritten` for a move to it, `ruled_out` where the answers rule that out today."""

    pattern: Pattern
    name: str
    note: str
    net: str = ""
    gains: str = ""
    costs: str = ""
    effort: str = ""
    ruled_out: bool = False
    stays: str = ""
    rewritten: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayersView:
    pattern: Pattern
    name: str
    origins: tuple[LayerView, ...]
    add_ons: tuple[LayerView, ...]
    later: tuple[LayerView, ...]


def layers_view(catalog: Catalog, found: Iterable[Layers], language: str) -> tuple[LayersView, ...]:
    """Only what has something to say."""
    views = (_layers(catalog, layers, language) for layers in found)
    return tuple(view for view in views if view.origins or view.add_ons or view.later)


def _layers(catalog: Catalog, layers: Layers, language: str) -> LayersView:
    primary = _pattern(catalog, layers.primary)
    return LayersView(
        pattern=primary,
        name=primary.short_name.in_language(language),
        origins=tuple(_plain(catalog, item, language) for item in layers.origins),
        add_ons=tuple(_add_on(catalog, item, language) for item in layers.add_ons),
        later=tuple(_later(catalog, item, language) for item in layers.later),
    )


def _later(catalog: Catalog, item: Later, language: str) -> LayerView:
    view = replace(_plain(catalog, item, language), ruled_out=bool(item.limits))
    found = item.transition
    if found is None:
        return view
    return replace(
        view,
        effort=effort_word(found.effort),
        stays=unbroken(found.stays.in_language(language)),
        rewritten=unbroken(found.rewritten.in_language(language)),
    )


def _plain(catalog: Catalog, item: Origin | Later, language: str) -> LayerView:
    pattern = _pattern(catalog, item.pattern)
    return LayerView(
        pattern=pattern,
        name=pattern.short_name.in_language(language),
        note=unbroken(item.note.in_language(language)),
    )


def _add_on(catalog: Catalog, item: AddOn, language: str) -> LayerView:
    """Its gains and costs are rounded so that they add up to what it brings on balance."""
    pattern = _pattern(catalog, item.pattern)
    points = printed([part.points for part in (*item.gains, *item.costs)])
    gains, costs = points[: len(item.gains)], points[len(item.gains) :]
    return LayerView(
        pattern=pattern,
        name=pattern.short_name.in_language(language),
        note=unbroken(item.note.in_language(language)),
        net=signed(sum(points, Decimal(0))),
        gains=_listed(catalog, item.gains, gains, language),
        costs=_listed(catalog, item.costs, costs, language),
    )


def _listed(
    catalog: Catalog, items: Sequence[Loss], points: Sequence[Decimal], language: str
) -> str:
    by_id = catalog.questionnaire.by_id
    return joined(
        [
            f"{by_id[item.trait].label.in_language(language)} {plain_points(Fraction(own))}"
            for item, own in zip(items, points, strict=True)
        ]
    )


def _pattern(catalog: Catalog, slug: str) -> Pattern:
    found = catalog.pattern(slug)
    assert found is not None  # the analysis names patterns of this catalog only
    return found
