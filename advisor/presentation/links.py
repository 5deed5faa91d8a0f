"""Links that make a change and keep what was said of cost beside the answers."""

from __future__ import annotations

from urllib.parse import urlencode

from advisor.catalog.model import Catalog
from advisor.cost import Request
from advisor.questionnaire import Answers
from advisor.questionnaire.link import to_pairs


def link_query(catalog: Catalog, request: Request | None, answers: Answers) -> str:
    """The query string of `answers` with the Region, inputs and variants of `request`."""
    if request is None or catalog.cost is None:
        return urlencode(to_pairs(answers))
    default = catalog.cost.regions[0].id
    region = [("region", request.region)] if request.region != default else []
    own = answers.by_trait.keys()
    beside = [pair for pair in request.pairs if pair[0] not in own]
    return urlencode(sorted([*to_pairs(answers), *beside, *region], key=lambda pair: pair[0]))
