"""Which inputs of a cost model something is calculated from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.catalog.cost_model import CostModel, Formula, Variant
from advisor.catalog.formula import names_in


def inputs_of(
    model: CostModel, ways: Sequence[Variant], others: Iterable[Formula] = ()
) -> tuple[str, ...]:
    """The inputs, sorted, that the months of `ways` hang on, and the results of `others`."""
    looked_at = {name for formula in others for name in names_in(formula.node)}
    for variant in ways:
        looked_at |= {*variant.uses, *variant.lacks, *variant.needs, *variant.defaults}
        looked_at |= {name for f in variant.defaults.values() for name in names_in(f.node)}
        if variant.plan_replaces:
            looked_at |= {name for plan in model.plans for name in plan.allowances}
    for item in reversed(model.derived):
        if item.id in looked_at:
            looked_at |= names_in(item.formula.node)
    return tuple(sorted(looked_at & model.by_id.keys()))
