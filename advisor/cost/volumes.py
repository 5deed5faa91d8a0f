"""The levels of all patterns together, over every volume."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from advisor.catalog.cost_model import Advice
from advisor.cost.curve import CLOSE
from advisor.cost.spans import Level, Span, spans
from advisor.cost.workload import Workload


@dataclass(frozen=True, slots=True)
class AtVolume:
    """A volume, and the levels there before any cap; a pattern whose price lacks is absent."""

    number: Decimal
    levels: Mapping[str, int]


def at_every_volume(
    workload: Workload, advice: Advice, bands: Sequence[Decimal]
) -> tuple[AtVolume, ...]:
    """One volume for all with the same levels in the same band; nothing is rated at 0.

    Where several patterns change at every step, all combinations of their levels are given.
    """
    model, ways = workload.model, workload.model.by_pattern()
    volume = model.by_id[model.volume]
    low, high = float(volume.minimum), float(volume.maximum)
    rows = [spans(variants, workload, advice, low, high) for variants in ways.values()]
    found: dict[tuple[int, tuple[Level, ...]], Decimal] = {}
    for number, levels in _cells(rows, sorted(map(float, bands)), low, high):
        band = sum(number >= lower for lower in bands)
        for chosen in product(*levels):
            found.setdefault((band, chosen), number)
    at_nothing = [AtVolume(volume.minimum, {})] if not volume.minimum else []
    return (
        *at_nothing,
        *(
            AtVolume(number, {s: v for s, v in zip(ways, chosen, strict=True) if v is not None})
            for (_band, chosen), number in found.items()
        ),
    )


Cell = tuple[Decimal, list[frozenset[Level]]]


def _cells(
    rows: Sequence[tuple[Span, ...]], cuts: Sequence[float], low: float, high: float
) -> Iterator[Cell]:
    """Between all ends of spans, and at ends that several patterns share."""
    ends = {span.end for row in rows for span in row} | {cut for cut in cuts if low < cut < high}
    places, start = [0] * len(rows), low
    for end in sorted(ends):
        here = [row[place].levels for row, place in zip(rows, places, strict=True)]
        if end - start > CLOSE * end:
            yield Decimal((start + end) / 2), here
            start = end
        following = list(places)
        for index, row in enumerate(rows):
            while row[following[index]].end <= end * (1 + CLOSE) and following[index] + 1 < len(
                row
            ):
                following[index] += 1
        if sum(old != new for old, new in zip(places, following, strict=True)) > 1:
            both = zip(rows, places, following, strict=True)
            yield (
                Decimal(end),
                [frozenset().union(*(s.levels for s in row[a : b + 1])) for row, a, b in both],
            )
        places = following
