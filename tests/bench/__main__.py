"""`python -m tests.bench`, as `make bench` runs it. Words name the benchmarks to run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Final

from tests.bench import analysis, cost, engine, growth, packages, server
from tests.bench.timing import Ratio

BENCHMARKS: Final[Mapping[str, Callable[[], list[Ratio]]]] = {
    "scoring": engine.scoring,
    "packages": packages.compared,
    "growth": growth.growth,
    "analysis": analysis.whole,
    "cost": cost.curve,
    "pages": server.pages,
}


def main(words: list[str]) -> int:
    unknown = [word for word in words if word not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {unknown[0]!r}. There are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print("Time as a multiple of a floor measured in turn: median [quartiles] over the rounds.")
    for name in words or BENCHMARKS:
        print(f"\n{name}", flush=True)
        for ratio in BENCHMARKS[name]():
            print(*ratio.lines(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
