"""The analysis in this process: every exact part of it against the ranking it is about."""

from __future__ import annotations

from advisor.analysis import analyse
from advisor.catalog import Catalog
from advisor.questionnaire import Answers, parse_answers
from advisor.scoring import recommend
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import every_answer, shipped

EXACT = (
    *("verdict", "flips", "nearest_pairs", "radii", "weight_flips", "weight_ranges", "ranges"),
    *("settled", "next_question", "shares", "others", "layers"),
)


def whole() -> list[Ratio]:
    """With an answer to every question, and with an example's answers to about half of them."""
    catalog = shipped()
    full = every_answer(catalog)
    half = parse_answers(catalog.questionnaire, catalog.examples[0].answers).answers
    ranking = Work(
        name="the whole ranking of the same answers",
        run=lambda: recommend(catalog.questionnaire, catalog.patterns, full),
        calls=10,
    )
    return compare(
        ranking,
        Work(name="all exact parts, full set", run=lambda: parts(catalog, full, *EXACT), calls=5),
        Work(name="all exact parts, half a set", run=lambda: parts(catalog, half, *EXACT), calls=5),
        Work(name="of it, single answers", run=lambda: parts(catalog, full, "flips"), calls=10),
        Work(
            name="of it, single answers and pairs",
            run=lambda: parts(catalog, full, "flips", "nearest_pairs"),
            calls=10,
        ),
        Work(
            name="not in it, shares by sampling, half a set",
            run=lambda: parts(catalog, half, "sampled_shares"),
            calls=3,
        ),
    )


def parts(catalog: Catalog, answers: Answers, *names: str) -> list[object]:
    """A new analysis each time: parts are kept once they are worked out."""
    found = analyse(catalog, answers)
    return [getattr(found, name) for name in names]
