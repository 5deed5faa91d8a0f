"""How scoring grows with patterns and questions, on random ratings."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from advisor.analysis.matrix import Column, Effect, Matrix, build_matrix
from advisor.analysis.position import position
from advisor.questionnaire import Answers
from tests.bench.timing import Ratio, Work, compare
from tests.building import answers, pattern, questionnaire, single

PATTERNS = (5, 50, 500, 5_000)
QUESTIONS = (20, 100)
OPTIONS = ("a", "b", "c", "d")


def growth() -> list[Ratio]:
    """Totals, vetoes and first place of one set of answers, for each size against the smallest."""
    sizes = [(patterns, questions) for questions in QUESTIONS for patterns in PATTERNS]
    smallest = sizes[0][0] * sizes[0][1]
    floor, *works = (_work(*size, smallest) for size in sizes)
    ratios = compare(floor, *works, rounds=7)
    _table(sizes, [ratios[0].floor_seconds, *(ratio.seconds for ratio in ratios)])
    return ratios


def _table(sizes: list[tuple[int, int]], seconds: list[float]) -> None:
    print(f"  {'patterns':>8} {'questions':>9} {'ms':>10} {'ns per rating':>14}")
    for (patterns, questions), taken in zip(sizes, seconds, strict=True):
        each = taken * 1e9 / (patterns * questions)
        print(f"  {patterns:>8} {questions:>9} {taken * 1000:>10.3f} {each:>14.0f}")


def _work(patterns: int, questions: int, smallest: int) -> Work:
    matrix = random_matrix(patterns, questions)
    given = answers(**{column.id: "a" for column in matrix.columns})
    times = patterns * questions // smallest
    return Work(
        name=f"{patterns} patterns, {questions} questions: {times} times the ratings",
        run=lambda: _first(matrix, given),
        calls=max(1, 200 // times),
    )


def _first(matrix: Matrix, given: Answers) -> int:
    return position(matrix, given).first


def random_matrix(patterns: int, questions: int) -> Matrix:
    """Ratings drawn evenly, without limits; the same every time."""
    random = Random(patterns * questions)
    asked = questionnaire(*(single(f"q{i}", *OPTIONS, weight=2) for i in range(questions)))
    empty = build_matrix(asked, [pattern(f"p{i}") for i in range(patterns)])
    return replace(empty, columns=tuple(_rated(column, random) for column in empty.columns))


def _rated(column: Column, random: Random) -> Column:
    width = column.width
    effects = {
        option: Effect(tuple(random.choices(range(-2, 3), k=width)), spoken=1) for option in OPTIONS
    }
    return replace(column, effects=effects)
