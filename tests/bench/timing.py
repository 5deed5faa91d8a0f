"""Measures a subject against a floor. Seconds alone say nothing on a machine that others use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

ROUNDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something to measure; `calls` of it are timed together in a round."""

    name: str
    run: Callable[[], object]
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Time of `name` over time of `floor`: median and quartiles over the rounds."""

    name: str
    floor: str
    seconds: float
    floor_seconds: float
    low: float
    middle: float
    high: float

    def lines(self) -> Iterator[str]:
        yield f"  {self.name}"
        yield f"    {self.middle:8.2f} x {self.floor}   [{self.low:.2f} to {self.high:.2f}]"
        yield (
            f"    {milliseconds(self.seconds)} against {milliseconds(self.floor_seconds)}; "
            f"as a rate {1 / self.middle:.3f} of the floor's"
        )


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.3f} ms"


def compare(floor: Work, *subjects: Work, rounds: int = ROUNDS) -> list[Ratio]:
    """Times floor and subjects one after another in each round, after one round unmeasured."""
    works = (floor, *subjects)
    for work in works:
        once(work)
    times = [[once(work) for work in works] for _ in range(rounds)]
    return [ratio(floor, work, times, index) for index, work in enumerate(works) if index]


def once(work: Work) -> float:
    """Seconds of one call, as the mean of `work.calls`."""
    start = perf_counter()
    for _ in range(work.calls):
        work.run()
    return (perf_counter() - start) / work.calls


def ratio(floor: Work, work: Work, times: list[list[float]], index: int) -> Ratio:
    """A ratio for each round first, then their median: drift of the machine falls out."""
    low, middle, high = quantiles([row[index] / row[0] for row in times], n=4)
    return Ratio(
        name=work.name,
        floor=floor.name,
        seconds=median(row[index] for row in times),
        floor_seconds=median(row[0] for row in times),
        low=low,
        middle=middle,
        high=high,
    )
