"""Curves that were worked out before: they hang on few inputs, and not on the volume."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Final

from advisor.catalog.cost_model import CostModel
from advisor.cost.pattern_curve import PatternCurve, pattern_curves
from advisor.cost.standing import standing
from advisor.cost.workload import Workload

MOST_KEPT: Final = 64

_kept: OrderedDict[Hashable, tuple[CostModel, tuple[PatternCurve, ...]]] = OrderedDict()


def kept_curves(workload: Workload, patterns: Sequence[str]) -> tuple[PatternCurve, ...]:
    """As `pattern_curves`; the latest are kept."""
    model = workload.model
    key = _key(workload, patterns)
    known = _kept.get(key)
    if known is not None and known[0] is model:
        _kept.move_to_end(key)
        return known[1]
    curves = pattern_curves(workload, patterns)
    _kept[key] = (model, curves)
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return curves


def _key(workload: Workload, patterns: Sequence[str]) -> Hashable:
    """All that a curve hangs on, but the model itself."""
    model = workload.model
    others = (pair for pair in workload.values.items() if pair[0] != model.volume)
    return (
        workload.region,
        workload.flat_rate,
        frozenset(others),
        tuple(standing(variant, workload) for variant in model.variants),
        tuple(patterns),
    )
