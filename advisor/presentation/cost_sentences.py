"""What the curves and the drivers say, in sentences."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from advisor.catalog.cost_model import Variant
from advisor.catalog.model import Catalog
from advisor.cost import Driver, PairOrder, Stretch
from advisor.presentation.cost_words import apart, decimal_of, signed_money, signed_percent
from advisor.presentation.numbers import quantity, with_unit
from advisor.presentation.words import joined, listed, sentences

MOST_SPELLED: Final = 6
"""Turns of order between two patterns that are said and drawn one by one."""


def short_name(catalog: Catalog, slug: str, language: str) -> str:
    pattern = catalog.pattern(slug)
    return slug if pattern is None else pattern.short_name.in_language(language)


def order_sentences(
    orders: Iterable[PairOrder], catalog: Catalog, excluded: Container[str], language: str
) -> tuple[str, ...]:
    """For each pair, who costs less at which volumes; `excluded` patterns are marked as such."""
    return tuple(_Pair(order, catalog, excluded, language).sentence for order in orders)


class _Pair:
    """One pair's sentence. It holds at every volume of the axis, up to rounding."""

    def __init__(
        self, order: PairOrder, catalog: Catalog, excluded: Container[str], language: str
    ) -> None:
        self._order, self._catalog = order, catalog
        self._excluded, self._language = excluded, language
        volumes = sorted({*(turn.volume for turn in order.turns), *_ends(order.equal)})
        texts = apart([Fraction(volume) for volume in volumes], language)
        self._said = dict(zip(volumes, texts, strict=True))
        names = map(self._named, (order.first, order.second), order.variants)
        self._names = dict(zip((order.first, order.second), names, strict=True))

    @property
    def sentence(self) -> str:
        told = sentences([self._main % self._words, self._exception])
        return told.replace("） ", "）")

    @property
    def _main(self) -> str:
        turns = self._order.turns
        if len(turns) == 1:
            return self._once
        if len(turns) == 2:
            return _(
                "Between about %(low)s and %(high)s requests a month %(second)s costs less than"
                " %(first)s; below and above, %(first)s costs less."
            )
        if len(turns) <= MOST_SPELLED:
            return _(
                "%(second)s costs less than %(first)s %(stretches)s requests a month; at all other"
                " volumes %(first)s costs less."
            )
        return _(
            "Between about %(low)s and %(high)s requests a month %(first)s and %(second)s change"
            " places %(count)s times; below, %(first)s costs less, and above, %(last)s."
        )

    @property
    def _once(self) -> str:
        if self._order.turns[0].at_step:
            return _(
                "Up to about %(low)s requests a month %(first)s costs less than %(second)s; there"
                " one of them rises by a step, and it is the other way round."
            )
        return _("Below about %(low)s requests a month %(first)s costs less than %(second)s.")

    @property
    def _words(self) -> dict[str, str | int]:
        order = self._order
        return {
            "first": self._names[order.first],
            "second": self._names[order.second],
            "last": self._names[order.last],
            "low": self._said[order.turns[0].volume],
            "high": self._said[order.turns[-1].volume],
            "count": len(order.turns),
            "stretches": joined([self._stretch(item) for item in order.where_second]),
        }

    @property
    def _exception(self) -> str:
        if not self._order.equal:
            return ""
        stretches = joined([self._stretch(item) for item in self._order.equal])
        return _("The exception: %(stretches)s both cost the same.") % {"stretches": stretches}

    def _stretch(self, item: Stretch) -> str:
        if item.low is None:
            return _("up to about %(high)s") % {"high": self._said[item.high or 0]}
        if item.high is None:
            return _("above about %(low)s") % {"low": self._said[item.low]}
        words = {"low": self._said[item.low], "high": self._said[item.high]}
        return _("from about %(low)s to %(high)s") % words

    def _named(self, slug: str, variant: Variant | None) -> str:
        """The pattern, with its variant where it has several but needs only one of them."""
        name = short_name(self._catalog, slug, self._language)
        assert self._catalog.cost is not None  # whatever is ordered is priced
        whole = [v for v in self._catalog.cost.of_pattern(slug) if v.counting is None]
        remarks = [
            *([variant.name.in_language(self._language)] if variant and len(whole) > 1 else []),
            *([_("ruled out")] if slug in self._excluded else []),
        ]
        if not remarks:
            return name
        return _("%(name)s (%(variant)s)") % {"name": name, "variant": listed(remarks)}


def _ends(stretches: Iterable[Stretch]) -> Iterator[float]:
    for item in stretches:
        yield from (end for end in (item.low, item.high) if end is not None)


def driver_sentence(driver: Driver, total: Fraction | None, language: str) -> str:
    """“Average duration at 120 ms: +0.50 (+4%)”; `total` is the month as it is."""
    item = driver.input
    unit = item.unit_name.in_language(language) if item.unit_name else ""
    number = quantity(decimal_of(driver.value), None, language)
    return _("%(label)s at %(value)s: %(change)s") % {
        "label": item.label.in_language(language),
        "value": with_unit(number, unit) if unit else number,
        "change": _change(driver, total),
    }


def _change(driver: Driver, total: Fraction | None) -> str:
    amount = signed_money(driver.change)
    if not total:
        return amount
    return _("%(amount)s (%(share)s)") % {
        "amount": amount,
        "share": signed_percent(driver.change / total),
    }
