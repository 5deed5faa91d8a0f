"""The analysis in this process: every exact part of it against the ranking it is about."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import count

from advisor.advice import advise
from advisor.analysis import Analysis, analyse
from advisor.catalog import Catalog
from advisor.questionnaire import Answer, Answers, parse_answers, with_answer
from advisor.scoring import recommend
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import every_answer, every_point, shipped

EXACT = (
    *("verdict", "flips", "nearest_pairs", "radii", "weight_flips", "weight_ranges", "ranges"),
    *("settled", "next_question", "shares", "others", "layers"),
)

VOLUME = "requests_per_month"


def whole() -> list[Ratio]:
    """With an answer to every question, and with an example's answers to about half of them."""
    catalog = shipped()
    full, priced, volumes = every_answer(catalog), _priced(catalog), count(3_000_000)
    half = parse_answers(catalog.questionnaire, catalog.examples[0].answers).answers
    ranking = Work(
        name="the whole ranking of the same answers",
        run=lambda: recommend(catalog.questionnaire, catalog.patterns, full),
        calls=10,
    )

    def other_volume() -> list[object]:
        """Nobody has asked for this number of requests before."""
        answer = Answer(trait=VOLUME, number=Decimal(next(volumes)))
        return _of(advise(catalog, with_answer(priced, answer)).analysis, EXACT)

    return compare(
        ranking,
        Work(
            name="all exact parts, all that makes points, cost in words",
            run=lambda: parts(catalog, priced, *EXACT),
            calls=5,
        ),
        Work(
            name="the same with cost calculated",
            run=lambda: _of(advise(catalog, priced).analysis, EXACT),
            calls=5,
        ),
        Work(name="the same for a new number of requests each time", run=other_volume, calls=5),
        Work(
            name="every question answered, cost calculated",
            run=lambda: _of(advise(catalog, full).analysis, EXACT),
            calls=5,
        ),
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


def _priced(catalog: Catalog) -> Answers:
    """An answer to all that makes points, with a volume and cost that matters."""
    pairs = (("cost_priority", "high"), (VOLUME, "3000000"))
    answers = every_point(catalog)
    for answer in parse_answers(catalog.questionnaire, pairs).answers.by_trait.values():
        answers = with_answer(answers, answer)
    return answers


def parts(catalog: Catalog, answers: Answers, *names: str) -> list[object]:
    """A new analysis each time: parts are kept once they are worked out."""
    return _of(analyse(catalog, answers), names)


def _of(found: Analysis, names: Iterable[str]) -> list[object]:
    return [getattr(found, name) for name in names]
