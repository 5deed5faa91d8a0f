"""Where a statement comes from, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from advisor.catalog.model import Source
from advisor.cost import oldest
from advisor.presentation.cost_words import is_stale
from advisor.presentation.ledger import LedgerLine, calculation_words
from advisor.presentation.markdown import link, plain
from advisor.presentation.summary import CheckView


def limit_words(check: CheckView) -> str:
    words = {
        "reason": plain(check.reason),
        "limit": plain(check.limit),
        "said": plain(check.said),
        "source": source_link(check.source),
    }
    if check.limit:
        return _("%(reason)s Limit: %(limit)s; answered: %(said)s (%(source)s)") % words
    return _("%(reason)s Answered: %(said)s (%(source)s)") % words


def origin_link(line: LedgerLine, today: date) -> str:
    """Every page a calculated line rests on, the one that weighs most first."""
    if line.calculation is None:
        return source_link(line.source)
    pages = [link(source.title, source.url) for source in line.calculation.sources]
    return "; ".join([calculation_words(line.calculation, today), *pages])


def counted_prices(lines: Iterable[LedgerLine], region: str, today: date) -> str:
    """Where and how old the prices behind `lines` are; "" where none is dated."""
    dates = [line.calculation.prices_as_of for line in lines if line.calculation]
    day = oldest(day for day in dates if day)
    if day is None:
        return ""
    words = {"date": day, "region": plain(region), "today": today.isoformat()}
    if is_stale(day, today):
        told = _(
            "Oldest price counted in: %(date)s, over 180 days old on %(today)s; Region: %(region)s"
        )
        return told % words
    return _("Oldest price counted in: %(date)s; Region: %(region)s") % words


def source_link(source: Source | None) -> str:
    if source is None:
        return _("our judgement")
    return link(f"{source.title}, {source.date}", source.url)
