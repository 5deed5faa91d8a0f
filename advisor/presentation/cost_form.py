"""What may be changed on the cost page, with the value in use and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.catalog.cost_model import Counting, Variant
from advisor.catalog.model import Catalog, Pattern
from advisor.cost import InputValue, Workload, choosable
from advisor.presentation.cost_words import figure, origin_text

LEADING = 4
"""So many inputs stand open; the others fold away until one of them is set."""


@dataclass(frozen=True, kw_only=True)
class InputRow:
    id: str
    label: str
    meaning: str
    unit: str
    typed: str
    used: str
    origin: str
    wrong: bool


@dataclass(frozen=True, kw_only=True)
class RegionChoice:
    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class VariantChoice:
    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class PatternChoice:
    """The ways to build one pattern; none chosen is the cheapest."""

    id: str
    name: str
    variants: tuple[VariantChoice, ...]


@dataclass(frozen=True, kw_only=True)
class CostForm:
    """`typed` holds raw values by key, so that a wrong one comes back to be put right.

    `kept` are the link's other pairs, which the form hands on.
    """

    catalog: Catalog
    workload: Workload
    language: str
    typed: Mapping[str, str]
    wrong: frozenset[str]
    kept: tuple[tuple[str, str], ...]

    @property
    def regions(self) -> tuple[RegionChoice, ...]:
        return tuple(
            RegionChoice(
                id=region.id,
                name=region.name.in_language(self.language),
                chosen=region.id == self.workload.region,
            )
            for region in self.workload.model.regions
        )

    @property
    def patterns(self) -> tuple[PatternChoice, ...]:
        """The patterns that can be built in several ways."""
        found = (self._choice(pattern, optional=False) for pattern in self.catalog.patterns)
        return tuple(item for item in found if item.variants)

    @property
    def additions(self) -> tuple[PatternChoice, ...]:
        """The patterns with additions that count when they are chosen."""
        found = (self._choice(pattern, optional=True) for pattern in self.catalog.patterns)
        return tuple(item for item in found if item.variants)

    def _choice(self, pattern: Pattern, *, optional: bool) -> PatternChoice:
        variants = [
            VariantChoice(
                id=item.id,
                name=self._named(item, pattern)
                if optional
                else item.name.in_language(self.language),
                chosen=item.id in self.workload.variants,
            )
            for item in choosable(self.workload.model).values()
            if item.pattern == pattern.slug and (item.counting is Counting.OPTIONAL) is optional
        ]
        return PatternChoice(
            id=pattern.slug,
            name=pattern.short_name.in_language(self.language),
            variants=tuple(variants),
        )

    def _named(self, variant: Variant, pattern: Pattern) -> str:
        return _("%(name)s (%(variant)s)") % {
            "name": variant.name.in_language(self.language),
            "variant": pattern.short_name.in_language(self.language),
        }

    @property
    def rows(self) -> tuple[InputRow, ...]:
        return tuple(self._row(item) for item in self.workload.inputs.values())

    @property
    def leading(self) -> tuple[InputRow, ...]:
        return self.rows[:LEADING]

    @property
    def folded(self) -> tuple[InputRow, ...]:
        return self.rows[LEADING:]

    @property
    def unfolded(self) -> bool:
        return any(row.typed for row in self.folded)

    def _row(self, item: InputValue) -> InputRow:
        own = item.input
        return InputRow(
            id=own.id,
            label=own.label.in_language(self.language),
            meaning=own.meaning.in_language(self.language),
            unit=own.unit_name.in_language(self.language) if own.unit_name else "",
            typed=self.typed.get(own.id, ""),
            used=self._used(item),
            origin=""
            if item.value is None
            else origin_text(item, self.catalog.questionnaire, self.language),
            wrong=own.id in self.wrong,
        )

    def _used(self, item: InputValue) -> str:
        if item.value is not None:
            return figure(item.value)
        if item.input.id == self.workload.model.volume:
            return _("not given")
        return _("by variant")
