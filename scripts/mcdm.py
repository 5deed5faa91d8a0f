"""Scores of pymcdm and scikit-criteria for decision matrices. Run by the Python of .tools/mcdm.

Reads a JSON list of {"weights": [...], "rows": [[...], ...]} and prints, by method, a list of
scores for each of them; every criterion is a benefit, and the highest score is best.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

warnings.filterwarnings("ignore")


def untouched(values: Any, *, cost: bool) -> Any:
    """No normalisation: the values have one scale already."""
    return values


def methods() -> dict[str, Callable[[Any, Any], Any]]:
    """Each takes the matrix and weights that add up to 1."""
    from pymcdm.methods import TOPSIS, WSM
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    fixed, by_sum, topsis = WSM(normalization_function=untouched), WSM(), TOPSIS()
    model = WeightedSumModel()

    def benefits(matrix: Any) -> Any:
        return np.ones(matrix.shape[1])

    return {
        "pymcdm-wsm": lambda rows, weights: fixed(rows, weights, benefits(rows)),
        "pymcdm-wsm-by-sum": lambda rows, weights: by_sum(rows + 1, weights, benefits(rows)),
        "pymcdm-topsis": lambda rows, weights: topsis(rows, weights, benefits(rows)),
        "scikit-criteria-wsm": lambda rows, weights: (
            model.evaluate(mkdm(rows, [max] * rows.shape[1], weights=weights)).e_.score
        ),
    }


def scores(problem: dict[str, Any], method: Callable[[Any, Any], Any]) -> list[float]:
    rows = np.array(problem["rows"], dtype=float)
    weights = np.array(problem["weights"], dtype=float)
    return [float(score) for score in method(rows, weights / weights.sum())]


def main() -> None:
    problems = json.load(sys.stdin)
    found = {
        name: [scores(problem, method) for problem in problems]
        for name, method in methods().items()
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
