"""Any workload that the inputs' own ranges allow, ends included."""

from __future__ import annotations

from decimal import Decimal
from math import log10
from typing import Any

from hypothesis import strategies as st

from advisor.catalog.cost_model import Input
from tests.cost.pricing import SHIPPED, catalog_in, model_of

MODEL = model_of(catalog_in(SHIPPED))
REGIONS = tuple(region.id for region in MODEL.regions)
MOST_REQUESTS = 2_000_000_000


def any_inputs() -> st.SearchStrategy[dict[str, Any]]:
    """As in a link: a volume, and any of the other inputs and switches."""
    others = {item.id: _numbers(item) for item in MODEL.inputs if item.id != MODEL.volume}
    switch = st.sampled_from(("on", "off"))
    return st.fixed_dictionaries(
        {MODEL.volume: st.one_of(st.integers(0, 1000), st.integers(0, MOST_REQUESTS))},
        optional={
            "region": st.sampled_from(REGIONS),
            "flat_rate": switch,
            "free_allowances": switch,
            **others,
        },
    )


def _numbers(item: Input) -> st.SearchStrategy[str]:
    """Its ends, its default, and numbers of every size between."""
    ends = [item.minimum, item.maximum]
    known = [number for number in (*ends, item.default, item.allowance) if number is not None]
    between = st.floats(_size(item.minimum), _size(item.maximum)).map(lambda size: 10**size)
    return st.one_of(st.sampled_from(known), between.map(lambda found: _within(item, found))).map(
        lambda number: f"{number:f}"
    )


def _size(number: Decimal) -> float:
    return log10(max(number, Decimal("0.001")))


def _within(item: Input, found: float) -> Decimal:
    number = Decimal(round(found)) if item.whole else Decimal(f"{found:.6f}")
    return min(max(number, item.minimum), item.maximum)
