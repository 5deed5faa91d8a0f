"""What a month costs: prices and formulas of the catalog, inputs from the answers. Pure."""

from advisor.cost.advice import CostRatings, cost_ratings, stated, with_cost
from advisor.cost.comparison import PatternCost, pattern_costs
from advisor.cost.computed import ComputedRatings
from advisor.cost.drivers import Driver, drivers
from advisor.cost.estimate import (
    Estimate,
    Line,
    Missing,
    estimates,
    oldest,
)
from advisor.cost.kept import kept_curves
from advisor.cost.orders import BreakEven, PairOrder, Stretch, break_evens, pair_orders
from advisor.cost.pattern_curve import PatternCurve, oldest_price, pattern_curves
from advisor.cost.printed import cents
from advisor.cost.standing import Standing, unserved
from advisor.cost.workload import (
    RESERVED,
    VARIANT,
    Fault,
    FaultCode,
    InputValue,
    Origin,
    Request,
    Workload,
    choosable,
    cost_keys,
    read_request,
    workload,
)

__all__ = [
    "RESERVED",
    "VARIANT",
    "BreakEven",
    "ComputedRatings",
    "CostRatings",
    "Driver",
    "Estimate",
    "Fault",
    "FaultCode",
    "InputValue",
    "Line",
    "Missing",
    "Origin",
    "PairOrder",
    "PatternCost",
    "PatternCurve",
    "Request",
    "Standing",
    "Stretch",
    "Workload",
    "break_evens",
    "cents",
    "choosable",
    "cost_keys",
    "cost_ratings",
    "drivers",
    "estimates",
    "kept_curves",
    "oldest",
    "oldest_price",
    "pair_orders",
    "pattern_costs",
    "pattern_curves",
    "read_request",
    "stated",
    "unserved",
    "with_cost",
    "workload",
]
