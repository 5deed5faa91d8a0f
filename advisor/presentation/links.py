"""Links that make a change and keep everything else that the link says."""

from __future__ import annotations

from urllib.parse import urlencode

from advisor.catalog.model import Catalog
from advisor.cost import Request
from advisor.questionnaire import Answers
from advisor.questionnaire.link import Pairs, to_pairs


def beside(catalog: Catalog, request: Request | None) -> Pairs:
    """The Region, inputs, switches and variants of `request`, as a link has them."""
    if request is None or catalog.cost is None:
        return ()
    default = catalog.cost.regions[0].id
    region = (("region", request.region),) if request.region != default else ()
    return (*request.pairs, *region)


def link_query(kept: Pairs, answers: Answers) -> str:
    """The query string of `answers`, with those of `kept` that are no answer of theirs."""
    own = answers.by_trait.keys()
    others = [pair for pair in kept if pair[0] not in own]
    return urlencode(sorted([*to_pairs(answers), *others], key=lambda pair: pair[0]))
