"""An estimate as the page prints it: totals, lines, curve, sentences, and what may be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.catalog.cost_model import CostModel
from advisor.catalog.model import Catalog, Pattern
from advisor.cost import (
    Estimate,
    PairOrder,
    PatternCost,
    PatternCurve,
    Workload,
    estimates,
    kept_curves,
    oldest_price,
    pair_orders,
    pattern_costs,
)
from advisor.presentation.chart_frame import ChartData, Series, Turn
from advisor.presentation.cost_chart import cost_chart, volumes
from advisor.presentation.cost_row import PatternRow
from advisor.presentation.cost_sentences import MOST_SPELLED, order_sentences
from advisor.presentation.cost_words import about, dated_prices, is_stale, money, remarks
from advisor.presentation.words import joined, joined_names, listed


@dataclass(frozen=True, kw_only=True)
class TableRow:
    pattern: Pattern
    name: str
    excluded: bool
    cells: tuple[tuple[str, bool], ...]
    """Totals by column, each with whether it is the lowest of its column."""


@dataclass(frozen=True, kw_only=True)
class CostView:
    """Cost in one language. Everything expensive is made when it is first asked for."""

    catalog: Catalog
    workload: Workload
    language: str
    today: date
    excluded: frozenset[str]
    yen_rate: Decimal | None = None

    @property
    def model(self) -> CostModel:
        return self.workload.model

    @property
    def region(self) -> str:
        region = self.model.region(self.workload.region)
        return region.name.in_language(self.language) if region else self.workload.region

    @property
    def volume(self) -> str | None:
        """The volume in words."""
        value = self.workload.volume
        return None if value is None else about(value, self.language)

    # --- totals -------------------------------------------------------------------------

    @cached_property
    def costs(self) -> tuple[PatternCost, ...]:
        return tuple(pattern_costs(self._estimates, self._slugs))

    @cached_property
    def _estimates(self) -> tuple[Estimate, ...]:
        return estimates(self.workload)

    @cached_property
    def rows(self) -> tuple[PatternRow, ...]:
        """The patterns by total, those without one last."""
        ordered = sorted(self.costs, key=lambda cost: (cost.total is None, cost.total or 0))
        return tuple(self._row(cost) for cost in ordered)

    @property
    def headline(self) -> str:
        """Who costs least, or why nobody can be named."""
        if self.workload.volume is None:
            return _("Say how many requests a month there are, and every pattern gets a total.")
        lowest = [row for row in self.rows if row.lowest]
        if not lowest:
            return _("For %(region)s no pattern has all its prices.") % {"region": self.region}
        words = {
            "volume": self.volume,
            "name": joined_names([row.name for row in lowest]),
            "total": lowest[0].total,
            "currency": self.model.currency,
        }
        sentence = ngettext(
            "At %(volume)s requests a month %(name)s costs least: %(total)s %(currency)s.",
            "At %(volume)s requests a month %(name)s cost least: %(total)s %(currency)s.",
            len(lowest),
        )
        return sentence % words

    @cached_property
    def oldest(self) -> str | None:
        """The date of the oldest price used in any estimate, or at any volume of the chart."""
        return oldest_price(self._estimates, self.curves)

    @property
    def stale(self) -> bool:
        return is_stale(self.oldest, self.today)

    @property
    def notes(self) -> Iterator[str]:
        """What is to be known of the chart where it stands alone: numbers, Region and date."""
        yield from (f"{number}. {text}" for number, text in enumerate(self.sentences, 1))
        region = listed([self.region, self.model.currency, *dated_prices(self.oldest, self.today)])
        yield _("An estimate, not a quote: %(region)s") % {"region": region}

    @property
    def priced_regions(self) -> str:
        """Where there are totals, for a Region without any."""
        if self.workload.volume is None or any(row.total for row in self.rows):
            return ""
        elsewhere = [
            region.name.in_language(self.language)
            for region in self.model.regions
            if any(cost.priced for cost in self._costs_in(region.id))
        ]
        return joined(elsewhere)

    def _costs_in(self, region: str) -> Iterator[PatternCost]:
        return pattern_costs(estimates(replace(self.workload, region=region)), self._slugs)

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(remarks(self.workload))

    @property
    def axis(self) -> tuple[str, str]:
        """The ends of the curve in words."""
        low, high = (about(Fraction(end), self.language) for end in self.model.chart)
        return low, high

    @property
    def off_axis(self) -> str:
        """That the volume lies beyond the ends of the curve, where it does."""
        low, high = map(Fraction, self.model.chart)
        if self.workload.volume is None or low <= self.workload.volume <= high:
            return ""
        return _("Your volume, %(volume)s, lies outside the curve: %(low)s to %(high)s.") % {
            "volume": self.volume,
            "low": self.axis[0],
            "high": self.axis[1],
        }

    @property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(pattern.slug for pattern in self.catalog.patterns)

    @cached_property
    def _lowest(self) -> Decimal | None:
        """The lowest total of the patterns that the answers leave."""
        totals = (cost.total for cost in self.costs if cost.pattern not in self.excluded)
        return min((total for total in totals if total is not None), default=None)

    def _row(self, cost: PatternCost) -> PatternRow:
        pattern = self.catalog.pattern(cost.pattern)
        assert pattern is not None  # costs are read from patterns' folders
        excluded = cost.pattern in self.excluded
        return PatternRow(
            pattern=pattern,
            cost=cost,
            workload=self.workload,
            language=self.language,
            today=self.today,
            excluded=excluded,
            lowest=cost.total is not None and cost.total == self._lowest and not excluded,
            yen_rate=self.yen_rate,
        )

    # --- the curve ----------------------------------------------------------------------

    @cached_property
    def curves(self) -> tuple[PatternCurve, ...]:
        return kept_curves(self.workload, self._slugs)

    @cached_property
    def orders(self) -> tuple[PairOrder, ...]:
        """The pairs whose order by cost turns somewhere on the axis."""
        return pair_orders(self.curves)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """One for each of `orders`."""
        return order_sentences(self.orders, self.catalog, self.excluded, self.language)

    @cached_property
    def chart(self) -> SafeString:
        return cost_chart(self._chart_data)

    @cached_property
    def narrow_chart(self) -> SafeString:
        return cost_chart(self._chart_data, narrow=True)

    @cached_property
    def _chart_data(self) -> ChartData:
        volume = self.workload.volume
        by_slug = {curve.pattern: curve for curve in self.curves}
        return ChartData(
            series=tuple(self._series(curve) for curve in self.curves),
            turns=tuple(
                turn
                for number, order in enumerate(self.orders, 1)
                for turn in _turns(number, order, by_slug[order.first])
            ),
            volume=float(volume) if volume else None,
            volume_label=_("yours, %(volume)s") % {"volume": self.volume},
            axis_label=_("requests a month"),
            currency=self.model.currency,
            description=_(
                "Monthly cost by requests a month, both axes logarithmic. Numbers in the table."
            ),
            language=self.language,
        )

    def _series(self, curve: PatternCurve) -> Series:
        pattern = self.catalog.pattern(curve.pattern)
        assert pattern is not None  # curves are read from patterns' folders
        return Series(
            name=pattern.short_name.in_language(self.language),
            colour=pattern.colour,
            mark=pattern.mark,
            excluded=curve.pattern in self.excluded,
            places=tuple((volume, curve.at(volume)) for volume in volumes(*self.model.chart)),
        )

    # --- the table ----------------------------------------------------------------------

    @cached_property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The volumes of the table, each with whether it is the reader's own."""
        own = self.workload.volume
        return tuple((about(volume, self.language), volume == own) for volume in self._places)

    @cached_property
    def _places(self) -> tuple[Fraction, ...]:
        low, high = map(Fraction, self.model.chart)
        places = {low}
        while max(places) * 10 <= high:
            places.add(max(places) * 10)
        own = self.workload.volume
        if own is not None and low <= own <= high:
            places.add(own)
        return tuple(sorted(places))

    @property
    def table(self) -> Iterator[TableRow]:
        totals: dict[str, list[Decimal]] = {curve.pattern: [] for curve in self.curves}
        for volume in self._places:
            there = pattern_costs(estimates(self.workload.at(volume)), tuple(totals))
            for cost in there:
                totals[cost.pattern].append(cost.total or Decimal(0))
        for slug, own in totals.items():
            pattern = self.catalog.pattern(slug)
            assert pattern is not None  # curves are read from patterns' folders
            yield TableRow(
                pattern=pattern,
                name=pattern.short_name.in_language(self.language),
                excluded=slug in self.excluded,
                cells=tuple(_cells(own, list(totals.values()))),
            )

    @property
    def not_modelled(self) -> tuple[str, ...]:
        return tuple(text.in_language(self.language) for text in self.model.not_modelled)


def _cells(own: Sequence[Decimal], all_: Sequence[Sequence[Decimal]]) -> Iterator[tuple[str, bool]]:
    for index, total in enumerate(own):
        yield money(total), total == min(other[index] for other in all_)


def _turns(number: int, order: PairOrder, curve: PatternCurve) -> Iterator[Turn]:
    """Numbered at both ends; what is between them is not marked where the sentence counts it."""
    ends = (order.turns[0], order.turns[-1])
    shown = order.turns if len(order.turns) <= MOST_SPELLED else ends
    for turn in shown:
        own = number if turn in ends else None
        yield Turn(number=own, volume=turn.volume, cost=curve.at(turn.volume))
