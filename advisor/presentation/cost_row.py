"""One pattern's month in print: its total, and everything the total is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.translation import ngettext

from advisor.catalog.model import Pattern
from advisor.cost import Estimate, PatternCost, Workload, drivers
from advisor.presentation.cost_lines import EstimateView, estimate_view, oldest_of
from advisor.presentation.cost_sentences import driver_sentence
from advisor.presentation.cost_words import is_stale, money
from advisor.presentation.words import joined
from advisor.scoring.rounding import round_half_up


@dataclass(frozen=True, kw_only=True)
class PatternRow:
    pattern: Pattern
    cost: PatternCost
    workload: Workload
    language: str
    today: date
    excluded: bool
    lowest: bool
    yen_rate: Decimal | None

    @property
    def name(self) -> str:
        return self.pattern.short_name.in_language(self.language)

    @property
    def total(self) -> str | None:
        return None if self.cost.total is None else money(self.cost.total)

    @property
    def yen(self) -> str | None:
        if self.cost.total is None or self.yen_rate is None:
            return None
        return f"{round_half_up(Fraction(self.cost.total * self.yen_rate)):,}"

    @cached_property
    def cheapest(self) -> EstimateView | None:
        return self._view(self.cost.cheapest) if self.cost.cheapest else None

    @cached_property
    def additions(self) -> tuple[EstimateView, ...]:
        return tuple(map(self._view, self.cost.additions))

    @cached_property
    def others(self) -> tuple[EstimateView, ...]:
        return tuple(map(self._view, self.cost.others))

    @property
    def counted(self) -> tuple[EstimateView, ...]:
        return (*((self.cheapest,) if self.cheapest else ()), *self.additions)

    def _view(self, item: Estimate) -> EstimateView:
        return estimate_view(item, self.workload, self.language, self.today)

    @property
    def missing(self) -> str:
        """What has no price in the Region, for a pattern without a total."""
        if self.cost.priced:
            return ""
        views = self.counted if self.cheapest else self.others
        return joined(list(dict.fromkeys(m.name for view in views for m in view.missing)))

    @property
    def oldest(self) -> str | None:
        return oldest_of(item.oldest for item in self.cost.counted)

    @property
    def stale(self) -> bool:
        return is_stale(self.oldest, self.today)

    @property
    def assumptions(self) -> str:
        """How many of its lines have a price that was not read anywhere."""
        count = sum(item.assumed for item in self.cost.counted)
        if not count:
            return ""
        return ngettext("%(count)s price assumed", "%(count)s prices assumed", count) % {
            "count": count
        }

    @cached_property
    def drivers(self) -> tuple[str, ...]:
        found = drivers(self.cost, self.workload)
        return tuple(driver_sentence(item, self.cost.exact, self.language) for item in found)
