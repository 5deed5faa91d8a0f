"""Scoring against pymcdm and scikit-criteria on the same matrix.

Run by the Python of .tools/mcdm, so that all are timed in turn in one process.
"""

from __future__ import annotations

import warnings
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from advisor.analysis.analysis import matrix_of
from advisor.analysis.position import position
from advisor.evaluation.methods import Problem, problem
from advisor.questionnaire import Answers
from advisor.scoring import recommend
from scripts.mcdm import methods
from tests.bench.timing import Work, compare
from tests.bench.workload import every_point, shipped

LEVEL = 1e-9


def main() -> None:
    warnings.filterwarnings("ignore")
    catalog = shipped()
    answers: Answers = every_point(catalog)
    matrix = matrix_of(catalog.questionnaire, catalog.patterns)
    found = problem(recommend(catalog.questionnaire, catalog.patterns, answers))
    if found is None:
        raise RuntimeError("nothing to compare: every pattern is ruled out")
    floor = Work(
        name="ours from the answers: totals, limits, vetoes, first place",
        run=lambda: position(matrix, answers).first,
        calls=50,
    )
    whole = Work(
        name="ours with every ledger line and every constraint",
        run=lambda: recommend(catalog.questionnaire, catalog.patterns, answers),
        calls=10,
    )
    rows = np.array(found.rows)
    weights = np.array(found.weights) / sum(found.weights)
    packages = [
        Work(
            name=f"{name} ({_compared(found, method(rows, weights))})",
            run=partial(method, rows, weights),
            calls=20,
        )
        for name, method in methods().items()
    ]
    for ratio in compare(floor, whole, *packages):
        print(*ratio.lines(), sep="\n")


def _compared(found: Problem, scores: Any) -> str:
    same = _order(found.totals) == _order([float(score) for score in scores])
    return "the same order" if same else "another order"


def _order(values: Any) -> list[int]:
    gaps = (a - b for a, b in combinations(values, 2))
    return [0 if abs(gap) < LEVEL else 1 if gap > 0 else -1 for gap in gaps]


if __name__ == "__main__":
    main()
