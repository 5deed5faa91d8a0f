"""What a month costs: prices and formulas of the catalog, inputs from the answers. Pure."""

from advisor.cost.advice import CostRatings, cost_ratings, with_cost
from advisor.cost.comparison import (
    BreakEven,
    PatternCost,
    PatternCurve,
    break_evens,
    pattern_costs,
    pattern_curves,
)
from advisor.cost.drivers import Driver, drivers
from advisor.cost.estimate import Estimate, Line, cents, estimates, oldest
from advisor.cost.workload import (
    RESERVED,
    Fault,
    FaultCode,
    InputValue,
    Origin,
    Request,
    Workload,
    cost_keys,
    read_request,
    workload,
)

__all__ = [
    "RESERVED",
    "BreakEven",
    "CostRatings",
    "Driver",
    "Estimate",
    "Fault",
    "FaultCode",
    "InputValue",
    "Line",
    "Origin",
    "PatternCost",
    "PatternCurve",
    "Request",
    "Workload",
    "break_evens",
    "cents",
    "cost_keys",
    "cost_ratings",
    "drivers",
    "estimates",
    "oldest",
    "pattern_costs",
    "pattern_curves",
    "read_request",
    "with_cost",
    "workload",
]
