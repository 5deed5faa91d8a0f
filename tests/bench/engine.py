"""The engine in this process: scoring with its ledger against the bare arithmetic."""

from __future__ import annotations

from advisor.scoring import ledger, recommend
from tests.bench.timing import Ratio, Work, compare
from tests.bench.workload import every_answer, shipped

Products = list[tuple[str, list[tuple[int, int]]]]


def scoring() -> list[Ratio]:
    """Weights times ratings for every answered criterion of every pattern, summed and sorted."""
    catalog = shipped()
    answers = every_answer(catalog)
    arguments = (catalog.questionnaire, catalog.patterns, answers)
    products: Products = [
        (
            item.pattern.slug,
            [(line.weight, line.rating.value if line.rating else 0) for line in item.contributions],
        )
        for item in recommend(*arguments).assessments
    ]
    count = sum(len(lines) for _, lines in products)
    floor = Work(name=f"{count} products in a plain loop", run=lambda: plain(products), calls=200)
    total = ledger.weight_sum(catalog.questionnaire, answers)

    def lines() -> list[object]:
        return [
            ledger.contributions(pattern, catalog.questionnaire, answers, total)
            for pattern in catalog.patterns
        ]

    return compare(
        floor,
        Work(name="the same as ledger lines with exact points", run=lines, calls=10),
        Work(
            name="the whole ranking: ledger, constraints, statuses, order",
            run=lambda: recommend(*arguments),
            calls=10,
        ),
    )


def plain(products: Products) -> list[tuple[int, str]]:
    totals = []
    for slug, lines in products:
        total = 0
        for weight, value in lines:
            total += weight * value
        totals.append((-total, slug))
    return sorted(totals)
