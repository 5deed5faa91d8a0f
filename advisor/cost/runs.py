"""Stretches of one input in each of which no level changes while the other inputs stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce

from advisor.catalog.cost_model import Advice, CostModel
from advisor.catalog.formula import Node, Operation, names_in
from advisor.cost.inputs import inputs_of
from advisor.cost.spans import Span, spans
from advisor.cost.workload import Workload

Interval = tuple[float, float]

FEWEST_DIGITS, MOST_DIGITS = 2, 7
"""Ends are told in as few digits as they can; what is narrower than the most can tell is left."""

MOST_KEPT = 2_000
"""Walks of one pattern that are kept; beyond, they are forgotten and walked anew."""

SLACK = 1e-9
"""Relative to their size, so far inside their ends floats are taken for exact."""


class SpanTable:
    """The spans of one cost model's patterns along some inputs, kept by what they hang on."""

    def __init__(self, model: CostModel, advice: Advice) -> None:
        self._advice = advice
        self._ways = model.by_pattern()
        self._inputs = {
            slug: inputs_of(model, ways, [advice.reference]) for slug, ways in self._ways.items()
        }
        self._found: dict[tuple[object, ...], tuple[Span, ...]] = {}

    def rows(
        self, workload: Workload, along: frozenset[str], low: float, high: float
    ) -> Iterator[tuple[Span, ...]]:
        """One for each pattern. Workloads differ in nothing but inputs."""
        for slug, ways in self._ways.items():
            values = ((name, workload.inputs[name].value) for name in self._inputs[slug])
            key = (slug, low, high, *[name if name in along else value for name, value in values])
            if key not in self._found:
                if len(self._found) >= MOST_KEPT:
                    self._found.clear()
                self._found[key] = spans(ways, workload, self._advice, low, high, along=along)
            yield self._found[key]


def runs(
    rows: Iterable[Sequence[Span]], low: float, high: float
) -> tuple[tuple[Decimal, Decimal], ...]:
    """First and last number of each stretch between `low` and `high`, from small to large.

    `rows` are the spans of each pattern. Between two stretches levels change, or hang on steps too
    narrow to tell.
    """
    intervals = [
        [(span.start, span.end) for span in found if len(span.levels) == 1] for found in rows
    ]
    told = (_told(*interval) for interval in reduce(_common, intervals, [(low, high)]))
    return tuple(ends for ends in told if ends is not None)


def is_straight(model: CostModel, advice: Advice, along: frozenset[str]) -> bool:
    """Whether every formula is made of straight lines along these inputs.

    Along the volume it is: the reader of the catalog sees to it.
    """
    if along == {model.volume}:
        return True
    follows = set(along)
    for name, node in _formulas(model, advice):
        if not _bends_only(node, follows):
            return False
        if names_in(node) & follows:
            follows.add(name)
    return True


def _formulas(model: CostModel, advice: Advice) -> Iterator[tuple[str, Node]]:
    """With the names they stand for, after those they use."""
    yield from ((item.id, item.formula.node) for item in model.derived)
    for variant in model.variants:
        yield from ((item.id, item.formula.node) for item in variant.derived)
        yield from ((name, formula.node) for name, formula in variant.defaults.items())
        yield from (("", item.quantity.node) for item in variant.items)
    yield "", advice.reference.node


def _bends_only(node: Node, follows: set[str]) -> bool:
    """Whether nothing that follows the number is multiplied with such, or divides."""
    if not isinstance(node, Operation):
        return True
    moving = [bool(names_in(operand) & follows) for operand in node.operands]
    if (node.name == "*" and sum(moving) > 1) or (node.name == "/" and any(moving[1:])):
        return False
    return all(_bends_only(operand, follows) for operand in node.operands)


def _common(one: list[Interval], other: list[Interval]) -> list[Interval]:
    """What lies in an interval of both, cut wherever one of them begins anew."""
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return found


def _told(start: float, end: float) -> tuple[Decimal, Decimal] | None:
    low, high = Decimal(start * (1 + SLACK)), Decimal(end * (1 - SLACK))
    for digits in range(FEWEST_DIGITS, MOST_DIGITS + 1):
        first, last = _rounded(low, digits, ROUND_CEILING), _rounded(high, digits, ROUND_FLOOR)
        if first <= last:
            return first, last
    return None


def _rounded(number: Decimal, digits: int, rounding: str) -> Decimal:
    if not number:
        return number
    step = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return (number / step).to_integral_value(rounding) * step
