"""Where a statement comes from, in Markdown."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advisor.catalog.model import Source
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


def origin_link(line: LedgerLine) -> str:
    """Every page a calculated line rests on, the one that weighs most first."""
    if line.calculation is None:
        return source_link(line.source)
    pages = [link(source.title, source.url) for source in line.calculation.sources]
    return "; ".join([calculation_words(line.calculation), *pages])


def source_link(source: Source | None) -> str:
    if source is None:
        return _("our judgement")
    return link(f"{source.title}, {source.date}", source.url)
